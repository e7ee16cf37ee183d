// Alerts with a threshold per severity, and alerts with the same name, through every step of a build.
import { above, alert, bundle, environments, max, receiver, routing, signal } from 'dashwright';
import { scenario } from 'dashwright/testing';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { emitSharedAlertmanager } from '../../src/emit/alertmanager/index.js';
import { inEnvironment } from '../../src/resolve/environment.js';
import { panelsOf, resolveBundle, resolveRouting, sharedRouting } from '../../src/resolve/index.js';
import { alertBy, alerting } from '../fixtures/alerting-bundle.js';
import {
  alerts,
  LatencyHigh,
  latency,
  levelled,
  levelledOptions,
  metrics,
  SpaceLow,
} from '../fixtures/levelled-bundle.js';

const rules = levelled().alertGroups.flatMap((group) => group.rules);
const ruleOf = (key: string) => rules.find((rule) => rule.key === key) ?? expect.fail(key);

describe('levels', () => {
  test('become alerts with one name, each with its own severity, threshold and durations', () => {
    expect(
      ['LatencyHigh.warning', 'LatencyHigh.critical'].map((key) => {
        const { alert: name, expr, for: wait, keepFiringFor, labels } = ruleOf(key);
        return { name, expr, wait, keepFiringFor, labels };
      }),
    ).toEqual([
      {
        name: 'LatencyHigh',
        expr: 'max by (host) (latency_milliseconds) > 200',
        wait: '15m',
        keepFiringFor: '10m',
        labels: { bundle: 'levelled', severity: 'warning' },
      },
      {
        name: 'LatencyHigh',
        expr: 'max by (host) (latency_milliseconds) > 500',
        wait: '5m',
        keepFiringFor: '10m',
        labels: { bundle: 'levelled', severity: 'critical' },
      },
    ]);
  });

  test('have their own threshold in annotations', () => {
    expect(ruleOf('LatencyHigh.critical').annotations.summary).toContain('above 500 ms');
    expect(ruleOf('LatencyHigh.warning').annotations.summary).toContain('above 200 ms');
  });

  test('are ordered by threshold, in whatever order they are written', () => {
    expect(SpaceLow.levels?.map(({ severity, rank }) => [severity, rank])).toEqual([
      ['info', 2],
      ['warning', 1],
      ['critical', 0],
    ]);
  });

  test('are drawn on panels, each in the colour of its severity', () => {
    const drawn = levelled().dashboards.flatMap(panelsOf);
    expect(drawn.map(({ thresholds }) => thresholds)).toEqual([
      [
        { from: null, color: 'green' },
        { from: 200, color: 'orange' },
        { from: 500, color: 'red' },
      ],
      [
        { from: null, color: 'red' },
        { from: 0.05, color: 'orange' },
        { from: 0.2, color: 'blue' },
        { from: 0.3, color: 'green' },
      ],
    ]);
    expect(drawn[0]?.alerts).toEqual(['LatencyHigh.warning', 'LatencyHigh.critical']);
  });

  test("have colours according to the bundle's list of severities", () => {
    const Slow = alert({ when: above(latency, { ticket: 1, page: 2 }) });
    const colors = (severities?: readonly string[]) =>
      levelled({ alerts: { Slow }, ...(severities && { severities }) })
        .dashboards.flatMap(panelsOf)[0]
        ?.thresholds.map(({ color }) => color);
    expect(colors(['page', 'ticket'])).toEqual(['green', 'orange', 'red']);
    // Without a list, the alert with the strictest threshold is the most severe.
    expect(colors()).toEqual(['green', 'orange', 'red']);
  });

  test('are inhibited by all more severe levels with the same labels', () => {
    const { pages = [], inhibitions = [] } = resolveRouting(levelled()) ?? {};
    const own = pages.filter(
      ({ keys }) => keys.source.startsWith('SpaceLow.') && keys.target.startsWith('SpaceLow.'),
    );
    expect(own.map(({ keys, equal }) => [keys.source, keys.target, equal])).toEqual([
      ['SpaceLow.warning', 'SpaceLow.info', ['host']],
      ['SpaceLow.critical', 'SpaceLow.info', ['host']],
      ['SpaceLow.critical', 'SpaceLow.warning', ['host']],
    ]);
    const identity = { label: 'bundle', operator: '=', value: 'levelled' };
    expect(inhibitions).toContainEqual({
      source: [
        identity,
        { label: 'alertname', operator: '=', value: 'LatencyHigh' },
        { label: 'severity', operator: '=', value: 'critical' },
      ],
      target: [
        identity,
        { label: 'alertname', operator: '=', value: 'LatencyHigh' },
        { label: 'severity', operator: '=', value: 'warning' },
      ],
      equal: ['host'],
    });
  });

  test('inhibit each other in a shared Alertmanager, even without routing', () => {
    const { routing: _, ...options } = levelledOptions();
    const unrouted = sharedRouting(resolveBundle(bundle(options)));
    const other = sharedRouting(
      alerting(
        'other',
        { Up: alertBy(['host'], 'info') },
        { routing: routing({ receiver: receiver('team') }) },
      ),
    );
    expect(unrouted.routed).toBeUndefined();
    const file = emitSharedAlertmanager([unrouted, other]).find(({ path }) =>
      path.endsWith('/alertmanager.yml'),
    );
    const { inhibit_rules: rules } = load(String(file?.content)) as { inhibit_rules: object[] };
    expect(rules).toContainEqual({
      source_matchers: ['bundle="levelled"', 'alertname="LatencyHigh"', 'severity="critical"'],
      target_matchers: ['bundle="levelled"', 'alertname="LatencyHigh"', 'severity="warning"'],
      equal: ['host'],
    });
    expect(emitSharedAlertmanager([unrouted])).toEqual([]);
  });

  test('are routed together', () => {
    const to = receiver('on-call');
    const routed = levelled({
      routing: routing({
        receiver: receiver('team'),
        routes: [{ match: { alerts: [LatencyHigh] }, receiver: to }],
      }),
    });
    expect(resolveRouting(routed)?.root.routes[0]?.matchers).toEqual([
      { label: 'alertname', operator: '=', value: 'LatencyHigh' },
    ]);
  });

  test('are changed one by one in environments', () => {
    const options = levelledOptions({
      environments: environments(alerts, {
        eu: {
          alerts: { LatencyHigh: { critical: { threshold: 800, for: '2m' }, warning: { enabled: false } } },
        },
      }),
    });
    const made = bundle(options);
    const eu = made.options.environments?.byName.eu ?? expect.fail();
    const changed = resolveBundle(inEnvironment(made, eu)).alertGroups.flatMap((group) => group.rules);
    expect(
      changed.filter(({ alert: name }) => name === 'LatencyHigh').map(({ expr, for: wait }) => [expr, wait]),
    ).toEqual([['max by (host) (latency_milliseconds) > 800', '2m']]);
  });

  test.each([
    [
      'an unknown level',
      { LatencyHigh: { info: { threshold: 1 } } },
      'LatencyHigh has the levels warning, critical',
    ],
    ['a change of all levels', { LatencyHigh: { threshold: 1 } }, 'say what differs for each'],
    [
      'a level of an alert that has none',
      { SlowInA: { critical: { for: '1m' } } },
      'no alert SlowInA.critical',
    ],
  ])('%s is refused in environments', (_, overrides, message) => {
    const eu = environments(alerts, { eu: { alerts: overrides } } as never);
    expect(() => bundle(levelledOptions({ environments: eu }))).toThrow(message);
  });

  test('are kept in a condition that is combined with another', () => {
    const both = alert({ when: above(latency, { warning: 1, critical: 2 }), labels: { a: 'b' } });
    expect(both.levels?.map(({ condition }) => condition.threshold?.bound)).toEqual([1, 2]);
  });

  test('are expected by severity in scenarios, or all together without it', () => {
    const example = scenario('slow', { alerts: [LatencyHigh] });
    const [warning, critical] = LatencyHigh.levels ?? [];
    const alertsOf = (one: typeof example) =>
      one.expectations.flatMap((e) => (e.type === 'alert' ? [e.alerts] : []));
    expect(example.alerts).toEqual([warning, critical]);
    expect(alertsOf(example.firingAt('5m', { severity: 'critical' }))).toEqual([[critical]]);
    expect(alertsOf(example.firingAt('5m', { alert: LatencyHigh }))).toEqual([[warning, critical]]);
    expect(alertsOf(example.quietAt('5m'))).toEqual([[warning, critical]]);
    expect(() => example.firingAt('5m', { severity: 'critcal' })).toThrow(
      'no alert of the scenario has the severity "critcal"',
    );
  });
});

describe('alerts with the same name', () => {
  test('are distinguished by their keys in the bundle', () => {
    const slow = rules.filter(({ alert: name }) => name === 'Slow host');
    expect(slow.map(({ key, labels }) => [key, labels.of])).toEqual([
      ['SlowInA', 'a'],
      ['SlowInB', 'b'],
    ]);
  });

  test('may have any text as name', () => {
    const name = 'a/b\\c: "d" {{ e }} 한국어'.repeat(20);
    const odd = alert({ name, when: above(latency, 1) });
    expect(levelled({ alerts: { odd } }).alertGroups[0]?.rules[0]?.alert).toBe(name);
  });
});

describe('an alert without annotations', () => {
  test('has only the annotations that it sets', () => {
    const shown = signal({ title: 'Any', expr: max(metrics.free_ratio) });
    const Bare = alert({ when: above(shown, 1) });
    const [rule] = levelled({ alerts: { Bare }, dashboards: [], groups: {} }).alertGroups.flatMap(
      (group) => group.rules,
    );
    expect(rule).toMatchObject({ annotations: {}, labels: { bundle: 'levelled' } });
    expect(rule?.labels).not.toHaveProperty('severity');
  });
});
