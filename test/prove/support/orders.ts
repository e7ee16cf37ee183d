import {
  above,
  alert,
  below,
  bundle,
  catalog,
  counter,
  either,
  gauge,
  histogram,
  histogramQuantile,
  increaseFromZero,
  max,
  missing,
  rate,
  ratio,
  record,
  runbook,
  signal,
  sub,
  sum,
  time,
} from 'dashwright';
import { resolveBundle } from '../../../src/resolve/index.js';

/** A small bundle with one alert of each kind that scenarios must handle. */
export const metrics = catalog({
  requests_total: counter({ help: 'Requests.', unit: 'requests' }),
  failures_total: counter({ help: 'Failures.', unit: 'failures' }),
  lost_total: counter({ help: 'Lost orders.', unit: 'events', labels: { reason: ['timeout', 'full'] } }),
  lag_seconds: gauge({ help: 'Lag.', unit: 's', labels: { topic: ['orders', 'fills'] } }),
  lag_threshold_seconds: gauge({ help: 'Limit.', unit: 's', labels: { topic: ['orders', 'fills'] } }),
  last_run_timestamp: gauge({ help: 'Last run.', unit: 'timestamp' }),
  took_ms: histogram({ help: 'Time.', unit: 'ms', labels: { node: ['a', 'b'] }, buckets: [100, 500, 1000] }),
});
const { requests_total: requests, failures_total: failures } = metrics;

export const failureRatio = signal({
  title: 'Failure ratio',
  expr: ratio(sum(rate(failures)), sum(rate(requests))),
});
export const lag = signal({ title: 'Lag', expr: max(metrics.lag_seconds, { by: ['topic'] }) });
export const lost = signal({ title: 'Lost', expr: sum(increaseFromZero(metrics.lost_total, '5m')) });
export const age = signal({ title: 'Age', expr: sub(time(), max(metrics.last_run_timestamp)), unit: 's' });
export const traffic = signal({ title: 'Traffic', expr: sum(rate(requests)) });
export const p95 = record('node:took_ms:p95', {
  expr: histogramQuantile(0.95, metrics.took_ms, { by: ['node'] }),
});
export const slow = signal({ title: 'p95', expr: p95.series, unit: 'ms' });

const texts = { severity: 'warning', runbook: runbook('x') } as const;
export const FailuresHigh = alert({
  when: above(failureRatio, 0.05),
  for: '5m',
  ...texts,
  summary: ({ value, threshold }) => `ratio is ${value}, above ${threshold}`,
  description: 'd',
});
export const LagHigh = alert({
  when: above(lag, max(metrics.lag_threshold_seconds, { by: ['topic'] })),
  for: '2m',
  ...texts,
  severity: 'critical',
  summary: ({ labels, value, threshold }) => `${labels.topic} lags ${value}, above ${threshold}`,
  description: 'd',
});
export const Lost = alert({ when: above(lost, 0), ...texts, summary: 'lost', description: 'd' });
export const Stalled = alert({
  when: either(above(age, 600), missing(metrics.last_run_timestamp)),
  ...texts,
  summary: ({ value }) => `last run ${value} ago`,
  description: 'd',
});
export const TrafficLow = alert({
  when: below(traffic, 0.01),
  for: '5m',
  ...texts,
  summary: 'low',
  description: 'd',
});
export const Slow = alert({
  when: above(slow, 400),
  for: '1m',
  ...texts,
  summary: ({ labels, value }) => `${labels.node} takes ${value}`,
  description: 'd',
});

export const orders = bundle({
  name: 'orders',
  title: 'Orders',
  description: 'd',
  version: '1.0.0',
  metrics,
  alerts: { FailuresHigh, LagHigh, Lost, Stalled, TrafficLow, Slow },
  recordingRules: { p95 },
  signals: { failureRatio, lag, lost, age, traffic, slow },
  urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}' },
});
export const resolved = resolveBundle(orders);
