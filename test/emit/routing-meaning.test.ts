// What definitions say of grouping, inhibition and time intervals means the same to Alertmanager's code, whatever the names
// of labels and the values: a plain model of each beside what Alertmanager decides.
import { timeInterval } from 'dashwright';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Matcher } from '../../src/catalog/index.js';
import { loadAlertmanager } from '../../src/engine/index.js';
import { matcherAccepts } from '../../src/query/label-matcher.js';
import { type ResolvedInhibition, type ResolvedRoute, routingFields } from '../../src/resolve/index.js';

const alertmanager = await loadAlertmanager();
type Labels = Readonly<Record<string, string>>;

const names = ['a', 'b', 'http.status', 'größe', 'with "quotes"', 'back\\slash'];
const values = ['x', 'xy', 'y\nx', 'Ä', '"', '\\', "it's"];
const patterns = ['x', 'x|y', '.*', '.+', '[^x]+', '(?i)X', '(?s).*x', '\\\\', '"?'];
const matcher: fc.Arbitrary<Matcher> = fc.oneof(
  fc.record({
    label: fc.constantFrom(...names),
    operator: fc.constantFrom('=' as const, '!=' as const),
    value: fc.constantFrom('', ...values),
  }),
  fc.record({
    label: fc.constantFrom(...names),
    operator: fc.constantFrom('=~' as const, '!~' as const),
    value: fc.constantFrom(...patterns),
  }),
);
const labels = fc.dictionary(fc.constantFrom(...names), fc.constantFrom(...values), {
  noNullPrototype: true,
});
const matches = (all: readonly Matcher[], alert: Labels): boolean =>
  all.every((one) => matcherAccepts(one, alert[one.label], { dotAll: false }));

const plain: ResolvedRoute = {
  receiver: 'root',
  matchers: [],
  continue: false,
  muteTimeIntervals: [],
  routes: [],
};
const receivers = [{ name: 'root' }];

interface Grouped {
  readonly groupBy?: readonly string[];
  readonly groupWait?: '10s' | '90s';
  readonly groupInterval?: '2m' | '1h';
  readonly repeatInterval?: '3h' | '1d';
  readonly routes: readonly Grouped[];
}
const absent = <Value>(one: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(one, { nil: undefined });
const { grouped } = fc.letrec<{ grouped: Grouped }>((tie) => ({
  grouped: fc.record({
    groupBy: absent(
      fc.oneof(fc.constant(['...']), fc.uniqueArray(fc.constantFrom(...names), { maxLength: 3 })),
    ),
    groupWait: absent(fc.constantFrom('10s' as const, '90s' as const)),
    groupInterval: absent(fc.constantFrom('2m' as const, '1h' as const)),
    repeatInterval: absent(fc.constantFrom('3h' as const, '1d' as const)),
    routes: fc.oneof({ maxDepth: 2 }, fc.constant([]), fc.array(tie('grouped'), { maxLength: 2 })),
  }) as fc.Arbitrary<Grouped>,
}));
const milliseconds = { '10s': 10, '90s': 90, '2m': 120, '1h': 3600, '3h': 10_800, '1d': 86_400 } as const;

test('each route groups by its own labels, and waits its own times, or those of the route above', () => {
  interface InForce {
    readonly groupBy: readonly string[];
    readonly wait: number;
    readonly interval: number;
    readonly repeat: number;
  }
  const inForce = (route: Grouped, above: InForce): InForce[] => {
    const own: InForce = {
      groupBy: route.groupBy ? [...route.groupBy].sort() : above.groupBy,
      wait: route.groupWait ? milliseconds[route.groupWait] : above.wait,
      interval: route.groupInterval ? milliseconds[route.groupInterval] : above.interval,
      repeat: route.repeatInterval ? milliseconds[route.repeatInterval] : above.repeat,
    };
    return [...route.routes.flatMap((one) => inForce(one, own)), own];
  };
  const asRoute = (one: Grouped): ResolvedRoute => ({ ...plain, ...one, routes: one.routes.map(asRoute) });
  fc.assert(
    fc.property(fc.array(grouped, { maxLength: 3 }), (routes) => {
      const root = { ...plain, groupBy: ['a'], routes: routes.map(asRoute) };
      const config = JSON.stringify({ ...routingFields(root, [], []), receivers });
      const found = alertmanager.dispatch({ config, alerts: [], end: 0 }).routes;
      const own = inForce(
        { groupBy: ['a'], routes },
        { groupBy: [], wait: 30, interval: 300, repeat: 14_400 },
      );
      expect(
        found.map((one) => ({
          groupBy: one.groupByAll ? ['...'] : [...one.groupBy].sort(),
          wait: one.groupWait / 1000,
          interval: one.groupInterval / 1000,
          repeat: one.repeatInterval / 1000,
        })),
      ).toEqual(own);
    }),
    { numRuns: 50 },
  );
});

const inhibition: fc.Arbitrary<ResolvedInhibition> = fc.record({
  source: fc.array(matcher, { minLength: 1, maxLength: 2 }),
  target: fc.array(matcher, { minLength: 1, maxLength: 2 }),
  equal: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 2 }),
});

test('an alert is inhibited by those that a rule names, with equal labels, and not by its like', () => {
  const isInhibited = (
    rules: readonly ResolvedInhibition[],
    alert: Labels,
    all: readonly Labels[],
  ): boolean =>
    rules.some(({ source, target, equal }) => {
      if (!matches(target, alert)) return false;
      const isSource = matches(source, alert);
      return all.some(
        (other) =>
          matches(source, other) &&
          equal.every((label) => (alert[label] ?? '') === (other[label] ?? '')) &&
          !(isSource && matches(target, other)),
      );
    });
  let inhibited = 0;
  fc.assert(
    fc.property(
      fc.array(inhibition, { minLength: 1, maxLength: 3 }),
      fc.uniqueArray(labels, {
        minLength: 2,
        maxLength: 6,
        selector: (one) => JSON.stringify(Object.entries(one).sort()),
      }),
      (rules, sets) => {
        // An alert has a name.
        const all = sets.map((one, index): Labels => ({ ...one, alertname: `A${index}` }));
        const config = JSON.stringify({ ...routingFields(plain, rules, []), receivers });
        const alerts = all.map((one) => ({ labels: one, firing: [[0] as const] }));
        const at = 600_000;
        const [moment] = alertmanager.dispatch({ config, alerts, end: at, moments: [at] }).moments;
        const found = new Set(
          moment?.alerts.flatMap(({ alert, inhibited: by }) => (by && by.length > 0 ? [alert] : [])),
        );
        const expected = all.flatMap((one, index) => (isInhibited(rules, one, all) ? [index] : []));
        inhibited += expected.length;
        expect([...found].sort()).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
  expect(inhibited).toBeGreaterThan(20);
});

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const clock = (hours: number): string => `${String(hours).padStart(2, '0')}:00`;
/** Hours of the day, of some days of the week, some days and months: undefined where it holds always. */
const part = fc.record({
  hours: absent(fc.tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 12, max: 24 }))),
  week: absent(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 3, max: 6 }))),
  month: absent(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 6, max: 12 }))),
  days: absent(fc.tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 14, max: 28 }))),
  offset: fc.constantFrom(0, 9),
});
type Part = typeof part extends fc.Arbitrary<infer Value> ? Value : never;

test('a route is muted and active in the times of its intervals', () => {
  const holds = ({ hours, week, month, days: dates, offset }: Part, at: number): boolean => {
    // Seoul has had no summer time for decades.
    const there = new Date(at + offset * 3_600_000);
    const within = (range: readonly [number, number] | undefined, value: number): boolean =>
      !range || (value >= range[0] && value <= range[1]);
    const hour = there.getUTCHours();
    return (
      (!hours || (hour >= hours[0] && hour < hours[1])) &&
      within(week, there.getUTCDay()) &&
      within(month, there.getUTCMonth() + 1) &&
      within(dates, there.getUTCDate())
    );
  };
  const defined = (name: string, parts: readonly Part[]) =>
    timeInterval(
      name,
      ...parts.map(({ hours, week, month, days: dates, offset }) => ({
        ...(hours && { times: [{ startTime: clock(hours[0]), endTime: clock(hours[1]) }] }),
        ...(week && { weekdays: [`${days[week[0]] ?? 'sunday'}:${days[week[1]] ?? 'saturday'}` as const] }),
        ...(month && { months: [`${month[0]}:${month[1]}`] }),
        ...(dates && { daysOfMonth: [`${dates[0]}:${dates[1]}`] }),
        ...(offset > 0 && { location: 'Asia/Seoul' }),
      })),
    );
  let silent = 0;
  fc.assert(
    fc.property(
      fc.array(fc.array(part, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 }),
      fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      fc.integer({ min: 0, max: 365 * 24 * 2 }),
      (intervals, mutes, halfHours) => {
        const at = Date.parse('2026-01-01T00:00:00Z') + halfHours * 1_800_000;
        const namesOf = (muting: boolean) =>
          intervals.flatMap((_, index) => (mutes[index] === muting ? [`t${index}`] : []));
        const active = namesOf(false);
        const child: ResolvedRoute = {
          ...plain,
          muteTimeIntervals: namesOf(true),
          ...(active.length > 0 && { activeTimeIntervals: active }),
        };
        const root = { ...plain, routes: [child] };
        const all = intervals.map((parts, index) => defined(`t${index}`, parts));
        const config = JSON.stringify({ ...routingFields(root, [], all), receivers });
        const alerts = [{ labels: { alertname: 'A' }, firing: [[at] as const] }];
        const [moment] = alertmanager.dispatch({ config, alerts, end: at, moments: [at] }).moments;
        const [state] = moment?.alerts[0]?.routes ?? [];
        const isIn = (name: string): boolean =>
          (intervals[Number(name.slice(1))] ?? []).some((one) => holds(one, at));
        const isInactive = active.length > 0 && !active.some(isIn);
        // Whether it is active is asked first.
        const muted = isInactive ? [] : namesOf(true).filter(isIn);
        silent += muted.length + Number(isInactive);
        expect([...(state?.muted ?? [])].sort()).toEqual(muted);
        expect((state?.inactive ?? []).length > 0).toBe(isInactive);
      },
    ),
    { numRuns: 60 },
  );
  expect(silent).toBeGreaterThan(10);
});
