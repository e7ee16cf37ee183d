import { dashboard, logs, panel, traces } from 'dashwright';
import { expect, test } from 'vitest';
import { bundle } from '../../src/index.js';
import { panelsOf, resolveBundle } from '../../src/resolve/index.js';

const board = dashboard({
  uid: 'd',
  title: 'D',
  rows: [
    panel.logs({ title: 'Errors', show: logs('{app="api"} |= "ERROR"') }),
    panel.timeseries({ title: 'Lines', show: logs('sum(rate({app="api"}[5m]))', { legend: 'lines' }) }),
    panel.table({ title: 'Slow', show: traces('{ duration > 1s }', { limit: 5 }) }),
  ],
});
const resolved = resolveBundle(
  bundle({
    name: 'b',
    title: 'B',
    description: '',
    version: '1.0.0',
    metrics: {},
    dashboards: [board],
    urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}.md' },
  }),
);
const targets = panelsOf(resolved.dashboards[0] ?? expect.fail()).map((found) => found.targets[0]);

test('logs() queries Loki with the given LogQL', () => {
  expect(targets[0]).toMatchObject({ language: 'logql', expr: '{app="api"} |= "ERROR"', instant: false });
  expect(targets[1]).toMatchObject({ language: 'logql', legend: 'lines' });
});

test('traces() queries Tempo, with a limit', () => {
  expect(targets[2]).toMatchObject({
    language: 'traceql',
    expr: '{ duration > 1s }',
    settings: { limit: 5 },
  });
});
