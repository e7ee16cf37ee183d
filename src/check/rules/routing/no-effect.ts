import { parseDuration } from '../../../catalog/duration.js';
import type { Matcher } from '../../../catalog/index.js';
import { didYouMean } from '../../../catalog/similar.js';
import { wholeValues } from '../../../query/regular-expression.js';
import {
  matcherText,
  type ResolvedRoute,
  type ResolvedRouting,
  resolveRouting,
} from '../../../resolve/index.js';
import { conflictingMatchers, conflictText } from '../../analysis/matcher-conflict.js';
import { alternatives } from '../../analysis/pattern.js';
import type { Check } from '../../check.js';
import type { BundleModel } from '../../collect/model.js';
import { isEverActive } from './week.js';

type Report = (message: string, expected: string, suggestion?: string) => void;

export const routingNoEffect: Check = {
  id: 'routing/no-effect',
  level: 'warning',
  summary:
    'a route that no alert reaches or that never notifies, a matcher for an alert that there is not, or a repeat interval that does not apply',
  bundle(model, report) {
    const { bundle, subject } = model;
    // The routing is the same in all environments.
    const routing = subject.path === bundle.name ? resolveRouting(bundle) : undefined;
    if (!routing) return;
    const at = { ...subject, path: `${subject.path}/routing`, place: bundle.source.options.routing?.place };
    const own: Report = (message, expected, suggestion) => report(at, message, { expected, suggestion });
    checkRoutes(routing.root, [], routing, own);
    checkInhibitRules(routing, own);
    checkRepeats(routing.root, alertmanagerDefaults, 'the routing', own);
    checkNames(routing, alertNames(model), own);
  },
};

function checkRoutes(
  { routes }: ResolvedRoute,
  above: readonly Matcher[],
  routing: ResolvedRouting,
  report: Report,
): void {
  for (const [index, route] of routes.entries()) {
    const required = [...above, ...route.matchers];
    const conflict = conflictingMatchers(required, { dotAll: false });
    if (conflict) {
      report(
        `no alert reaches the route ${nameOf(route)}: none has both ${conflictText(conflict)}`,
        'matchers that one value satisfies, also together with those of the routes around it',
      );
      // The same holds for all routes within.
      continue;
    }
    const before = routes
      .slice(0, index)
      .find((one) => !one.continue && one.matchers.every((matcher) => isImplied(matcher, route.matchers)));
    if (before)
      report(
        `no alert reaches the route ${nameOf(route)}: the route ${nameOf(before)} before it takes all of its alerts`,
        'the more specific route first, or continue: true on the other',
      );
    if (!isEverActive(route, routing.timeIntervals))
      report(
        `the route ${nameOf(route)} never notifies anybody: its time intervals mute it at all times`,
        'time intervals that leave some time',
      );
    checkRoutes(route, required, routing, report);
  }
}

function checkInhibitRules({ inhibitions, written }: ResolvedRouting, report: Report): void {
  for (const [index, rule] of inhibitions.slice(0, written).entries()) {
    for (const side of ['source', 'target'] as const) {
      const conflict = conflictingMatchers(rule[side], { dotAll: false });
      if (conflict)
        report(
          `${placeOfRule(rule, index)}, ${side}: no alert has both ${conflictText(conflict)}`,
          'matchers that one value satisfies',
        );
    }
  }
}

function placeOfRule({ name }: { readonly name?: string | undefined }, index: number): string {
  return name === undefined ? `inhibitRules[${index}]` : `the inhibit rule ${name}`;
}

type Intervals = Pick<ResolvedRoute, 'groupInterval' | 'repeatInterval'>;

/** Source: `DefaultRouteOpts` in dispatch/route.go of Alertmanager. */
const alertmanagerDefaults = { groupInterval: '5m', repeatInterval: '4h' } as const satisfies Intervals;

/** A group is looked at once per `groupInterval`: what is to be repeated before that waits for it. */
function checkRepeats(route: ResolvedRoute, inherited: Intervals, where: string, report: Report): void {
  const { groupInterval = inherited.groupInterval, repeatInterval = inherited.repeatInterval } = route;
  const isOwn = route.groupInterval !== undefined || route.repeatInterval !== undefined;
  const [group, repeat] = [groupInterval, repeatInterval].map((one) => parseDuration(one ?? '') ?? 0);
  if (isOwn && repeat !== undefined && group !== undefined && repeat < group)
    report(
      `${where}: repeatInterval ${repeatInterval} is shorter than groupInterval ${groupInterval}: notifications repeat every ${groupInterval}`,
      'a repeatInterval that is a multiple of groupInterval',
    );
  for (const inner of route.routes)
    checkRepeats(inner, { groupInterval, repeatInterval }, `the route ${nameOf(inner)}`, report);
}

function nameOf({ matchers }: ResolvedRoute): string {
  return matchers.map(matcherText).join(', ') || 'for all';
}

/** Whether every alert that passes some matchers passes this one, too. */
function isImplied(matcher: Matcher, given: readonly Matcher[]): boolean {
  return given.some((one) => {
    if (one.label !== matcher.label) return false;
    if (one.operator === matcher.operator && one.value === matcher.value) return true;
    const values = one.operator === '=' ? [one.value] : one.operator === '=~' ? alternatives(one.value) : [];
    return values !== undefined && values.length > 0 && values.every((value) => passes(matcher, value));
  });
}

function passes({ operator, value }: Matcher, text: string): boolean {
  if (operator === '=' || operator === '!=') return (value === text) === (operator === '=');
  const pattern = wholeValues(value);
  return pattern !== undefined && pattern.test(text) === (operator === '=~');
}

/** Of alerts that only the bundle has, all names are known. */
function checkNames(
  { root, inhibitions, written, identity }: ResolvedRouting,
  names: readonly string[],
  report: Report,
): void {
  if (names.length === 0 || identity.length === 0) return;
  const check = (matchers: readonly Matcher[], where: string) => {
    for (const matcher of matchers) {
      if (matcher.label !== 'alertname' || !['=', '=~'].includes(matcher.operator)) continue;
      if (matcher.value === '' || names.some((name) => passes(matcher, name))) continue;
      // A pattern that cannot be read is reported elsewhere.
      if (matcher.operator === '=~' && wholeValues(matcher.value) === undefined) continue;
      report(
        `${where}: no alert of the bundle matches ${matcherText(matcher)}`,
        'the name of an alert; alerts: [LatencyHigh] follows when it is renamed',
        didYouMean(matcher.value, names),
      );
    }
  };
  const checkRoute = (route: ResolvedRoute): void => {
    check(route.matchers, `the route ${nameOf(route)}`);
    for (const inner of route.routes) checkRoute(inner);
  };
  for (const route of root.routes) checkRoute(route);
  for (const [index, rule] of inhibitions.slice(0, written).entries()) {
    const where = placeOfRule(rule, index);
    check(rule.source, `${where}, source`);
    check(rule.target, `${where}, target`);
  }
}

function alertNames({ alerts, bundle }: BundleModel): string[] {
  const onLogs = bundle.source.logRules.flatMap((rule) => (rule.type === 'lokiAlert' ? [rule.name] : []));
  return [...alerts.map(({ rule }) => rule.alert), ...onLogs];
}
