// Our own model of routes, for outputs and the preview, and Grafana's policies select the same receivers as
// Alertmanager's code.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { timeInterval } from 'dashwright';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { DefinitionError } from '../../src/catalog/index.js';
import { receiversFor } from '../../src/emit/alertmanager/evaluate.js';
import { loadAlertmanager } from '../../src/engine/index.js';
import { type ResolvedRoute, routingFields } from '../../src/resolve/index.js';

const alertmanager = await loadAlertmanager();
type Labels = Readonly<Record<string, string>>;

/** The receivers of alerts according to Alertmanager's code, in the order of the routes. */
function decided(tree: object, receivers: readonly string[], alerts: readonly Labels[]): string[][] {
  const config = JSON.stringify({ ...tree, receivers: receivers.map((name) => ({ name })) });
  const stories = alerts.map((labels) => ({ labels, firing: [] }));
  const { routes, matched } = alertmanager.dispatch({ config, alerts: stories, end: 0 });
  return matched.map((numbers) => numbers.map((number) => routes[number]?.receiver ?? ''));
}

const names = ['a', 'b', 'c'];
const values = ['', 'x', 'xy', 'y\nx', 'Ä'];
const patterns = ['x', 'x|y', '.*', '.+', '', 'x.*', '[^x]+', 'x?y?', '(?i)X', '(?s).*x', '^x$'];
const matcher = fc.oneof(
  fc.record({
    label: fc.constantFrom(...names),
    operator: fc.constantFrom('=' as const, '!=' as const),
    value: fc.constantFrom(...values),
  }),
  fc.record({
    label: fc.constantFrom(...names),
    operator: fc.constantFrom('=~' as const, '!~' as const),
    value: fc.constantFrom(...patterns),
  }),
);
const receivers = ['one', 'two', 'three'];
const { route } = fc.letrec<{ route: ResolvedRoute }>((tie) => ({
  route: fc.record({
    receiver: fc.option(fc.constantFrom(...receivers), { nil: undefined }),
    matchers: fc.array(matcher, { maxLength: 2 }),
    continue: fc.boolean(),
    muteTimeIntervals: fc.constant([]),
    routes: fc.oneof({ maxDepth: 2 }, fc.constant([]), fc.array(tie('route'), { maxLength: 3 })),
  }),
}));
const labels = fc.dictionary(fc.constantFrom(...names), fc.constantFrom(...values.filter(Boolean)), {
  noNullPrototype: true,
});

test('any route tree selects the same receivers for any alert', () => {
  fc.assert(
    fc.property(
      fc.array(route, { maxLength: 4 }),
      fc.array(labels, { minLength: 1, maxLength: 8 }),
      (routes, alerts) => {
        const root: ResolvedRoute = {
          receiver: 'root',
          matchers: [],
          continue: false,
          muteTimeIntervals: [],
          routes,
        };
        const theirs = decided(routingFields(root, [], []), ['root', ...receivers], alerts);
        expect(alerts.map((alert) => receiversFor(root, alert))).toEqual(theirs);
      },
    ),
    { numRuns: 60 },
  );
});

const dist = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../dist/${path}`, import.meta.url)), 'utf8');

interface Policy {
  readonly receiver?: string;
  readonly object_matchers?: readonly (readonly [string, string, string])[];
  readonly continue?: boolean;
  readonly routes?: readonly Policy[];
}

test("Grafana's policies select the receivers of the route tests for every alert", () => {
  const { policies } = load(dist('grafana-alerting/policies.yaml')) as { policies: [Policy] };
  const { tests } = load(dist('alertmanager/route-tests.yml')) as {
    tests: { labels: Labels; receivers: string[] }[];
  };
  const found = new Set<string>();
  const routeOf = ({ receiver, object_matchers: matchers = [], routes = [], ...policy }: Policy): object => {
    if (receiver) found.add(receiver);
    return {
      ...(receiver && { receiver }),
      matchers: matchers.map(([label, operator, value]) => `${label}${operator}${JSON.stringify(value)}`),
      ...(policy.continue && { continue: true }),
      routes: routes.map(routeOf),
    };
  };
  const { matchers: _, ...root } = routeOf(policies[0]) as { matchers: unknown };
  const theirs = decided(
    { route: root },
    [...found],
    tests.map((one) => one.labels),
  );
  // No receiver in Alertmanager is Grafana's default receiver.
  const expected = tests.map((one) =>
    one.receivers.map((name) => (name === 'null' ? policies[0].receiver : name)),
  );
  expect(theirs).toEqual(expected);
  expect(tests.length).toBeGreaterThan(50);
});

test('Alertmanager accepts the ranges of days, months and years', () => {
  const ranges = {
    weekdays: ['monday:friday', 'saturday:sunday', 'sunday:saturday', 'Friday:monday', 'tuesday:tuesday'],
    daysOfMonth: ['1:7', '7:1', '-10:-1', '-1:-10', '1:-1', '29:-5', '-5:29', '-3:2'],
    months: ['december:january', '1:3', 'march:2', 'may:june'],
    years: ['2026:2027', '2027:2026'],
  };
  const keys = { weekdays: 'weekdays', daysOfMonth: 'days_of_month', months: 'months', years: 'years' };
  for (const [option, texts] of Object.entries(ranges)) {
    for (const text of texts) {
      const key = keys[option as keyof typeof keys];
      const config = { receivers: [{ name: 'a' }], route: { receiver: 'a' } };
      const time_intervals = [{ name: 't', time_intervals: [{ [key]: [text] }] }];
      const theirs = alertmanager.check(JSON.stringify({ ...config, time_intervals })) === undefined;
      const ours = accepts(() => timeInterval('t', { [option]: [text] }));
      expect(ours, `${option} ${text}`).toBe(theirs);
    }
  }
});

function accepts(define: () => unknown): boolean {
  try {
    define();
    return true;
  } catch (error) {
    if (error instanceof DefinitionError) return false;
    throw error;
  }
}
