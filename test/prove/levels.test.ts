// Levels of an alert, alerts with the same name and mixed groups, evaluated by Prometheus' own engine.
import { constant, scenario } from 'dashwright/testing';
import { expect, test } from 'vitest';
import { exportCases } from '../../src/prove/export/cases.js';
import { generateCases } from '../../src/prove/generate/cases.js';
import { runMutants } from '../../src/prove/mutation/run-mutants.js';
import { coverageOf } from '../../src/prove/report/coverage.js';
import { runScenarios } from '../../src/prove/run/runner.js';
import { LatencyHigh, levelled, metrics, SlowInA, SlowInB, WorstSlow } from '../fixtures/levelled-bundle.js';
import { engine } from './support/engine.js';

const bundle = levelled();

const slow = scenario('a host gets slower in two steps', { alerts: [LatencyHigh] })
  .series(
    metrics.latency_milliseconds,
    { host: 'a' },
    constant(100).thenAt('5m', 300).thenAt('30m', 600).thenAt('60m', 10),
  )
  .quietUntil('5m')
  .quietAt('19m45s', { labels: { severity: 'critical' } })
  .pendingAt('19m45s', { severity: 'warning' })
  .firingAt('20m15s', { severity: 'warning', annotations: { summary: 'a answers in 300 ms, above 200 ms' } })
  .quietAt('29m', { severity: 'critical' })
  .pendingAt('34m45s', { severity: 'critical' })
  .firingAt('35m15s', { severity: 'critical', annotations: { summary: 'a answers in 600 ms, above 500 ms' } })
  .firingAt('35m15s')
  .firingAt('69m45s')
  .resolvedAt('70m30s');

const failuresOf = (examples: Parameters<typeof runScenarios>[2]) =>
  runScenarios(bundle, engine, examples).results.flatMap(({ failures }) =>
    failures.map(({ message }) => message),
  );

test('each level fires separately, with its own threshold and duration', () => {
  expect(failuresOf([slow])).toEqual([]);
});

test('an expectation on all levels reports the one that differs', () => {
  expect(failuresOf([slow.firingAt('25m')])).toEqual([
    'LatencyHigh.critical should be firing at 25m, but is never even pending'.replace(
      'never even pending',
      'quiet then',
    ),
  ]);
});

test('each level is covered and mutated separately', () => {
  const proof = runScenarios(bundle, engine, [slow]);
  const covered = coverageOf(proof).alerts.filter(({ alert }) => alert.startsWith('LatencyHigh'));
  expect(covered.map(({ alert, pending, firing, resolved }) => [alert, pending, firing, resolved])).toEqual([
    ['LatencyHigh.warning', true, true, true],
    ['LatencyHigh.critical', true, true, true],
  ]);
  const { results } = runMutants(proof, engine, { only: ['LatencyHigh.critical'] });
  expect(results.map(({ mutant }) => mutant.change)).toContain('> 500 becomes > 550');
  expect(new Set(results.map(({ mutant }) => mutant.rule))).toEqual(new Set(['LatencyHigh.critical']));
});

test('cases are generated for each level', () => {
  const names = generateCases(bundle).scenarios.map(({ name }) => name);
  expect(names).toContain('LatencyHigh.warning: just under (generated)');
  expect(names).toContain('LatencyHigh.critical: just over and back (generated)');
});

test('alerts with the same name are distinguished, whatever their labels', () => {
  const example = scenario('one host is slow', { alerts: [SlowInA, SlowInB] })
    .series(metrics.latency_milliseconds, { host: 'a' }, constant(100))
    .series(metrics.latency_milliseconds, { host: 'b' }, constant(800))
    .quietAt('5m', { alert: SlowInA })
    .firingAt('5m', { alert: SlowInB, annotations: { 'any/name': 'b is slow' } });
  expect(failuresOf([example])).toEqual([]);
  expect(failuresOf([example.firingAt('5m', { alert: SlowInA })])).toHaveLength(1);
});

test('a scenario for one of them is exported with everything that promtool sees under that name', () => {
  const one = scenario('one of two', { alerts: [SlowInA] })
    .series(metrics.latency_milliseconds, { host: 'a' }, constant(1000))
    .series(metrics.latency_milliseconds, { host: 'b' }, constant(1000))
    .firingAt('5m');
  const [exported] = exportCases(runScenarios(bundle, engine, [one], { forPromtool: true }));
  expect(
    exported?.firing.map(({ alert, instances }) => [alert, instances.map(({ labels }) => labels.of)]),
  ).toEqual([['Slow host', ['a', 'b']]]);
});

test('a recording rule and an alert on it in one group are evaluated in order', () => {
  const example = scenario('the worst host', { alerts: [WorstSlow], step: '30s' })
    .series(metrics.latency_milliseconds, { host: 'a' }, constant(1).thenAt('5m', 2000))
    .quietUntil('5m')
    .firingAt('5m');
  expect(failuresOf([example])).toEqual([]);
});
