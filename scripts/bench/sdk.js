// The same workload as a plain script with the foundation SDK and js-yaml, as one would write it without
// Dashwright. With the path of promtool, it checks the rules; nothing checks the dashboards. Usage: node sdk.js N
// OUT [PROMTOOL]
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DashboardBuilder,
  DatasourceVariableBuilder,
  ThresholdsConfigBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as Stat } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as Table } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as Timeseries } from '@grafana/grafana-foundation-sdk/timeseries';
import { dump } from 'js-yaml';
import { panelsPerDashboard, rulesPerKind } from './workload.js';

const [count, out, promtool] = process.argv.slice(2);
const ruleFiles = [];
const kinds = [Timeseries, Stat, Table];
for (const folder of ['grafana', 'prometheus']) mkdirSync(join(out, folder), { recursive: true });
for (let i = 0; i < Number(count); i++) {
  writeFileSync(join(out, `grafana/bench-${i}.json`), `${JSON.stringify(dashboard(i), null, 2)}\n`);
  const ruleFile = join(out, `prometheus/bench-${i}.yml`);
  writeFileSync(ruleFile, dump({ groups: [{ name: `bench-${i}`, rules: rules(i) }] }, { lineWidth: -1 }));
  ruleFiles.push(ruleFile);
}
if (promtool) execFileSync(promtool, ['check', 'rules', '--lint=none', ...ruleFiles]);

function dashboard(i) {
  const builder = new DashboardBuilder(`Bench ${i}`)
    .uid(`bench-${i}`)
    .tags(['bench'])
    .refresh('1m')
    .time({ from: 'now-6h', to: 'now' })
    .withVariable(new DatasourceVariableBuilder('datasource').label('Metrics').type('prometheus'));
  for (let p = 0; p < panelsPerDashboard; p++) builder.withPanel(panel(i, p));
  return builder.build();
}

function panel(i, p) {
  const selector = `service="service-${i}-${p}"`;
  const expressions = [
    `sum by (path) (rate(requests_total{${selector}}[$__rate_interval]))`,
    `queue_length{${selector}}`,
    `memory_bytes{${selector}}`,
  ];
  return new kinds[p % 3]()
    .id(p + 1)
    .title(`Panel ${p}`)
    .description(`What panel ${p} of service ${i} shows.`)
    .unit(['reqps', 'short', 'bytes'][p % 3])
    .datasource({ type: 'prometheus', uid: '${datasource}' })
    .thresholds(
      new ThresholdsConfigBuilder().mode('absolute').steps([
        { value: null, color: 'green' },
        { value: 80, color: 'red' },
      ]),
    )
    .span(p % 3 === 1 ? 6 : 12)
    .height(p % 3 === 1 ? 4 : 8)
    .withTarget(
      new DataqueryBuilder()
        .refId('A')
        .expr(expressions[p % 3])
        .legendFormat('__auto'),
    );
}

function rules(i) {
  const found = [];
  for (let r = 0; r < rulesPerKind; r++) {
    const selector = `service="service-${i}-${r}"`;
    found.push({
      record: `service:requests_${i}_${r}:rate5m`,
      expr: `sum by (path) (rate(requests_total{${selector}}[5m]))`,
    });
  }
  for (let r = 0; r < rulesPerKind; r++) {
    found.push({
      alert: `QueueLong${i}x${r}`,
      expr: `sum by (queue) (queue_length{service="service-${i}-${r}"}) > 100`,
      for: '5m',
      labels: { severity: 'warning' },
      annotations: {
        summary: 'Queue {{ $labels.queue }} is long',
        description: '{{ $value | humanize }} jobs are waiting, above 100.',
        runbook_url: 'https://runbooks.example.com/queue.md',
      },
    });
  }
  return found;
}
