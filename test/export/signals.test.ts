import {
  bundle,
  catalog,
  counter,
  dashboard,
  gauge,
  panel,
  promql,
  query,
  rate,
  signal,
  sum,
} from 'dashwright';
import { expect, it } from 'vitest';
import { signalsToExport } from '../../src/export/signals.js';
import { resolveBundle } from '../../src/resolve/index.js';

const metrics = catalog({
  requests_total: counter({ help: 'Requests.', unit: 'requests', labels: { path: ['/a'] } }),
  queue_length: gauge({ help: 'Jobs.', unit: 'jobs' }),
});
const traffic = signal({ title: 'Traffic', expr: sum(rate(metrics.requests_total), { by: ['path'] }) });
const queue = signal({ title: 'Queue', expr: sum(metrics.queue_length) });
const other = signal({ title: 'Queue', expr: sum(metrics.queue_length.where({ job: 'x' })) });
const again = () => signal({ title: 'All', expr: sum(rate(metrics.requests_total, '1h')) });
const filled = signal({ title: 'Filled', expr: promql`sum(requests_total{path="$path"})` });
const pattern = signal({ title: 'Pattern', expr: promql`sum(requests_total{path=~"^/a$"})` });

const shop = bundle({
  name: 'shop',
  title: 'Shop',
  description: 'd',
  version: '1.0.0',
  metrics,
  signals: { traffic },
  selectors: { job: 'shop' },
  dashboards: [
    dashboard({
      uid: 'shop',
      title: 'Shop',
      rows: [
        panel.timeseries({ title: 'A', show: [queue, query(traffic, { window: '1m' }), other] }),
        panel.timeseries({ title: 'B', show: [again(), again(), filled, pattern, queue] }),
      ],
    }),
  ],
  urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}' },
});

it('every signal of a bundle once, with its expression in rules', () => {
  expect(signalsToExport(resolveBundle(shop), '5m')).toEqual({
    signals: [
      {
        name: 'traffic',
        unit: 'reqps',
        expr: 'sum by (path) (rate(requests_total{job="shop"}[5m]))',
        labels: ['path'],
      },
      { name: 'Queue', unit: 'short', expr: 'sum(queue_length{job="shop"})', labels: [] },
      { name: 'Queue (2)', unit: 'short', expr: 'sum(queue_length{job="x"})', labels: [] },
      { name: 'All', unit: 'reqps', expr: 'sum(rate(requests_total{job="shop"}[1h]))', labels: [] },
      { name: 'Pattern', unit: '', expr: 'sum(requests_total{path=~"^/a$",job="shop"})', labels: [] },
    ],
    onlyInGrafana: ['Filled'],
  });
});

it('has the requested lookback', () => {
  const { signals } = signalsToExport(resolveBundle(shop), '2h');
  expect(signals[0]?.expr).toContain('[2h]');
});
