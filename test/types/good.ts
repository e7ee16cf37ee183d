// Compiles: valid definitions. The mistakes that must not compile are in mistakes.test.ts.
import {
  above,
  absent,
  alert,
  and,
  avgOverTime,
  catalog,
  counter,
  delta,
  div,
  either,
  gauge,
  gt,
  histogram,
  histogramFraction,
  histogramQuantile,
  increase,
  increaseFromZero,
  kubernetesTargetLabels,
  labelReplace,
  max,
  mean,
  missing,
  mul,
  nativeHistogram,
  not,
  or,
  type PanelDefaults,
  panel,
  predictLinear,
  promql,
  quantile,
  rate,
  ratio,
  record,
  runbook,
  signal,
  sub,
  sum,
  summary,
  time,
  topk,
  unless,
  window,
} from 'dashwright';

const metrics = catalog(
  {
    requests_total: counter({
      help: 'Requests.',
      unit: 'requests',
      labels: { path: ['/a', '/b'], status: ['200', '500'] },
    }),
    lag_seconds: gauge({ help: 'Lag.', unit: 's', labels: { topic: ['orders', 'fills'] } }),
    lag_threshold_seconds: gauge({ help: 'Threshold.', unit: 's', labels: { topic: ['orders'] } }),
    took_ms: histogram({ help: 'Time.', unit: 'ms', labels: { node_id: ['ema'] } }),
    size_bytes: nativeHistogram({ help: 'Size.', unit: 'bytes', labels: { path: ['/a'] } }),
    gc: summary({ help: 'GC.', unit: 's' }),
    orphans: gauge({ help: 'Orphans.' }),
  },
  { targetLabels: kubernetesTargetLabels },
);

const { requests_total: requests, lag_seconds: lag, took_ms: took } = metrics;
export const errors = signal({
  title: 'Errors',
  expr: ratio(sum(rate(requests.where({ status: /5../ }))), sum(rate(requests))),
});
export const byPath = signal({
  title: 'By path',
  expr: sum(rate(requests), { by: ['path', 'namespace'] }),
  legend: ({ path }) => path,
});
export const slow = signal({ title: 'Slow', expr: histogramQuantile(0.95, took, { by: ['node_id'] }) });
export const lags = signal({ title: 'Lag', expr: max(lag, { by: ['topic'] }) });
export const limit = max(metrics.lag_threshold_seconds, { by: ['topic'] });
export const A = alert({
  when: above(errors, 0.05),
  for: '5m',
  severity: 'warning',
  summary: ({ value }) => `x ${value}`,
  description: 'd',
  runbook: runbook('a'),
});
export const B = alert({
  when: above(slow, 500),
  severity: 'warning',
  summary: ({ labels, threshold }) => `${labels.node_id} ${threshold}`,
  description: 'd',
  runbook: runbook('a'),
});
export const C = alert({
  when: above(lags, limit),
  severity: 'critical',
  summary: ({ labels }) => labels.topic,
  description: 'd',
  runbook: runbook('a'),
});
export const D = alert({
  when: either(above(errors, 0.05), missing(requests)),
  severity: 'critical',
  summary: 's',
  description: 'd',
  runbook: runbook('a'),
});
export const p99 = record('path:requests:rate5m', { expr: sum(rate(requests, '5m'), { by: ['path'] }) });
export const recorded = signal({ title: 'r', expr: p99.series.where({ path: not('/a') }) });
export const misc = [
  delta(metrics.orphans, '3h'),
  sub(time(), metrics.orphans),
  mul(100, lag),
  topk(5, lag, { by: ['topic'] }),
  histogramQuantile(0.9, sum(rate(took.bucket), { by: ['le'] })),
  mean(took, { by: ['node_id'] }),
  histogramQuantile(0.5, metrics.size_bytes),
  histogramFraction(0, 0.5, took, { by: ['node_id'] }),
  histogramFraction(0, 0.5, sum(rate(took.bucket), { by: ['le'] })),
  quantile(0.5, lag, { by: ['topic'] }),
  avgOverTime(errors.node ? sum(rate(requests)) : sum(rate(requests)), '1h', { step: '5m' }),
  div(sum(rate(requests), { by: ['path', 'status'] }), sum(rate(requests), { by: ['path'] }), {
    on: ['path'],
    groupLeft: [],
  }),
  and(lag, max(lag), { on: [] }),
  unless(lag, lag),
  or(sum(rate(requests)), sum(increase(requests))),
  gt(lag, 5, { bool: true }),
  absent(lag),
  predictLinear(lag, '1h', 3600),
  increaseFromZero(requests, '15m'),
  labelReplace(lag, { dstLabel: 'x', replacement: '$1', srcLabel: 'topic', regex: /(.*)/ }),
  promql<'topic'>`max by (topic) (max_over_time(${lag}[${window}]))`,
  rate(metrics.gc.count),
  lag.offsetBy('1d'),
  lag.atTime('end'),
];
export const panels = [
  panel.timeseries({
    title: 'Latency',
    show: errors,
    style: { fill: 20, interpolation: 'smooth', gaps: '5m', line: { dash: [4, 4] } },
    legend: { as: 'table', placement: 'right', calculations: ['mean', 'max'], sortBy: 'max' },
    axis: { label: 'time', scale: { log: 2 }, softMax: 1 },
    tooltip: { mode: 'single' },
    overrides: [{ match: { signal: errors }, color: 'blue', axis: { placement: 'right' } }],
    json: { fieldConfig: { defaults: { custom: { barWidthFactor: 0.6, drawStyle: 'bars' } } } },
  }),
  panel.stat({
    title: 'Now',
    show: errors,
    colorMode: 'none',
    json: { options: { text: { valueSize: 20 } } },
  }),
  panel.text({ title: 'Help', html: '<b>Help</b>' }),
];
export const defaults: PanelDefaults[] = [
  'grafana',
  { base: 'grafana', all: { decimals: 2 }, timeseries: { style: { fill: 0 } } },
];
