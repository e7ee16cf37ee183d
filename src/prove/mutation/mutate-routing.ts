import type { Duration, Matcher } from '../../catalog/index.js';
import type { TimeInterval, TimeIntervalSpec } from '../../define/routing/time-interval.js';
import {
  matcherText,
  type ResolvedInhibition,
  type ResolvedRoute,
  type ResolvedRouting,
} from '../../resolve/index.js';
import { inhibitionName, type PlacedRoute, placedRoutes, routeName } from '../routing/names.js';
import { durationText, secondsOf } from '../scenario/time.js';
import type { AnyMutant } from './mutate-rule.js';

/** A routing with one change that a scenario should detect. */
export interface RoutingMutant extends AnyMutant {
  readonly changed: ResolvedRouting;
  /** It changes nothing but which alerts take which route, or inhibit which: no mutant if all do as before. */
  readonly selects: boolean;
}

/** One change, and the text about it. */
interface Change<Part> {
  readonly part: Part;
  readonly change: string;
  readonly killedBy: string;
  readonly selects?: boolean;
}

/** All mutants of a routing: its routes, inhibitions and time intervals, one change each. */
export function mutateRouting(routing: ResolvedRouting): readonly RoutingMutant[] {
  return [...routeMutants(routing), ...inhibitionMutants(routing), ...intervalMutants(routing)];
}

function routeMutants(routing: ResolvedRouting): RoutingMutant[] {
  const routes = placedRoutes(routing);
  const receivers = [...new Set(routes.map(({ receiver }) => receiver))];
  return routes.flatMap((placed) => {
    const about = { rule: routeName(placed), kind: 'routing' as const };
    const single = changedRoute(placed, receivers).map(
      ({ part, selects = true, ...text }): RoutingMutant => ({
        ...about,
        ...text,
        selects,
        changed: { ...routing, root: replaced(routing.root, placed.path, [part]) },
      }),
    );
    return [...single, ...movedRoute(routing, placed).map((one): RoutingMutant => ({ ...about, ...one }))];
  });
}

function changedRoute(
  { route, path, receiver }: PlacedRoute,
  receivers: readonly string[],
): Change<ResolvedRoute>[] {
  const changes: Change<ResolvedRoute>[] = [];
  const others = receivers.filter((name) => name !== receiver);
  const [other] = others;
  if (other !== undefined) {
    changes.push({
      part: { ...route, receiver: other },
      change: `receiver: ${receiver} becomes ${other}`,
      killedBy: `notifies(${receiver}) of an alert that takes the route`,
    });
  }
  // The matchers of the bundle's route are those that all of its alerts have.
  if (path.length > 0) {
    for (const [at, matcher] of route.matchers.entries()) {
      for (const { matchers, change } of looserMatchers(route.matchers, matcher, at)) {
        changes.push({
          part: { ...route, matchers },
          change,
          killedBy: `neverNotifies(${receiver}), or notifies of another receiver, for an alert without ${matcherText(matcher)}`,
          selects: true,
        });
      }
    }
    changes.push({
      part: { ...route, continue: !route.continue },
      change: route.continue ? 'continue is removed' : 'continue: true is added',
      killedBy: route.continue
        ? 'notifies of the receiver of a later route, for an alert that takes both'
        : 'neverNotifies of the receiver of a later route, for an alert that takes this one',
      selects: true,
    });
  }
  for (const label of route.groupBy ?? []) {
    changes.push({
      part: { ...route, groupBy: (route.groupBy ?? []).filter((each) => each !== label) },
      change: `groupBy loses ${label}`,
      killedBy: `notifies(${receiver}, { grouped })`,
    });
  }
  const { groupWait, repeatInterval } = route;
  if (groupWait !== undefined) {
    const longer = secondsOf(groupWait) === 0 ? '30s' : doubled(groupWait);
    changes.push({
      part: { ...route, groupWait: longer },
      change: `groupWait: ${groupWait} becomes ${longer}`,
      killedBy: `notifies(${receiver}, { within: '${groupWait}' })`,
    });
  }
  if (repeatInterval !== undefined) {
    changes.push({
      part: { ...route, repeatInterval: doubled(repeatInterval) },
      change: `repeatInterval: ${repeatInterval} becomes ${doubled(repeatInterval)}`,
      killedBy: `notifies(${receiver}, { repeated: '${repeatInterval}' })`,
    });
  }
  for (const name of route.muteTimeIntervals) {
    changes.push({
      part: { ...route, muteTimeIntervals: route.muteTimeIntervals.filter((each) => each !== name) },
      change: `muteTimeIntervals lose ${name}`,
      killedBy: `mutedAt a time in ${name}`,
      selects: false,
    });
  }
  for (const name of route.activeTimeIntervals ?? []) {
    const left = route.activeTimeIntervals?.filter((each) => each !== name) ?? [];
    changes.push({
      part: { ...route, activeTimeIntervals: left.length > 0 ? left : undefined },
      change: `activeTimeIntervals lose ${name}`,
      killedBy: `mutedAt a time that is not in ${name}`,
      selects: false,
    });
  }
  return changes;
}

function doubled(duration: Duration): Duration {
  return durationText(2 * secondsOf(duration)) as Duration;
}

/** A matcher less, or an alternative less in the pattern of one. */
function looserMatchers(
  matchers: readonly Matcher[],
  matcher: Matcher,
  at: number,
): { readonly matchers: readonly Matcher[]; readonly change: string }[] {
  const text = matcherText(matcher);
  const changes = [{ matchers: matchers.toSpliced(at, 1), change: `the matcher ${text} is removed` }];
  const alternatives = matcher.value.split('|');
  if (!matcher.operator.endsWith('~') || alternatives.length < 2 || /[()[\]]/.test(matcher.value))
    return changes;
  for (const alternative of alternatives) {
    const value = alternatives.filter((each) => each !== alternative).join('|');
    changes.push({
      matchers: matchers.with(at, { ...matcher, value }),
      change: `the matcher ${text} loses ${alternative}`,
    });
  }
  return changes;
}

/** The route is removed, or changes places with the next one. */
function movedRoute(
  { root, ...routing }: ResolvedRouting,
  { path, receiver }: PlacedRoute,
): Pick<RoutingMutant, 'changed' | 'change' | 'killedBy' | 'selects'>[] {
  const at = path.at(-1);
  if (at === undefined) return [];
  const parent = path.slice(0, -1);
  const siblings = routeAt(root, parent)?.routes ?? [];
  const among = (routes: readonly ResolvedRoute[]): ResolvedRouting => {
    const holder = routeAt(root, parent) ?? root;
    return { ...routing, root: replaced(root, parent, [{ ...holder, routes }]) };
  };
  const moved = [
    {
      changed: among(siblings.toSpliced(at, 1)),
      change: 'the route is removed',
      killedBy: `notifies(${receiver}) of an alert that takes the route`,
      selects: true,
    },
  ];
  const [route, next] = [siblings[at], siblings[at + 1]];
  if (route && next) {
    moved.push({
      changed: among(siblings.with(at, next).with(at + 1, route)),
      change: 'the route changes places with the next one',
      killedBy: `notifies(${receiver}) of an alert that both routes match`,
      selects: true,
    });
  }
  return moved;
}

function routeAt(root: ResolvedRoute, path: readonly number[]): ResolvedRoute | undefined {
  return path.reduce<ResolvedRoute | undefined>((route, at) => route?.routes[at], root);
}

/** A tree with other routes in place of one. */
function replaced(root: ResolvedRoute, path: readonly number[], by: readonly ResolvedRoute[]): ResolvedRoute {
  const [at, ...rest] = path;
  if (at === undefined) return by[0] ?? root;
  const child = root.routes[at];
  if (!child) return root;
  const routes = rest.length === 0 ? by : [replaced(child, rest, by)];
  return { ...root, routes: root.routes.toSpliced(at, 1, ...routes) };
}

function inhibitionMutants(routing: ResolvedRouting): RoutingMutant[] {
  const { inhibitions, identity, written } = routing;
  return inhibitions.flatMap((inhibition, at) =>
    changedInhibition(inhibition, at < written, identity).map(
      ({ part, selects = true, ...text }): RoutingMutant => ({
        rule: inhibitionName(inhibition, routing),
        kind: 'routing',
        ...text,
        selects,
        changed: { ...routing, inhibitions: inhibitions.toSpliced(at, 1, ...(part ? [part] : [])) },
      }),
    ),
  );
}

/** Of an inhibition that follows from the alerts only what it says of their labels: its matchers are not written. */
function changedInhibition(
  inhibition: ResolvedInhibition,
  isWritten: boolean,
  identity: readonly Matcher[],
): Change<ResolvedInhibition | undefined>[] {
  const changes: Change<ResolvedInhibition | undefined>[] = [
    {
      part: undefined,
      change: 'the inhibition is removed',
      killedBy: 'inhibits(…) of the target',
      selects: false,
    },
  ];
  for (const label of inhibition.equal) {
    changes.push({
      part: { ...inhibition, equal: inhibition.equal.filter((each) => each !== label) },
      change: `equal loses ${label}`,
      killedBy: `notifies of a target whose ${label} differs from that of the source`,
    });
  }
  for (const side of isWritten ? (['source', 'target'] as const) : []) {
    for (const [at, matcher] of inhibition[side].entries()) {
      if (identity.includes(matcher)) continue;
      for (const { matchers, change } of looserMatchers(inhibition[side], matcher, at)) {
        changes.push({
          part: { ...inhibition, [side]: matchers },
          change: `${side}: ${change}`,
          killedBy: `inhibits(…) of, or notifies of, an alert for which ${matcherText(matcher)} decides`,
        });
      }
    }
  }
  return changes;
}

function intervalMutants(routing: ResolvedRouting): RoutingMutant[] {
  const used = new Set(
    placedRoutes(routing).flatMap(({ route }) => [
      ...route.muteTimeIntervals,
      ...(route.activeTimeIntervals ?? []),
    ]),
  );
  return routing.timeIntervals.flatMap((interval, at) => {
    if (!used.has(interval.name)) return [];
    return changedInterval(interval).map(
      ({ part, ...text }): RoutingMutant => ({
        rule: `time interval ${interval.name}`,
        kind: 'routing',
        ...text,
        selects: false,
        changed: { ...routing, timeIntervals: routing.timeIntervals.with(at, part) },
      }),
    );
  });
}

function changedInterval(interval: TimeInterval): Change<TimeInterval>[] {
  const { intervals } = interval;
  return intervals.flatMap((spec, at) => {
    const change = (
      text: string,
      killedBy: string,
      by: readonly TimeIntervalSpec[],
    ): Change<TimeInterval> => ({
      part: { ...interval, intervals: intervals.toSpliced(at, 1, ...by) },
      change: text,
      killedBy,
    });
    const found: Change<TimeInterval>[] = [];
    const name = specText(spec);
    if (intervals.length > 1) found.push(change(`${name} is removed`, `mutedAt a time in ${name}`, []));
    if (spec.location !== undefined && spec.location !== 'UTC' && (spec.times || spec.weekdays)) {
      const { location, ...rest } = spec;
      found.push(
        change(
          `${name} is in UTC instead of ${location}`,
          `mutedAt a time that is in ${name} only in ${location}`,
          [rest],
        ),
      );
    }
    for (const [index, time] of (spec.times ?? []).entries()) {
      for (const [from, to] of [shifted(time.startTime, 1), shifted(time.endTime, -1)].entries()) {
        const side = from === 0 ? 'startTime' : 'endTime';
        if (to === undefined) continue;
        found.push(
          change(`${name}: ${side} becomes ${to}`, `mutedAt in the hour that is no longer in ${name}`, [
            { ...spec, times: (spec.times ?? []).with(index, { ...time, [side]: to }) },
          ]),
        );
      }
    }
    for (const day of spec.weekdays ?? []) {
      const left = (spec.weekdays ?? []).filter((each) => each !== day);
      if (left.length > 0)
        found.push(change(`${name} loses ${day}`, `mutedAt on a ${day}`, [{ ...spec, weekdays: left }]));
    }
    return found;
  });
}

/** A time of the day, some hours later; undefined outside of the day. */
function shifted(time: string, hours: number): string | undefined {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const at = hour + hours;
  if (at < 0 || at > 24 || (at === 24 && minute > 0)) return undefined;
  return `${String(at).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function specText({ weekdays, times, location: _, ...rest }: TimeIntervalSpec): string {
  const parts = [
    ...(weekdays ? [weekdays.join(', ')] : []),
    ...(times ?? []).map(({ startTime, endTime }) => `${startTime} to ${endTime}`),
    ...Object.values(rest).flat(),
  ];
  return parts.join(' ');
}
