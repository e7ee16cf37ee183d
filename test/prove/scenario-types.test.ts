import {
  above,
  alert,
  catalog,
  counter,
  gauge,
  histogram,
  histogramQuantile,
  max,
  rate,
  record,
  runbook,
  signal,
  sum,
} from 'dashwright';
import { approx, constant, observing, rateOf, scenario } from 'dashwright/testing';
import { expect, test } from 'vitest';

const metrics = catalog({
  requests_total: counter({ help: 'Requests.', labels: { path: ['/a', '/b'] } }),
  lag_seconds: gauge({ help: 'Lag.', unit: 's', labels: { topic: ['orders', 'fills'] } }),
  took_ms: histogram({ help: 'Time.', unit: 'ms', labels: { node_id: ['ema'] }, buckets: [100, 500, 1000] }),
});
const texts = { severity: 'warning', summary: 's', description: 'd', runbook: runbook('x') } as const;
const lag = signal({ title: 'Lag', expr: max(metrics.lag_seconds, { by: ['topic'] }) });
const traffic = signal({ title: 'Traffic', expr: sum(rate(metrics.requests_total)) });
const Lag = alert({ when: above(lag, 10), ...texts });
const Traffic = alert({ when: above(traffic, 10), ...texts });
const Owned = alert({
  when: above(lag, 10),
  ...texts,
  labels: { team: 'core', owner: '{{ $labels.topic }}' },
});
const p95 = record('took:p95', { expr: histogramQuantile(0.95, metrics.took_ms, { by: ['node_id'] }) });

test('a scenario is immutable and keeps its series and expectations with their places', () => {
  const empty = scenario('lag', { alerts: [Lag, Traffic], step: '30s' });
  const example = empty
    .series(metrics.lag_seconds, { topic: 'fills' }, constant(5).thenAt('10m', 50))
    .series(metrics.requests_total, rateOf(6, 'per minute'))
    .series(metrics.took_ms, observing(1, 'per second', { quantile: 0.95, value: 600 }))
    .firingAt('20m', { alert: Lag, labels: { topic: 'fills', severity: /warn/ }, value: approx(50) })
    .quietAt('1h30m', { labels: { topic: 'fills' } })
    .sampleAt(p95, '5m', approx(600), { node_id: 'ema' })
    .noSampleAt(lag, '0s');
  expect(empty.inputs).toEqual([]);
  expect(example.inputs.map(({ name, labels }) => ({ name, labels }))).toEqual([
    { name: 'lag_seconds', labels: { topic: 'fills' } },
    { name: 'requests_total', labels: {} },
    { name: 'took_ms', labels: {} },
  ]);
  expect(example.expectations.map(({ text }) => text)).toEqual([
    "firingAt('20m')",
    "quietAt('1h30m')",
    "sampleAt(took:p95, '5m')",
    "noSampleAt(Lag, '0s')",
  ]);
  expect(example.expectations[0]).toMatchObject({ alerts: [Lag], labels: { topic: 'fills' } });
  expect(example.expectations[1]).toMatchObject({ alerts: [Lag, Traffic], when: { type: 'at', at: 5400 } });
  for (const { place } of example.expectations) expect(place.stack).toContain('scenario-types.test.ts');
});

test('an equality matcher of a selector sets a label, any other matcher is rejected', () => {
  const only = scenario('x', { alerts: [Lag] });
  const fills = metrics.lag_seconds.where({ topic: 'fills' });
  expect(only.series(fills, constant(1)).inputs[0]?.labels).toEqual({ topic: 'fills' });
  expect(() => only.series(metrics.lag_seconds.where({ topic: /fi.*/ }), constant(1))).toThrow(
    'topic=~"fi.*" does not select one series',
  );
});

test('an invalid duration is rejected', () => {
  // @ts-expect-error: not a duration
  expect(() => scenario('x', { alerts: [Lag] }).quietAt('5 minutes')).toThrow(
    '"5 minutes" is not a duration',
  );
});

test('the compiler rejects what the types do not allow', () => {
  expect(mistakes).toBeTypeOf('function');
});

/** Never called: the compiler rejects these. */
function mistakes(): void {
  const one = scenario('x', { alerts: [Lag] });
  // @ts-expect-error: no such label
  one.series(metrics.lag_seconds, { topc: 'fills' }, constant(1));
  // @ts-expect-error: the label of another metric
  one.series(metrics.requests_total, { topic: 'fills' }, rateOf(1, 'per second'));
  // @ts-expect-error: a gauge does not count
  one.series(metrics.lag_seconds, rateOf(1, 'per second'));
  // @ts-expect-error: a counter does not observe
  one.series(metrics.requests_total, observing(1, 'per second', 5));
  // @ts-expect-error: a histogram observes
  one.series(metrics.took_ms, constant(1));
  // @ts-expect-error: recorded series follow from the rules
  one.series(p95.series, constant(1));
  // @ts-expect-error: not a label of the alert
  one.firingAt('20m', { labels: { node_id: 'ema' } });
  // @ts-expect-error: not an alert of the scenario
  one.firingAt('20m', { alert: Traffic });
  one.series(metrics.took_ms, { node_id: 'ema', job: 'j' }, observing(1, 'per second', 5));
  one.firingAt('20m', { labels: { topic: 'orders', alertname: 'Lag' } });
  const owned = scenario('y', { alerts: [Owned, Lag] });
  owned.firingAt('20m', { alert: Owned, labels: { topic: 'orders', team: 'core', owner: /orders/ } });
  // @ts-expect-error: neither a label of the expression nor one that the alert adds
  owned.firingAt('20m', { labels: { teem: 'core' } });
}
