// The workload of every contestant: N dashboards of 20 panels (graph, single value, table) and N rule groups of
// 5 recording rules and 5 alerts. No two expressions are the same.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const panelsPerDashboard = 20;
export const rulesPerKind = 5;

const shared = `import { above, alert, bundle, catalog, counter, dashboard, gauge, panel, rate, record, runbook, signal, sum } from 'dashwright';

export const metrics = catalog({
  requests_total: counter({ help: 'Requests.', unit: 'requests', labels: { service: ['a', 'b'], path: ['/'] } }),
  queue_length: gauge({ help: 'Waiting jobs.', unit: 'jobs', labels: { service: ['a', 'b'], queue: ['q'] } }),
  memory_bytes: gauge({ help: 'Memory.', unit: 'bytes', labels: { service: ['a', 'b'] } }),
});
`;

const bundleHead = (dashboards, rules, name = 'bench') => `export default bundle({
  name: '${name}', title: 'Bench', description: 'Generated workload.', version: '1.0.0', metrics,
  dashboards: ${dashboards}, recordingRules: ${rules}, alerts: ${rules},
  urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}.md' },
});
`;

/** One definition that creates everything in a loop, like those of the other tools. */
export function writeGenerated(folder, n) {
  writeBundle(folder, {
    'bundle.ts': `${shared}
const dashboards = [];
const rules: Record<string, unknown> = {};
const kinds = [panel.timeseries, panel.stat, panel.table];
const { requests_total, queue_length, memory_bytes } = metrics;
for (let i = 0; i < ${n}; i++) {
  const panels = [];
  for (let p = 0; p < ${panelsPerDashboard}; p++) {
    const service = \`service-\${i}-\${p}\`;
    const expr = p % 3 === 0 ? sum(rate(requests_total.where({ service })), { by: ['path'] })
      : p % 3 === 1 ? queue_length.where({ service }) : memory_bytes.where({ service });
    const shown = signal({ title: \`Panel \${p}\`, description: \`What panel \${p} of service \${i} shows.\`, expr });
    panels.push(kinds[p % 3]({ title: shown.title, show: shown, thresholds: [{ from: null, color: 'green' }, { from: 80, color: 'red' }] }));
  }
  dashboards.push(dashboard({ uid: \`bench-\${i}\`, title: \`Bench \${i}\`, tags: ['bench'], rows: panels }));
  for (let r = 0; r < ${rulesPerKind}; r++) {
    const service = \`service-\${i}-\${r}\`;
    const group = \`bench-\${i}\`;
    rules[\`record_\${i}_\${r}\`] = record(\`service:requests_\${i}_\${r}:rate5m\`, { expr: sum(rate(requests_total.where({ service })), { by: ['path'] }), group: \`\${group}-recording\` });
    const queue = signal({ title: \`Queue \${r}\`, expr: sum(queue_length.where({ service }), { by: ['queue'] }) });
    rules[\`QueueLong\${i}x\${r}\`] = alert({
      when: above(queue, 100), for: '5m', severity: 'warning', group, runbook: runbook('queue'),
      summary: ({ labels }) => \`Queue \${labels.queue} is long\`,
      description: ({ value, threshold }) => \`\${value} jobs are waiting, above \${threshold}.\`,
    });
  }
}
${bundleHead('dashboards', 'rules')}`,
  });
}

/** Bundles with this many dashboards and groups each; returns the definition files with their text. */
export function writeBundles(folder, bundles, dashboards) {
  return Array.from({ length: bundles }, (_, i) =>
    writeLonghand(folder, dashboards, { name: `bench-${i}`, from: i * dashboards }),
  ).flat();
}

/** The same, with every dashboard and group in a file of its own. Numbers of dashboards start at `from`. */
export function writeLonghand(folder, n, { name = 'bench', from = 0 } = {}) {
  const files = {
    'metrics.ts': shared.replace(/^import .*$/m, "import { catalog, counter, gauge } from 'dashwright';"),
  };
  const imports = [];
  for (let i = from; i < from + n; i++) {
    files[`parts/part-${i}.ts`] = longhandPart(i);
    imports.push(`import * as part${i} from './parts/part-${i}.js';`);
  }
  const parts = Array.from({ length: n }, (_, i) => `part${from + i}`);
  files['bundle.ts'] = `import { bundle } from 'dashwright';
import { metrics } from './metrics.js';
${imports.join('\n')}
const parts = [${parts.join(', ')}];
const rules = Object.assign({}, ...parts);
${bundleHead('parts.map((part) => part.board)', 'rules', name)}`;
  return writeBundle(folder, files, name);
}

function longhandPart(i) {
  const lines = [
    "import { above, alert, dashboard, panel, rate, record, runbook, signal, sum } from 'dashwright';",
    "import { metrics } from '../metrics.js';",
    '',
  ];
  const panels = [];
  for (let p = 0; p < panelsPerDashboard; p++) {
    const service = `service-${i}-${p}`;
    const expr =
      p % 3 === 0
        ? `sum(rate(metrics.requests_total.where({ service: '${service}' })), { by: ['path'] })`
        : `metrics.${p % 3 === 1 ? 'queue_length' : 'memory_bytes'}.where({ service: '${service}' })`;
    lines.push(
      `const signal${p} = signal({`,
      `  title: 'Panel ${p}',`,
      `  description: 'What panel ${p} of service ${i} shows.',`,
      `  expr: ${expr},`,
      '});',
    );
    panels.push(
      `    panel.${['timeseries', 'stat', 'table'][p % 3]}({`,
      `      title: 'Panel ${p}',`,
      `      show: signal${p},`,
      "      thresholds: [{ from: null, color: 'green' }, { from: 80, color: 'red' }],",
      '    }),',
    );
  }
  lines.push(
    '',
    'export const board = dashboard({',
    `  uid: 'bench-${i}',`,
    `  title: 'Bench ${i}',`,
    "  tags: ['bench'],",
    '  rows: [',
    ...panels,
    '  ],',
    '});',
  );
  for (let r = 0; r < rulesPerKind; r++) {
    const service = `service-${i}-${r}`;
    lines.push(
      '',
      `export const record_${i}_${r} = record('service:requests_${i}_${r}:rate5m', {`,
      `  expr: sum(rate(metrics.requests_total.where({ service: '${service}' })), { by: ['path'] }),`,
      `  group: 'bench-${i}-recording',`,
      '});',
      '',
      `export const QueueLong${i}x${r} = alert({`,
      `  when: above(signal({ title: 'Queue ${r}', expr: sum(metrics.queue_length.where({ service: '${service}' }), { by: ['queue'] }) }), 100),`,
      "  for: '5m',",
      "  severity: 'warning',",
      `  group: 'bench-${i}',`,
      "  runbook: runbook('queue'),",
      '  summary: ({ labels }) => `Queue ${labels.queue} is long`,',
      '  description: ({ value, threshold }) => `${value} jobs are waiting, above ${threshold}.`,',
      '});',
    );
  }
  return `${lines.join('\n')}\n`;
}

function writeBundle(folder, files, name = 'bench') {
  return Object.entries({ 'runbooks/queue.md': '# Queue\n', ...files }).map(([file, text]) => {
    const path = join(folder, name, file);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
    return { path, text };
  });
}

/** A bundle of one alert with this many scenarios, each of twenty minutes at 15 s. */
export function writeScenarios(folder, count) {
  return writeBundle(folder, {
    'bundle.ts': `${shared}
const length = signal({ title: 'Queue', description: 'Waiting jobs.', expr: sum(metrics.queue_length, { by: ['queue'] }) });
export const QueueLong = alert({
  when: above(length, 100), for: '5m', severity: 'warning', runbook: runbook('queue'),
  summary: ({ labels }) => \`Queue \${labels.queue} is long\`,
});
${bundleHead('[]', '{ QueueLong }').replace('recordingRules: { QueueLong }, ', '')}`,
    'scenarios/queue.ts': `import { constant, scenario } from 'dashwright/testing';
import { metrics, QueueLong } from '../bundle.js';
export default Array.from({ length: ${count} }, (_, i) =>
  scenario(\`\${i} more jobs wait\`, { alerts: [QueueLong] })
    .series(metrics.queue_length, { queue: 'q' }, constant(0).thenAt('5m', 101 + i))
    .quietUntil('5m')
    .firingAt('20m'));
`,
  });
}
