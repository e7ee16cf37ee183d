import {
  approx,
  constant,
  eventsAt,
  firstEventAt,
  observing,
  rateOf,
  scenario,
  timestampAged,
  timestampStuck,
} from 'dashwright/testing';
import { expect, test } from 'vitest';
import { runScenarios } from '../../src/prove/run/runner.js';
import { engine } from './support/engine.js';
import {
  age,
  FailuresHigh,
  LagHigh,
  Lost,
  lag,
  metrics,
  p95,
  resolved,
  Slow,
  Stalled,
} from './support/orders.js';

const tenth = scenario('every tenth fails', { alerts: [FailuresHigh] })
  .series(metrics.requests_total, rateOf(60, 'per minute'))
  .series(metrics.failures_total, rateOf(6, 'per minute').from('10m').until('30m'));

test('a correct scenario passes, with its coverage', () => {
  const example = tenth
    .quietUntil('10m')
    .pendingAt('14m')
    .firesWithin(['17m', '18m30s'], { annotations: { summary: /^ratio is .*%, above 5%$/ } })
    .firingAt('25m', { labels: { severity: 'warning' }, value: approx(0.1) })
    .resolvedAt('40m')
    .resolvesBy('35m');
  const { results, findings, ok } = runScenarios(resolved, engine, [example]);
  expect(results.flatMap(({ failures }) => failures.map(({ message }) => message))).toEqual([]);
  expect(findings).toEqual([]);
  expect(ok).toBe(true);
  expect(results[0]?.alerts).toEqual([
    { alert: 'FailuresHigh', quiet: true, pending: true, firing: true, resolved: true, noData: false },
  ]);
});

test('every shape of series has the described samples', () => {
  const examples = [
    scenario('lag of one topic', { alerts: [LagHigh] })
      .series(metrics.lag_threshold_seconds, constant(10))
      .series(metrics.lag_threshold_seconds, { topic: 'fills' }, constant(100))
      .series(metrics.lag_seconds, constant(1).thenAt('5m', 50))
      .series(metrics.lag_seconds, { topic: 'fills' }, constant(50))
      .quietUntil('5m')
      .pendingAt('6m')
      .firesWithin(['7m', '7m'], { labels: { topic: 'orders' }, count: 1, value: 50 })
      .firingAt('10m', { annotations: { summary: 'orders lags 50s, above 10s' } })
      .neverFires({ labels: { topic: 'fills' } })
      .sampleAt(lag, '8m', 50, { topic: 'orders' }),
    scenario('one lost', { alerts: [Lost] })
      .series(metrics.lost_total, eventsAt('10m'))
      .series(metrics.lost_total, { reason: 'full' }, firstEventAt('30m'))
      .quietUntil('10m')
      .firingAt('10m15s', { value: approx(1, 0.1) })
      .resolvedAt('16m')
      .firingAt('31m')
      .resolvedAt('36m'),
    scenario('stalls', { alerts: [Stalled], step: '1m' })
      .series(metrics.last_run_timestamp, timestampAged('1m').thenAt('5m', timestampStuck()))
      .quietUntil('15m')
      .sampleAt(age, '10m', 300)
      .firingAt('16m', { annotations: { summary: 'last run 11m 0s ago' } }),
    scenario('slow', { alerts: [Slow] })
      .series(
        metrics.took_ms,
        observing(10, 'per second', { quantile: 0.95, value: 300 })
          .thenAt('10m', observing(10, 'per second', { quantile: 0.95, value: 450 }))
          .until('40m'),
      )
      .sampleAt(p95, '9m', approx(300), { node: 'a' })
      .sampleAt(p95, '20m', approx(450), { node: 'a' })
      .firingAt('20m', { annotations: { summary: 'a takes 450 ms' } })
      .resolvedAt('50m'),
  ];
  const { results, findings } = runScenarios(resolved, engine, examples);
  expect(results.flatMap(({ failures }) => failures.map((f) => `${f.message}\n${f.picture}`))).toEqual([]);
  expect(findings).toEqual([]);
});

test('a failed scrape ends a series at once, and a pending alert starts again; without Prometheus it continues', () => {
  const high = scenario('lags', { alerts: [LagHigh] }).series(metrics.lag_threshold_seconds, constant(10));
  const examples = [
    high
      .series(metrics.lag_seconds, constant(50).scrapesFail('1m', '90s'))
      .quietAt('1m')
      .firesWithin(['3m30s', '3m30s']),
    high.series(metrics.lag_seconds, constant(50).gap('1m', '90s')).pendingAt('1m').firesWithin(['2m', '2m']),
  ];
  const { results } = runScenarios(resolved, engine, examples);
  expect(results.flatMap(({ failures }) => failures.map(({ message }) => message))).toEqual([]);
});

test('a failed expectation is reported with a chart and the line of the scenario', () => {
  const wrong = [
    tenth.quietUntil('20m'),
    tenth.firingAt('12m'),
    tenth.firesWithin(['1m', '5m']),
    tenth.resolvedAt('25m'),
    tenth.neverFires(),
    tenth.firingAt('25m', { annotations: { summary: 'ratio is 11%' } }),
    tenth.firingAt('25m', { value: 0.2 }),
    tenth.firingAt('25m', { count: 2 }),
    tenth.sampleAt(age, '5m', 1),
  ];
  const { results, ok } = runScenarios(resolved, engine, wrong);
  expect(ok).toBe(false);
  expect(results.map(({ failures }) => failures.map(({ message }) => message))).toMatchInlineSnapshot(`
    [
      [
        "FailuresHigh should be inactive until 20m, but is pending since 12m30s {bundle="orders", severity="warning"}",
      ],
      [
        "FailuresHigh should be firing at 12m, but is never even pending",
      ],
      [
        "FailuresHigh should start to fire from 1m to 5m, but is never even pending",
      ],
      [
        "FailuresHigh should be resolved at 25m, but is firing since 17m30s {bundle="orders", severity="warning"}",
      ],
      [
        "FailuresHigh should never fire, but is firing since 17m30s {bundle="orders", severity="warning"}",
      ],
      [
        "the annotation summary of FailuresHigh at 25m is "ratio is 10%, above 5%", not "ratio is 11%"",
      ],
      [
        "the value of FailuresHigh at 25m is 0.1, not 0.2",
      ],
      [
        "FailuresHigh should be firing 2 times at 25m, but is firing since 17m30s {bundle="orders", severity="warning"}",
      ],
      [
        ""Age" should be 1 at 5m, but has no sample",
      ],
    ]
  `);
  const [failure] = results[1]?.failures ?? [];
  expect(failure?.place.stack).toContain('runner.test.ts');
  expect(failure?.picture).toMatchInlineSnapshot(`
    "requests_total                      ███████████████████████████████████████████████████████████ 1 per s
    failures_total                      ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁██████████ 0 … 0.1 per s
    Failure ratio                       ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▂▂▃▄▅▅▅▆▇█ 0 … 0.04, bound > 0.05
    FailuresHigh                       ···························································· never active
                                       0s                            6m                         12m
                                                                                                  ↑ firingAt('12m')"
  `);
});

test('the picture names the labels in which series differ before those that they share', () => {
  const { lag_threshold_seconds: limits } = metrics;
  const both = scenario('two topics', { alerts: [LagHigh] })
    .inputSeries(`lag_seconds{region="a-region-with-a-long-name", topic="orders"}`, '1x20')
    .inputSeries(`lag_seconds{region="a-region-with-a-long-name", topic="fills"}`, '2x20')
    .series(limits, { topic: 'orders' }, constant(5))
    .firingAt('10m');
  const { results } = runScenarios(resolved, engine, [both]);
  const picture = results[0]?.failures[0]?.picture ?? '';
  expect(picture).toContain('lag_seconds{topic="orders"');
  expect(picture).toContain('lag_seconds{topic="fills"');
});

test('a constant value is drawn as a line, whatever its errors of rounding', () => {
  const constantShare = scenario('one in 21 fails', { alerts: [FailuresHigh] })
    .series(metrics.requests_total, rateOf(400, 'per minute'))
    .series(metrics.failures_total, rateOf(19, 'per minute'))
    .firingAt('30m');
  const [result] = runScenarios(resolved, engine, [constantShare]).results;
  expect(result?.failures[0]?.picture).toMatch(/^Failure ratio\s+█+ 0\.0475, bound > 0\.05$/m);
});
