import {
  type AnyPanel,
  catalog,
  counter,
  dashboard,
  dashboardQuery,
  datasource,
  expression,
  gauge,
  histogram,
  histogramQuantile,
  logs,
  panel,
  query,
  rate,
  rawQuery,
  row,
  signal,
  sum,
  traces,
} from 'dashwright';

// The examples of docs/guide.md: compiled, built and checked by guide.test.ts.

export const metrics = catalog({
  http_requests_total: counter({ help: 'Requests.', unit: 'requests', labels: { status: ['200', '500'] } }),
  http_request_duration_seconds: histogram({ help: 'Time.', unit: 's', buckets: [0.1, 0.5, 1] }),
  queue_length: gauge({ help: 'Jobs that wait.', unit: 'jobs', labels: { queue: ['mail'] } }),
});
const requests = signal({ title: 'Requests', expr: sum(rate(metrics.http_requests_total)) });
const latency = metrics.http_request_duration_seconds;
const p50 = signal({ title: 'p50', expr: histogramQuantile(0.5, sum(rate(latency.bucket), { by: ['le'] })) });
const p99 = signal({
  title: 'p99',
  expr: histogramQuantile(0.99, sum(rate(latency.bucket), { by: ['le'] })),
});

// #region panel
const latencyPanel = panel.timeseries({
  title: 'Latency',
  show: [p50, p99],
  style: { fill: 20, interpolation: 'smooth' },
  legend: { as: 'table', placement: 'right', calculations: ['mean', 'max'], sortBy: 'max' },
  axis: { label: 'time', scale: { log: 2 }, softMax: 1 },
  tooltip: { mode: 'single' },
  overrides: [{ match: { signal: p50 }, color: 'blue', axis: { placement: 'right' } }],
  json: { fieldConfig: { defaults: { custom: { axisGridShow: false } } } },
});
// #endregion

// #region queries
const traffic = panel.timeseries({
  title: 'Traffic',
  show: [
    requests,
    query(rate(metrics.http_requests_total.where({ status: '500' })), { legend: 'errors', minStep: '1m' }),
    query(requests, { id: 'all', legend: 'all', exemplar: true, resolution: 2 }),
  ],
});
const waiting = panel.table({
  title: 'Waiting',
  show: query(metrics.queue_length, { instant: true, format: 'table', json: { groupByKeys: ['queue'] } }),
  unit: 'short',
});
// #endregion

// #region sources
const thanos = datasource('prometheus', { name: 'thanos', label: 'Thanos', regex: '/thanos/' });
const audit = datasource('loki', { uid: 'audit-logs' });
const orders = datasource('grafana-postgresql-datasource', { name: 'orders' });

const both = panel.timeseries({
  title: 'Requests, here and everywhere',
  show: [requests, query(requests, { source: thanos, legend: 'everywhere' })],
});
const open = panel.stat({
  title: 'Open orders',
  show: rawQuery({ source: orders, json: { rawSql: 'SELECT count(*) FROM orders', format: 'table' } }),
});
const refused = panel.logs({ title: 'Refused', show: logs('{app="gate"} |= "refused"'), source: audit });
const slow = panel.table({ title: 'Slow requests', show: traces('{ duration > 1s }', { limit: 50 }) });
// #endregion

// #region expressions
const share = panel.timeseries({
  title: 'Share of errors',
  show: [
    query(sum(rate(metrics.http_requests_total.where({ status: '500' }))), { id: 'errors', hide: true }),
    query(requests, { id: 'all', hide: true }),
    expression.math('$errors / $all', { id: 'share' }),
    expression.threshold('share', { gt: 0.05 }),
  ],
  unit: 'percentunit',
});
const mean = panel.stat({
  title: 'Mean of the graph',
  show: dashboardQuery(traffic),
  reduce: 'mean',
});
// #endregion

const rows: readonly AnyPanel[] = [latencyPanel, traffic, waiting, both, open, refused, slow, share, mean];

// #region dashboard
const overview = dashboard({
  uid: 'overview',
  title: 'Overview',
  source: [thanos, audit],
  defaults: { all: { height: 6 }, timeseries: { style: { fill: 0 } } },
  rows: [row('Latency', [latencyPanel])],
  json: { fiscalYearStartMonth: 3 },
});
// #endregion

export const dashboards = [dashboard({ uid: 'examples', title: 'Examples', rows }), overview];
