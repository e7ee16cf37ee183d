import { above, alert, bundle, gt, holds, promql, runbook, signal } from 'dashwright';
import { constant, eventsAt, firstEventAt, jump, rateOf, scenario } from 'dashwright/testing';
import { expect, test } from 'vitest';
import { bundleRules } from '../../src/prove/compile/rules.js';
import { mutateRule } from '../../src/prove/mutation/mutate-rule.js';
import { mutationJson, mutationText } from '../../src/prove/mutation/report.js';
import { runMutants } from '../../src/prove/mutation/run-mutants.js';
import { runScenarios } from '../../src/prove/run/runner.js';
import { resolveBundle } from '../../src/resolve/index.js';
import { engine } from './support/engine.js';
import { FailuresHigh, LagHigh, Lost, metrics, orders, resolved } from './support/orders.js';

function changesOf(name: string, of = resolved): string[] {
  const rules = bundleRules(of);
  const rule = [...rules.alerts.values(), ...rules.records].find(
    (one) => (one.type === 'alert' ? one.alert : one.record) === name,
  );
  if (!rule) throw new Error(name);
  return mutateRule(rule, rules, engine).map(({ change, changed }) => `${change} — ${changed.expr}`);
}

test('a ratio of rates: the guard against zero and the unreachable threshold are not mutated', () => {
  expect(changesOf('FailuresHigh')).toMatchInlineSnapshot(`
    [
      "> 0.05 becomes < 0.05 — sum(rate(failures_total[5m])) / (sum(rate(requests_total[5m])) > 0) < 0.05",
      "> 0.05 becomes > 0.055 — sum(rate(failures_total[5m])) / (sum(rate(requests_total[5m])) > 0) > 0.055",
      "> 0.05 becomes > 0.045 — sum(rate(failures_total[5m])) / (sum(rate(requests_total[5m])) > 0) > 0.045",
      "> 0 becomes < 0 — sum(rate(failures_total[5m])) / (sum(rate(requests_total[5m])) < 0) > 0.05",
      "the window of the rates, 5m, becomes 2m30s — sum(rate(failures_total[2m30s])) / (sum(rate(requests_total[2m30s])) > 0) > 0.05",
      "the window of the rates, 5m, becomes 10m — sum(rate(failures_total[10m])) / (sum(rate(requests_total[10m])) > 0) > 0.05",
      "for: 5m becomes 2m30s — sum(rate(failures_total[5m])) / (sum(rate(requests_total[5m])) > 0) > 0.05",
      "for: 5m becomes 10m — sum(rate(failures_total[5m])) / (sum(rate(requests_total[5m])) > 0) > 0.05",
    ]
  `);
});

test('gauges per label: threshold and grouping', () => {
  expect(changesOf('LagHigh')).toMatchInlineSnapshot(`
    [
      "> becomes < — max by (topic) (lag_seconds) < max by (topic) (lag_threshold_seconds)",
      "> becomes >= — max by (topic) (lag_seconds) >= max by (topic) (lag_threshold_seconds)",
      "max by (topic) without topic — max(lag_seconds) > max by (topic) (lag_threshold_seconds)",
      "max by (topic) without topic — max by (topic) (lag_seconds) > max(lag_threshold_seconds)",
      "for: 2m becomes 1m — max by (topic) (lag_seconds) > max by (topic) (lag_threshold_seconds)",
      "for: 2m becomes 4m — max by (topic) (lag_seconds) > max by (topic) (lag_threshold_seconds)",
    ]
  `);
});

test('increase from birth: its windows and offset are mutated together', () => {
  expect(changesOf('Lost')).toMatchInlineSnapshot(`
    [
      "> 0 becomes < 0 — sum(lost_total > 0 unless present_over_time(lost_total[5m] offset 5m) or increase(lost_total[5m])) < 0",
      "> 0 becomes >= 0 — sum(lost_total > 0 unless present_over_time(lost_total[5m] offset 5m) or increase(lost_total[5m])) >= 0",
      "> 0 becomes > 2 — sum(lost_total > 0 unless present_over_time(lost_total[5m] offset 5m) or increase(lost_total[5m])) > 2",
      "> 0 becomes > -1 — sum(lost_total > 0 unless present_over_time(lost_total[5m] offset 5m) or increase(lost_total[5m])) > -1",
      "only the left side of "or" remains — sum(lost_total > 0 unless present_over_time(lost_total[5m] offset 5m)) > 0",
      "only the right side of "or" remains — sum(increase(lost_total[5m])) > 0",
      "only the left side of "unless" remains — sum(lost_total > 0 or increase(lost_total[5m])) > 0",
      "> 0 becomes < 0 — sum(lost_total < 0 unless present_over_time(lost_total[5m] offset 5m) or increase(lost_total[5m])) > 0",
      "> 0 becomes > 2 — sum(lost_total > 2 unless present_over_time(lost_total[5m] offset 5m) or increase(lost_total[5m])) > 0",
      "[5m] becomes [2m30s] — sum(lost_total > 0 unless present_over_time(lost_total[2m30s] offset 2m30s) or increase(lost_total[2m30s])) > 0",
      "[5m] becomes [10m] — sum(lost_total > 0 unless present_over_time(lost_total[10m] offset 10m) or increase(lost_total[10m])) > 0",
      "for: 0m becomes 5m — sum(lost_total > 0 unless present_over_time(lost_total[5m] offset 5m) or increase(lost_total[5m])) > 0",
    ]
  `);
});

test('a recorded quantile', () => {
  expect(changesOf('node:took_ms:p95')).toMatchInlineSnapshot(`
    [
      "the 0.95-quantile becomes the 0.5-quantile — histogram_quantile(0.5, sum by (node, le) (rate(took_ms_bucket[5m])))",
      "sum by (node, le) without node — histogram_quantile(0.95, sum by (le) (rate(took_ms_bucket[5m])))",
      "the window of the rates, 5m, becomes 2m30s — histogram_quantile(0.95, sum by (node, le) (rate(took_ms_bucket[2m30s])))",
      "the window of the rates, 5m, becomes 10m — histogram_quantile(0.95, sum by (node, le) (rate(took_ms_bucket[10m])))",
    ]
  `);
  expect(changesOf('Slow').some((change) => change.includes('>= 400'))).toBe(false);
});

test('raw PromQL is changed in place', () => {
  const texts = { severity: 'warning', summary: 's', description: 'd', runbook: runbook('x') } as const;
  const raw = signal({
    title: 'raw',
    expr: promql<'topic'>`max by (topic) (lag_seconds{topic="orders"} offset 1m)`,
  });
  const Raw = alert({ when: above(raw, 5), ...texts });
  const Whole = alert({
    when: holds(promql`sum(rate(requests_total[10m])) * 2 > 3 unless on () vector(1)`),
    ...texts,
  });
  const Odd = alert({ when: holds(gt(promql<'topic'>`{__name__="lag_seconds"}`, 5)), ...texts });
  const all = resolveBundle(bundle({ ...orders.options, alerts: { Raw, Whole, Odd } }));
  expect(['Raw', 'Whole', 'Odd'].map((name) => changesOf(name, all))).toMatchInlineSnapshot(`
    [
      [
        "> 5 becomes < 5 — max by (topic) (lag_seconds{topic="orders"} offset 1m) < 5",
        "> 5 becomes >= 5 — max by (topic) (lag_seconds{topic="orders"} offset 1m) >= 5",
        "> 5 becomes > 5.5 — max by (topic) (lag_seconds{topic="orders"} offset 1m) > 5.5",
        "> 5 becomes > 4.5 — max by (topic) (lag_seconds{topic="orders"} offset 1m) > 4.5",
        "max by (topic) without topic — max(lag_seconds{topic="orders"} offset 1m) > 5",
        "lag_seconds without topic="orders" — max by (topic) (lag_seconds offset 1m) > 5",
        "for: 0m becomes 5m — (max by (topic) (lag_seconds{topic="orders"} offset 1m)) > 5",
      ],
      [
        "only the left side of "unless" remains — sum(rate(requests_total[10m])) * 2 > 3",
        "> 3 becomes < 3 — sum(rate(requests_total[10m])) * 2 < 3 unless on () vector(1)",
        "> 3 becomes > 3.3 — sum(rate(requests_total[10m])) * 2 > 3.3 unless on () vector(1)",
        "> 3 becomes > 2.7 — sum(rate(requests_total[10m])) * 2 > 2.7 unless on () vector(1)",
        "[10m] becomes [5m] — sum(rate(requests_total[5m])) * 2 > 3 unless on () vector(1)",
        "[10m] becomes [20m] — sum(rate(requests_total[20m])) * 2 > 3 unless on () vector(1)",
        "for: 0m becomes 5m — sum(rate(requests_total[10m])) * 2 > 3 unless on () vector(1)",
      ],
      [
        "> 5 becomes < 5 — ({__name__="lag_seconds"}) < 5",
        "> 5 becomes > 5.5 — ({__name__="lag_seconds"}) > 5.5",
        "> 5 becomes > 4.5 — ({__name__="lag_seconds"}) > 4.5",
        "for: 0m becomes 5m — ({__name__="lag_seconds"}) > 5",
      ],
    ]
  `);
});

test('a precise scenario kills mutants that survive a loose one', () => {
  const failures = scenario('a tenth fails', { alerts: [FailuresHigh] })
    .series(metrics.requests_total, rateOf(60, 'per minute'))
    .series(metrics.failures_total, rateOf(6, 'per minute').from('10m'));
  const loose = runMutants(runScenarios(resolved, engine, [failures.firingAt('50m')]), engine, {
    only: ['FailuresHigh'],
  });
  expect(mutationText(loose)).toMatchInlineSnapshot(`
    "FailuresHigh
      survived: > 0.05 becomes > 0.055
        killed by: a value between 0.05 and 0.055
      survived: > 0.05 becomes > 0.045
        killed by: a value between 0.045 and 0.05
      survived: the window of the rates, 5m, becomes 2m30s
        killed by: firesWithin or sampleAt at the time at which exactly this window shows a change, or resolvedAt soon after one window
      survived: the window of the rates, 5m, becomes 10m
        killed by: firesWithin or sampleAt at the time at which exactly this window shows a change, or resolvedAt soon after one window
      survived: for: 5m becomes 2m30s
        killed by: pendingAt or firesWithin between 2m30s and 5m after the condition begins to hold
      survived: for: 5m becomes 10m
        killed by: firesWithin or firingAt sooner than 10m after the condition begins to hold
    orders: 2 of 8 mutants killed
    mutation score 25%
    "
  `);
  const over = scenario('just over', { alerts: [FailuresHigh] })
    .series(metrics.requests_total, rateOf(1000, 'per minute'))
    .series(metrics.failures_total, rateOf(51, 'per minute').from('10m'))
    .firingAt('30m');
  const under = scenario('just under', { alerts: [FailuresHigh] })
    .series(metrics.requests_total, rateOf(1000, 'per minute'))
    .series(metrics.failures_total, rateOf(49, 'per minute'))
    .staysQuiet();
  const close = failures.firesWithin(['17m30s', '17m30s']).pendingAt('15m');
  const proof = runMutants(runScenarios(resolved, engine, [close, over, under]), engine, {
    only: ['FailuresHigh'],
  });
  expect(mutationText(proof)).toMatchInlineSnapshot(`
    "orders: 8 of 8 mutants killed
    mutation score 100%
    "
  `);
  expect(proof.score).toBe(1);
  expect(mutationJson(proof)).toMatchObject({ bundle: 'orders', score: 1 });
});

test('a scenario that fails without mutation kills no mutant', () => {
  const wrong = scenario('wrong', { alerts: [Lost] })
    .series(metrics.lost_total, eventsAt('5m'))
    .staysQuiet();
  const right = scenario('right', { alerts: [LagHigh] })
    .series(metrics.lag_seconds, jump(1, '5m', 50))
    .series(metrics.lag_threshold_seconds, constant(10))
    .firingAt('10m');
  const born = scenario('born', { alerts: [Lost] })
    .series(metrics.lost_total, firstEventAt('5m'))
    .firingAt('6m');
  const proof = runScenarios(resolved, engine, [wrong, right]);
  const { results } = runMutants(proof, engine, { only: ['Lost'] });
  expect(results.length).toBeGreaterThan(3);
  expect(results.every(({ killedBy }) => killedBy === undefined)).toBe(true);
  const better = runMutants(runScenarios(resolved, engine, [wrong, born]), engine, { only: ['Lost'] });
  expect(better.results.some(({ killedBy }) => killedBy === 'born')).toBe(true);
});
