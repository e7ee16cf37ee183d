// Who is notified of the alerts of a scenario, according to Alertmanager's own code.
import { constant, type Scenario, scenario } from 'dashwright/testing';
import { describe, expect, test } from 'vitest';
import { DefinitionError } from '../../src/catalog/index.js';
import { runMutants } from '../../src/prove/mutation/run-mutants.js';
import { coverageOf, coverageText } from '../../src/prove/report/coverage.js';
import { proofText } from '../../src/prove/report/report.js';
import { runScenarios } from '../../src/prove/run/runner.js';
import { engine } from './support/engine.js';
import { Lost, resolved as orders } from './support/orders.js';
import {
  audit,
  DiskFull,
  elsewhere,
  LoadHigh,
  LoadNoted,
  metrics,
  nights,
  onCall,
  resolved,
  routingEngine,
  team,
} from './support/routed.js';

const disks = scenario('disks fill up', {
  alerts: [DiskFull, LoadHigh],
  start: '2026-01-01T12:00:00Z',
  step: '30s',
})
  .series(metrics.fill, { host: 'a', disk: 'sda' }, constant(0).thenAt('10m', 2).thenAt('40m', 0))
  .series(metrics.fill, { host: 'a', disk: 'sdb' }, constant(0).thenAt('10m', 2).thenAt('40m', 0))
  .series(metrics.load, { host: 'a' }, constant(2))
  .series(metrics.load, { host: 'b' }, constant(0).thenAt('10m', 2))
  .firingAt('50m', { alert: LoadHigh });

/** The failures of a scenario. */
function wrong(one: Scenario): string[] {
  const { results } = runScenarios(resolved, routingEngine, [one]);
  return results.flatMap(({ failures, findings }) => [
    ...failures.map(({ message }) => message),
    ...findings.map(({ check, message, expected }) => `${check}: ${message}; expected ${expected}`),
  ]);
}

test('a scenario with correct notifications passes', () => {
  const story = disks
    .notifies(onCall, { alert: DiskFull, within: '10s', grouped: ['alertname', 'host'], count: 2 })
    .notifies(onCall, { alert: DiskFull, resolved: true, within: '5m' })
    .notifies(audit, { alert: DiskFull, within: ['30s', '30s'], grouped: ['...'], count: 1 })
    .notifies(team, { alert: LoadHigh, labels: { host: 'a' }, within: '30s', repeated: '4h' })
    .notifies(team, { alert: LoadHigh, labels: { host: 'b' } })
    .neverNotifies(onCall, { alert: LoadHigh })
    .inhibits(LoadHigh, { labels: { host: 'a' }, by: DiskFull, at: '20m' });
  expect(wrong(story)).toEqual([]);
});

test('an alert that fires at the end continues to fire', () => {
  const short = scenario('short', { alerts: [DiskFull], lasting: '10m' })
    .series(metrics.fill, constant(0).thenAt('10m', 2))
    .notifies(onCall, { within: '10s', repeated: '1h' })
    .notifies(audit, { within: '30s' });
  expect(wrong(short)).toEqual([]);
});

test('an inhibited alert is in no notification while the other fires', () => {
  const both = scenario('both', { alerts: [DiskFull, LoadHigh] })
    .series(metrics.fill, constant(2))
    .series(metrics.load, constant(2))
    .firingAt('10m')
    .inhibits(LoadHigh, { by: DiskFull });
  expect(wrong(both)).toEqual([]);
});

test('time intervals are relative to the start of the scenario, and external labels are labels of the alerts', () => {
  const night = scenario('night', {
    alerts: [LoadNoted],
    start: '2026-01-01T05:30:00Z',
    externalLabels: { cluster: 'one', severity: 'none' },
  })
    .series(metrics.load, constant(2))
    .firingAt('40m', { labels: { host: 'a' } })
    .mutedAt('10m', { by: nights })
    .notifies(team, {
      labels: { cluster: 'one' },
      within: ['30m', '36m'],
      grouped: ['alertname', 'host'],
    });
  expect(wrong(night)).toEqual([]);
});

describe('coverage of the routing', () => {
  const parts = (...scenarios: readonly Scenario[]) =>
    coverageOf(runScenarios(resolved, routingEngine, scenarios)).routing.map(({ part, reached }) => [
      part,
      reached,
    ]);

  test('includes every route, time interval and inhibition rule with an effect', () => {
    expect(parts(disks.notifies(onCall, { alert: DiskFull }))).toEqual([
      ['route {bundle="routed"} to team', true],
      ['route {alertname="DiskFull"} to audit', true],
      ['route {severity="critical"} to on-call', true],
      ['route {severity="info"} to team', false],
      ['time interval nights of route {severity="info"}', false],
      ['inhibition of {alertname="LoadHigh"} by {alertname="DiskFull"}', true],
    ]);
  });

  test('includes nothing without an expectation about it', () => {
    const coverage = coverageOf(runScenarios(resolved, routingEngine, [disks]));
    expect(coverage.routing.filter(({ reached }) => reached)).toEqual([]);
    expect(coverageText(coverage)).toContain('✗ reached  route {severity="info"} to team');
    expect(coverage.ratio).toBeLessThan(1);
  });
});

test('mutants of the routing that no scenario detects survive, with a hint what would detect them', () => {
  const proof = runScenarios(resolved, routingEngine, [
    disks
      .notifies(onCall, { alert: DiskFull, within: '10s', grouped: ['alertname', 'host'] })
      .notifies(audit, { alert: DiskFull })
      .notifies(team, { alert: LoadHigh, labels: { host: 'b' }, within: '30s' }),
  ]);
  const { results, routingScore } = runMutants(proof, routingEngine);
  const routing = results.filter(({ mutant }) => mutant.kind === 'routing');
  const text = ({ mutant }: (typeof routing)[number]) => `${mutant.rule}: ${mutant.change}`;
  const killed = routing.filter(({ killedBy }) => killedBy !== undefined).map(text);
  const survived = routing.filter(({ killedBy }) => killedBy === undefined).map(text);
  expect(killed).toEqual(
    expect.arrayContaining([
      'route {alertname="DiskFull"}: continue is removed',
      'route {alertname="DiskFull"}: the route is removed',
      'route {severity="critical"}: receiver: on-call becomes team',
      'route {severity="critical"}: groupWait: 10s becomes 20s',
      'inhibition of {alertname="LoadHigh"} by {alertname="DiskFull"}: equal loses host',
    ]),
  );
  expect(survived).toEqual(
    expect.arrayContaining([
      'route {severity="info"}: muteTimeIntervals lose nights',
      'time interval nights: 00:00 to 06:00: endTime becomes 05:00',
      'route {severity="critical"}: repeatInterval: 1h becomes 2h',
      'inhibition of {alertname="LoadHigh"} by {alertname="DiskFull"}: the inhibition is removed',
    ]),
  );
  // All alerts match the same routes, whichever of the two comes first.
  expect([...killed, ...survived].filter((change) => change.includes('info"}: the route changes'))).toEqual(
    [],
  );
  expect(routingScore).toBeCloseTo(killed.length / routing.length);
});

test('a scenario in an environment has its labels and severities, and the routes of the bundle', () => {
  const unknown = scenario('one', { alerts: [DiskFull], environment: 'prod' }).series(
    metrics.fill,
    constant(2),
  );
  expect(wrong(unknown.notifies(onCall))).toEqual([
    'scenario/impossible: bundle routed has no environment "prod"; expected no environment',
  ]);
});

describe('a scenario with wrong notifications explains', () => {
  test.each<[string, Scenario, string]>([
    [
      'another route',
      disks.notifies(onCall, { alert: LoadHigh, labels: { host: 'b' } }),
      'on-call should be notified of LoadHigh{bundle="routed", host="b", severity="warning"}, but is not: it goes to team by the route {bundle="routed"}; its routes are for {severity="critical"}, and the alert has severity="warning"',
    ],
    [
      'too late',
      disks.notifies(audit, { alert: DiskFull, within: '10s' }),
      'within 10s after it begins to fire at 10m, but is after 30s: groupWait is 30s in the route {alertname="DiskFull"}',
    ],
    [
      'resolved too late',
      disks.notifies(onCall, { alert: DiskFull, resolved: true, within: '5s' }),
      'groupInterval is 5m in the route {severity="critical"}',
    ],
    [
      'other groups',
      disks.notifies(audit, { alert: DiskFull, grouped: ['alertname'] }),
      'with alerts that have alertname in common, but the route {alertname="DiskFull"} groups by ...',
    ],
    [
      'another number',
      disks.notifies(onCall, { alert: DiskFull, count: 1 }),
      'with 1 alerts in one notification, but that at 10m10s has 2: DiskFull{bundle="routed", disk="sda"',
    ],
    [
      'repeated at another time',
      disks.notifies(team, { alert: LoadHigh, labels: { host: 'b' }, repeated: '1h' }),
      'again after 1h, but is not: repeatInterval is 4h in the route {bundle="routed"}',
    ],
    [
      'notified in spite of all',
      disks.neverNotifies(onCall, { alert: DiskFull }),
      'on-call should never be notified of DiskFull{bundle="routed", disk="sda", host="a", severity="critical"}, but is at 10m10s: the route {severity="critical"} matches it',
    ],
    [
      'not inhibited, as it is another host',
      disks.inhibits(LoadHigh, { labels: { host: 'b' }, at: '20m' }),
      'should be inhibited at 20m, but no alert inhibits it',
    ],
    [
      'notified before it is inhibited',
      disks.inhibits(LoadHigh, { labels: { host: 'a' } }),
      'should be inhibited whenever a notification is due, but team is notified of it at 30s',
    ],
    [
      'inhibited by another alert',
      disks.inhibits(LoadHigh, { labels: { host: 'a' }, by: LoadHigh, at: '20m' }),
      'should be inhibited by LoadHigh at 20m, but it is inhibited by DiskFull',
    ],
    [
      'inhibited, where a notification is expected',
      scenario('both', { alerts: [DiskFull, LoadHigh] })
        .series(metrics.fill, constant(2))
        .series(metrics.load, constant(2))
        .firingAt('10m')
        .notifies(team, { alert: LoadHigh }),
      'but is not: it is inhibited by DiskFull at 30s',
    ],
    [
      'outside of any time interval',
      scenario('noon', { alerts: [LoadNoted], start: '2026-01-01T12:00:00Z', step: '30s' })
        .series(metrics.load, constant(2))
        .mutedAt('10m'),
      'LoadNoted should be muted at 10m, but the route {severity="info"} to team is not muted then',
    ],
    [
      'an alert that does not fire',
      scenario('idle', { alerts: [DiskFull, LoadHigh] })
        .series(metrics.fill, constant(2))
        .series(metrics.load, constant(0))
        .firingAt('10m', { alert: DiskFull })
        .inhibits(LoadHigh),
      'LoadHigh does not fire in the scenario, so Alertmanager never receives it: expected it to fire',
    ],
    [
      'still firing',
      disks.notifies(team, { alert: LoadHigh, labels: { host: 'b' }, resolved: true }),
      'but it still fires at 50m',
    ],
    [
      'an unknown receiver',
      disks.notifies(elsewhere, { alert: DiskFull }),
      'scenario/unknown-receiver: the routing of bundle routed has no receiver "on-cal"; expected did you mean on-call?',
    ],
  ])('%s', (_, story, message) => {
    expect(wrong(story).join('\n')).toContain(message);
  });

  test('with the line of the expectation', () => {
    const [result] = runScenarios(resolved, routingEngine, [disks.neverNotifies(onCall)]).results;
    expect(result?.failures[0]?.place.stack).toContain('routing.test.ts');
    expect(result?.failures[0]?.expectation?.text).toBe('neverNotifies(on-call)');
  });

  test('that the bundle has no routing', () => {
    const one = scenario('one', { alerts: [Lost] }).notifies(team);
    const proof = runScenarios(orders, routingEngine, [one]);
    expect(proof.findings.map(({ check }) => check)).toContain('scenario/no-routing');
    expect(proofText(proof)).toMatch(/: 1 scenario, 2 errors\n$/);
  });

  test('that there is no engine for it', () => {
    expect(() => runScenarios(resolved, engine, [disks.notifies(team)])).toThrow('withAlertmanager');
  });
});

describe('an invalid expectation is rejected at its place', () => {
  test.each<[string, () => unknown, string]>([
    ['a receiver by name', () => disks.notifies('team' as never), 'receiver()'],
    ['an option', () => disks.notifies(team, { whithin: '1m' } as never), 'whithin'],
    ['a time', () => disks.notifies(team, { within: 'soon' as never }), '"soon" is not a duration'],
    ['three times', () => disks.notifies(team, { within: ['1m', '2m', '3m'] as never }), 'two times'],
    ['repeated when resolved', () => disks.notifies(team, { resolved: true, count: 1 }), 'not repeated'],
    [
      'a severity',
      () => disks.notifies(team, { severity: 'info' }),
      'no alert of the scenario has the severity',
    ],
    ['no alert', () => disks.inhibits(undefined as never), 'alert()'],
    ['no interval', () => disks.mutedAt('1m', { by: 'nights' as never }), 'timeInterval()'],
  ])('%s', (_, define, message) => {
    let refused: unknown;
    try {
      define();
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(DefinitionError);
    const { message: said, expected = '' } = refused as DefinitionError;
    expect(`${said}; expected ${expected}`).toContain(message);
  });
});
