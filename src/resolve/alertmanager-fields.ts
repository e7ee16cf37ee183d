import { defined } from '../catalog/defined.js';
import type { Matcher } from '../catalog/index.js';
import { legacyLabelName } from '../catalog/names.js';
import type { TimeInterval, TimeIntervalSpec } from '../define/routing/time-interval.js';
import { merged } from '../grafana/merge.js';
import type { ResolvedInhibition } from './inhibitions.js';
import type { ResolvedRoute } from './routing.js';

/** What decides who is notified of what, and when, as Alertmanager's file has it: all of it but receivers and settings. */
export interface RoutingFields {
  readonly route: object;
  readonly inhibit_rules?: readonly object[];
  readonly time_intervals?: readonly object[];
}

/** The fields of Alertmanager's file, those that are empty left out. */
export function routingFields(
  root: ResolvedRoute,
  inhibitions: readonly ResolvedInhibition[],
  timeIntervals: readonly TimeInterval[],
): RoutingFields {
  return {
    route: routeFields(root),
    ...(inhibitions.length > 0 && { inhibit_rules: inhibitions.map(inhibitionFields) }),
    ...(timeIntervals.length > 0 && { time_intervals: timeIntervals.map(timeIntervalFields) }),
  };
}

function inhibitionFields({ name, source, target, equal, json }: ResolvedInhibition): object {
  return merged(
    {
      ...defined({ name }),
      source_matchers: source.map(matcherText),
      target_matchers: target.map(matcherText),
      ...(equal.length > 0 && { equal }),
    },
    json ?? {},
  );
}

function routeFields(route: ResolvedRoute): object {
  const { matchers, muteTimeIntervals, activeTimeIntervals, labels, routes, json } = route;
  const written = {
    ...defined({ receiver: route.receiver }),
    ...(matchers.length > 0 && { matchers: matchers.map(matcherText) }),
    ...groupingOf(route),
    ...(route.continue && { continue: true }),
    ...(muteTimeIntervals.length > 0 && { mute_time_intervals: muteTimeIntervals }),
    ...defined({ active_time_intervals: activeTimeIntervals, labels }),
    ...(routes.length > 0 && { routes: routes.map(routeFields) }),
  };
  return merged(written, json ?? {});
}

/** A named time interval, in the common format of Alertmanager's `time_intervals` and Grafana's mute timings. */
export function timeIntervalFields({ name, intervals }: TimeInterval): object {
  return { name, time_intervals: intervals.map(timeInterval) };
}

function timeInterval(interval: TimeIntervalSpec): object {
  const { times, weekdays, daysOfMonth, months, years, location } = interval;
  return defined({
    times: times?.map(({ startTime, endTime }) => ({ start_time: startTime, end_time: endTime })),
    weekdays,
    days_of_month: daysOfMonth,
    months,
    years,
    location,
  });
}

/** A matcher in Alertmanager's syntax: `severity=~"warning|info"`. Its two parsers read these escapes alike. */
export function matcherText({ label, operator, value }: Matcher): string {
  return `${legacyLabelName.test(label) ? label : quoted(label)}${operator}${quoted(value)}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

/** The grouping of a route, in the common format of Alertmanager and Grafana. */
export function groupingOf({ groupBy, groupWait, groupInterval, repeatInterval }: ResolvedRoute): object {
  return defined({
    group_by: groupBy,
    group_wait: groupWait,
    group_interval: groupInterval,
    repeat_interval: repeatInterval,
  });
}
