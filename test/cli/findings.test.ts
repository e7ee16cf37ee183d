import { afterAll, expect, it } from 'vitest';
import { project } from '../support/project.js';

/** A bundle with one mistake of each kind, as a user would write it. */
const shop = project({
  'definitions/shop/bundle.ts': `
import {
  above, add, alert, bundle, catalog, counter, dashboard, gauge, panel, promql, rate, runbook, signal, sum, variable,
} from 'dashwright';

const metrics = catalog({
  open_connections: gauge({ help: 'Open connections.', unit: 'connections' }),
  uptime_seconds: gauge({ help: 'Time since the start.', unit: 's' }),
  requests_total: counter({ help: 'Requests.', unit: 'requests' }),
});
const load = signal({
  title: 'Load',
  unit: 'short',
  expr: sum(add(metrics.open_connections, metrics.uptime_seconds)),
});
const recent = signal({
  title: 'Recent',
  unit: 'reqps',
  expr: promql\`sum(rate(\${metrics.requests_total}[5m + 1m]))\`,
});
const smooth = signal({
  title: 'Smooth',
  unit: 'short',
  expr: promql\`holt_winters(\${metrics.open_connections}[5m], 0.5, 0.5)\`,
});
const alerts = {
  LoadHigh: alert({
    when: above(load, 5),
    severity: 'warning',
    summary: 'Load is high',
    description: 'Look.',
    runbook: runbook('load'),
  }),
};

export default bundle({
  name: 'shop',
  title: 'Shop',
  description: 'A shop.',
  version: '1.0.0',
  prometheus: '3.5',
  metrics,
  alerts,
  dashboards: [
    dashboard({
      uid: 'shop',
      title: 'Shop',
      variables: [variable.query({ name: 'job', query: 'label_values(requests_total, job)', multi: true })],
      rows: [
        panel.timeseries({ title: 'Recent', show: recent }),
        panel.timeseries({ title: 'Smooth', show: smooth }),
        ...['a', 'b', 'c'].map((name) =>
          panel.timeseries({
            title: name,
            show: signal({ title: name, unit: 'reqps', expr: promql\`sum(rate(requests_total{job="$job"}[$__rate_interval])) + \${name.length}\` }),
          }),
        ),
      ],
    }),
  ],
  urls: { grafana: 'https://grafana.example', runbooks: 'https://runbooks.example/{slug}' },
});
`,
  'definitions/shop/runbooks/load.md': '# Load\n',
  'definitions/shop/templates/slack.tmpl': '{{ define "a" }}\n{{ .Status | toUpper }\n{{ end }}\n',
});
afterAll(() => shop.remove());

it('reports each cause once, at its line, with a fix', async () => {
  const { code, out, errors } = await shop.run('check', '--definitions', shop.path('definitions'));
  const said = out + errors;
  expect(code, said).toBe(1);
  expect(said).toMatch(/bundle\.ts:\d+:\d+ error promql\/unit-mismatch shop\/alerts\/LoadHigh/);
  expect(said).toContain('open_connections (connections) and uptime_seconds (s) cannot be added');
  expect(said).toContain(
    'a calculated duration needs a Prometheus with --enable-feature=promql-duration-expr before 3.14, and the target is 3.5',
  );
  expect(said).toContain('holt_winters is double_exponential_smoothing since Prometheus 3.0');
  expect(said).toMatch(/shop\/templates\/slack\.tmpl:2:1 error routing\/template/);
  expect(said.match(/\$job can have several values/g)).toHaveLength(1);
  expect(said).toContain('in 3 places, also in shop/dashboards/shop/panels/b');
});

it('explains every check that it reports', async () => {
  for (const check of ['promql/unit-mismatch', 'promql/feature-gate', 'dash/variables']) {
    const { code, out } = await shop.run('explain', check);
    expect(code).toBe(0);
    expect(out).toContain(check);
  }
});
