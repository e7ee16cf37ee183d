import { above, alert, bundle, catalog, gauge, holds, promql, runbook } from 'dashwright';
import { constant, idle, observing, rateOf, scenario } from 'dashwright/testing';
import { describe, expect, test } from 'vitest';
import { bundleRules } from '../../src/prove/compile/rules.js';
import { proofJson, proofText } from '../../src/prove/report/report.js';
import { runScenarios, scenariosOf } from '../../src/prove/run/runner.js';
import type { AnyScenario } from '../../src/prove/scenario/types.js';
import { describeScenarios, scenarioError, scenarioMatchers } from '../../src/prove/test-runner.js';
import { resolveBundle } from '../../src/resolve/index.js';
import { engine } from './support/engine.js';
import { FailuresHigh, LagHigh, Lost, lag, metrics, orders, resolved, Slow } from './support/orders.js';

const foreign = catalog({ elsewhere: gauge({ help: 'Of another bundle.' }) });
const sound = { severity: 'warning', summary: 's', description: 'd', runbook: runbook('x') } as const;
const lagging = scenario('lagging', { alerts: [LagHigh] })
  .series(metrics.lag_threshold_seconds, constant(10))
  .series(metrics.lag_seconds, constant(50));
const fires = lagging.firingAt('10m');

function findingsOf(...scenarios: readonly AnyScenario[]): string[] {
  return runScenarios(resolved, engine, scenarios).findings.map(
    ({ check, message, level }) => `${level} ${check}: ${message}`,
  );
}

describe('a scenario that cannot fail, or has no effect, is a finding', () => {
  test.each<[string, AnyScenario[], string[]]>([
    ['a sound one is none', [fires], []],
    [
      'nothing is expected',
      [fires, lagging],
      ['error scenario/expects-nothing: the scenario expects nothing'],
    ],
    [
      'no alert is named',
      [fires, scenario('x').series(metrics.lag_seconds, constant(1)).quietAt('5m')],
      [
        'error scenario/expects-nothing: the scenario has expectations on alerts, but no alerts',
        'error scenario/unused-series: no rule of the scenario uses lag_seconds',
      ],
    ],
    [
      'an alert that the bundle does not have',
      [
        fires,
        scenario('x', { alerts: [{ ...Lost }] })
          .series(metrics.lost_total, idle())
          .staysQuiet(),
      ],
      [
        'error scenario/unknown-alert: the scenario has an alert that the bundle does not have',
        'error scenario/unused-series: no rule of the scenario uses lost_total',
      ],
    ],
    [
      'a metric of another catalog',
      [fires.series(foreign.elsewhere, constant(1))],
      [
        'error scenario/unknown-metric: the bundle has no metric elsewhere',
        'error scenario/unused-series: no rule of the scenario uses elsewhere',
      ],
    ],
    [
      'a metric that the alert does not read',
      [fires.series(metrics.requests_total, rateOf(1, 'per second'))],
      ['error scenario/unused-series: no rule of the scenario uses requests_total'],
    ],
    [
      'the same series twice',
      [fires, lagging.series(metrics.lag_seconds, constant(1)).firingAt('10m')],
      [
        'error scenario/duplicate-series: the series lag_seconds{job="orders", instance="orders-0", topic="orders"} is defined twice',
      ],
    ],
    [
      'quiet of a label value that nothing has',
      [fires.neverFires({ labels: { topic: 'ordres' } })],
      [
        'error scenario/cannot-fail: no series of the scenario has topic="ordres", so this alert is always inactive',
      ],
    ],
    [
      'quiet without a positive control',
      [
        scenario('x', { alerts: [FailuresHigh] })
          .series(metrics.failures_total, idle())
          .staysQuiet(),
      ],
      [
        'error scenario/no-control: FailuresHigh fires in no scenario, so a scenario in which it is inactive proves nothing',
      ],
    ],
    [
      'a quantile above the last bucket',
      [
        fires,
        scenario('x', { alerts: [Slow] })
          .series(metrics.took_ms, observing(1, 'per second', { quantile: 0.95, value: 2000 }))
          .firingAt('10m'),
      ],
      [
        'error scenario/impossible: no quantile of this histogram can be 2000: the upper bound of its last bucket is 1000',
      ],
    ],
    [
      'endless',
      [fires, { ...fires, lasting: 1e12 }],
      [
        'error scenario/impossible: 66666666667 samples of each of 2 metrics are too many: use a step longer than 15s or a scenario shorter than 1000000000000s',
      ],
    ],
    [
      'a start that is no time',
      [fires, { ...fires, start: 'yesterday' }],
      [
        'error scenario/impossible: "yesterday" is not a time: expected RFC 3339, such as 2026-01-01T00:00:00Z',
      ],
    ],
  ])('%s', (_, scenarios, expected) => {
    expect(findingsOf(...scenarios)).toEqual(expected);
  });
});

test('what Prometheus cannot evaluate is a finding, not a crash', () => {
  const odd = alert({ ...sound, when: above(lag, 5), for: '5parsecs' as '5s' });
  const broken = alert({ ...sound, when: holds(promql`sum(lag_seconds`) });
  const all = resolveBundle(bundle({ ...orders.options, alerts: { LagHigh, odd, broken } }));
  const examples = [odd, broken].map((one) =>
    scenario('x', { alerts: [one] })
      .series(metrics.lag_seconds, constant(9))
      .firingAt('10m'),
  );
  const { findings, ok } = runScenarios(all, engine, examples);
  expect(ok).toBe(false);
  const refused = findings.filter(({ check }) => check === 'scenario/refused').map(({ message }) => message);
  expect(refused).toHaveLength(2);
  expect(refused[0]).toContain('unknown unit "parsecs" in duration "5parsecs"');
  expect(refused[1]).toContain('parse error');
});

test('an expression that cannot be evaluated is a failure with the name of the rule', () => {
  const clash = alert({ ...sound, when: holds(promql`lag_seconds * on () lag_threshold_seconds > 1`) });
  const all = resolveBundle(bundle({ ...orders.options, alerts: { clash } }));
  const example = scenario('clash', { alerts: [clash] })
    .series(metrics.lag_seconds, constant(9))
    .series(metrics.lag_threshold_seconds, constant(9))
    .series(metrics.lag_threshold_seconds, { topic: 'fills' }, constant(9))
    .quietAt('10m');
  const [result] = runScenarios(all, engine, [example]).results;
  expect(result?.failures[0]?.message).toMatch(
    /the rule clash cannot be evaluated at 0s: .*many-to-many matching/,
  );
});

test('reports say what failed and where', () => {
  const locate = () => ({ file: 'definitions/orders/scenarios/lag.ts', line: 7, column: 4 });
  const proof = runScenarios(resolved, engine, [fires, lagging.quietAt('10m')]);
  const text = proofText(proof, locate);
  expect(text).toContain('✗ orders: lagging\n  LagHigh should be inactive at 10m, but is firing since 2m');
  expect(text).toContain("definitions/orders/scenarios/lag.ts:7  quietAt('10m')");
  expect(text).toMatch(/orders: 2 scenarios, 1 does not hold\n$/);
  expect(proofJson(proof, locate)).toMatchObject({
    bundle: 'orders',
    ok: false,
    scenarios: [
      { failures: [] },
      { failures: [{ alert: 'LagHigh', expectation: "quietAt('10m')", line: 7 }] },
    ],
  });
});

test('exported scenarios are found individually and in lists; everything else is ignored', () => {
  expect(scenariosOf([fires, [lagging, [fires]], undefined, 5, { type: 'other' }])).toEqual([
    fires,
    lagging,
    fires,
  ]);
});

test('a failing scenario is an error with a chart and the line of the expectation', () => {
  const error = scenarioError(lagging.quietAt('10m'), bundleRules(resolved), engine);
  expect(error?.message).toContain('LagHigh should be inactive at 10m');
  expect(error?.message).toContain('█ firing');
  expect(error?.stack).toContain('findings.test.ts');
  expect(error?.stack).not.toContain('test-runner.ts');
});

test('scenarios become tests, one each', async () => {
  const names: string[] = [];
  const bodies: (() => void | Promise<void>)[] = [];
  let starts = 0;
  describeScenarios(resolved, [fires, lagging.quietAt('10m')], {
    describe: (name, body) => {
      names.push(name);
      body();
    },
    test: (name, body) => {
      names.push(name);
      bodies.push(body);
    },
    engine: async () => {
      starts += 1;
      return engine;
    },
  });
  expect(names).toEqual(['orders', 'lagging', 'lagging']);
  await expect(bodies[0]?.()).resolves.toBeUndefined();
  await expect(bodies[1]?.()).rejects.toThrow('LagHigh should be inactive at 10m');
  expect(starts).toBe(1);
});

test('a matcher reports the same', () => {
  const { toHoldIn } = scenarioMatchers(engine);
  expect(toHoldIn(fires, resolved).pass).toBe(true);
  const failed = toHoldIn(lagging.quietAt('10m'), resolved);
  expect(failed.pass).toBe(false);
  expect(failed.message()).toContain('LagHigh should be inactive at 10m');
});
