import {
  above,
  alert,
  atMost,
  avgOverTime,
  below,
  both,
  bundle,
  count,
  delta,
  div,
  histogramQuantile,
  increase,
  max,
  mean,
  mul,
  promql,
  rate,
  ratio,
  runbook,
  signal,
  sub,
  sum,
} from 'dashwright';
import { expect, test } from 'vitest';
import { generateCases } from '../../src/prove/generate/cases.js';
import { runScenarios } from '../../src/prove/run/runner.js';
import { resolveBundle } from '../../src/resolve/index.js';
import { engine } from './support/engine.js';
import { metrics, orders, resolved } from './support/orders.js';

const texts = { severity: 'warning', summary: 's', description: 'd', runbook: runbook('x') } as const;

function failuresOf(of: typeof resolved): string[] {
  const { results } = runScenarios(of, engine, generateCases(of).scenarios);
  return results.flatMap(({ scenario, failures }) =>
    failures.map(({ message }) => `${scenario.name}: ${message}`),
  );
}

test('every alert of a correct bundle passes its generated cases', () => {
  const { scenarios, underived } = generateCases(resolved);
  expect(scenarios.map(({ name }) => name)).toEqual([
    'FailuresHigh: just under (generated)',
    'FailuresHigh: just over and back (generated)',
    'FailuresHigh: no data (generated)',
    'LagHigh: just under (generated)',
    'LagHigh: just over and back (generated)',
    'LagHigh: no data (generated)',
    'Lost: just under (generated)',
    'Lost: just over and back (generated)',
    'Lost: one event (generated)',
    'Lost: the first event (generated)',
    'Lost: no data (generated)',
    'Stalled: just under (generated)',
    'Stalled: just over and back (generated)',
    'Stalled: no data (generated)',
    'TrafficLow: just under (generated)',
    'TrafficLow: just over and back (generated)',
    'TrafficLow: no data (generated)',
    'Slow: just under (generated)',
    'Slow: just over and back (generated)',
    'Slow: no data (generated)',
  ]);
  expect(underived).toEqual([]);
  expect(failuresOf(resolved)).toEqual([]);
});

test('expressions for which series can be derived, each tested with the engine', () => {
  const { requests_total: requests, lag_seconds: lag, lost_total: lost, took_ms: took } = metrics;
  const signals = {
    Share: ratio(sum(rate(lost.where({ reason: 'full' }))), sum(rate(lost))),
    Mean: mean(took),
    Percent: mul(100, ratio(sum(rate(metrics.failures_total)), sum(rate(requests)))),
    Shifted: sub(100, max(lag)),
    Average: avgOverTime(max(lag), '10m', { step: '1m' }),
    Growth: delta(lag, '30m'),
    Rise: sum(increase(requests, '10m')),
    Median: histogramQuantile(0.5, took, { by: ['node'] }),
    Seconds: div(max(lag), 1000),
  };
  const alerts = Object.fromEntries(
    Object.entries(signals).map(([name, expr]) => [
      name,
      alert({ when: above(signal({ title: name, expr: expr as ReturnType<typeof max> }), 0.5), ...texts }),
    ]),
  );
  const Median = alert({ when: below(signal({ title: 'm', expr: signals.Median }), 450), ...texts });
  const all = resolveBundle(bundle({ ...orders.options, alerts: { ...alerts, Median }, recordingRules: {} }));
  expect(generateCases(all).underived).toEqual([]);
  expect(failuresOf(all)).toEqual([]);
});

test('an unsupported expression is reported with the reason', () => {
  const counted = signal({ title: 'n', expr: count(metrics.lag_seconds) });
  const written = signal({ title: 'w', expr: promql`sum(lag_seconds)` });
  const moving = signal({ title: 'g', expr: max(delta(metrics.lag_seconds, '10m'), { by: ['topic'] }) });
  const lagging = signal({ title: 'l', expr: max(metrics.lag_seconds, { by: ['topic'] }) });
  const all = resolveBundle(
    bundle({
      ...orders.options,
      recordingRules: {},
      alerts: {
        Counted: alert({ when: above(counted, 5), ...texts }),
        Written: alert({ when: above(written, 5), ...texts }),
        Some: alert({
          when: both(
            above(signal({ title: 'r', expr: sum(rate(metrics.lost_total)) }), 0),
            below(lagging, 5),
            { on: [] },
          ),
          for: '10m',
          ...texts,
        }),
        Stuck: alert({ when: both(below(lagging, 5), atMost(moving, 0)), ...texts }),
      },
    }),
  );
  const { underived } = generateCases(all);
  expect(underived.map(({ alert: name, case: what, reason }) => `${name}, ${what}: ${reason}`)).toEqual([
    'Counted, just under: count of series is not supported',
    'Counted, just over and back: count of series is not supported',
    'Written, just under: hand-written PromQL is not supported',
    'Written, just over and back: hand-written PromQL is not supported',
    'Written, no data: the result without series does not follow from the form of the expression',
    'Some, one event: the condition depends on more than a count of events',
    'Stuck, just under: two parts of the expression need different samples of lag_seconds',
    'Stuck, just over and back: two parts of the expression need different samples of lag_seconds',
  ]);
});

test('mistakes that are hard to see are found: an alert that misses a single event, and a template that does not expand', () => {
  const rise = signal({ title: 'r', expr: sum(increase(metrics.lost_total, '5m'), { by: ['reason'] }) });
  const all = resolveBundle(
    bundle({
      ...orders.options,
      recordingRules: {},
      alerts: {
        Blind: alert({ when: above(rise, 0), for: '10m', ...texts }),
        Dropped: alert({
          when: above(rise, 0),
          ...texts,
          summary: 'lost: {{ $value.x }}',
        }),
        Nameless: alert({ when: above(rise, 0), ...texts, summary: 'lost on {{ $labels.topic }}' }),
      },
    }),
  );
  expect(failuresOf(all)).toMatchInlineSnapshot(`
    [
      "Blind: one event (generated): Blind should start to fire from 6m to 22m, but is quiet then",
      "Blind: the first event (generated): Blind should start to fire from 6m to 22m, but is never even pending",
      "Dropped: just over and back (generated): the annotation summary of Dropped at 6m15s does not render: "<error expanding template: error executing template __alert_Dropped: template: __alert_Dropped:1:127: executing "__alert_Dropped" at <$value.x>: can't evaluate field x in type float64>"",
      "Dropped: one event (generated): the annotation summary of Dropped at 6m does not render: "<error expanding template: error executing template __alert_Dropped: template: __alert_Dropped:1:127: executing "__alert_Dropped" at <$value.x>: can't evaluate field x in type float64>"",
      "Dropped: the first event (generated): Dropped should start to fire from 6m to 12m, but is never even pending",
      "Nameless: just over and back (generated): the annotation summary of Nameless uses $labels.topic, but the alert has no such label: its expression drops it",
      "Nameless: one event (generated): the annotation summary of Nameless uses $labels.topic, but the alert has no such label: its expression drops it",
      "Nameless: the first event (generated): Nameless should start to fire from 6m to 12m, but is never even pending",
    ]
  `);
});
