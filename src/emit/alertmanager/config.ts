import type { TimeInterval, TimeIntervalSpec } from '../../define/index.js';
import { nobody } from '../../define/routing/nobody.js';
import { merged } from '../../grafana/merge.js';
import {
  type ResolvedInhibition,
  type ResolvedRoute,
  type RoutedBundle,
  routeOfAll,
} from '../../resolve/index.js';
import { defined } from '../packaging/yaml-file.js';
import { groupingOf } from './grouping.js';
import { matcherText } from './matchers.js';
import { receiverOf } from './receivers.js';
import { settingsOf } from './settings.js';
import { messageTexts } from './texts.js';

/**
 * Alertmanager's configuration for one bundle or for several, ready to serialise. Everything in it is about alerts of
 * these bundles, so that it can stand beside what others have configured: mail servers are named where mails are sent,
 * and nothing is global that a bundle does not ask for.
 *
 * @param templatesOf the folder of a bundle's templates, beside the file
 * @param unrouted inhibitions among alerts of bundles without routing
 */
export function alertmanagerConfig(
  routed: readonly RoutedBundle[],
  templatesOf: (bundle: string) => string,
  unrouted: readonly ResolvedInhibition[],
): object {
  const inhibitions = [...routed.flatMap(({ routing }) => routing.inhibitions), ...unrouted];
  const timeIntervals = eachOnce(routed.flatMap(({ routing }) => routing.timeIntervals));
  const root = routeOfAll(routed.map(({ routing }) => routing));
  const named = routed.flatMap(({ routing }) => routing.receivers);
  const hasNobody = root.receiver === nobody && !named.some(({ name }) => name === nobody);
  const { global, ...settings } = settingsOf(routed.map(({ routing }) => routing));
  const templates = new Set(
    routed.flatMap(({ bundle, routing }) => [
      ...(Object.keys(bundle.templates).length > 0 ? [`${templatesOf(bundle.name)}/*.tmpl`] : []),
      ...routing.templates,
    ]),
  );
  return {
    ...defined({ global }),
    ...(templates.size > 0 && { templates: [...templates] }),
    route: routeOf(root),
    ...(inhibitions.length > 0 && {
      inhibit_rules: inhibitions.map(({ name, source, target, equal, json }) =>
        merged(
          {
            ...defined({ name }),
            source_matchers: source.map(matcherText),
            target_matchers: target.map(matcherText),
            ...(equal.length > 0 && { equal }),
          },
          json ?? {},
        ),
      ),
    }),
    ...(timeIntervals.length > 0 && { time_intervals: timeIntervals.map(timeIntervalsOf) }),
    receivers: [...(hasNobody ? [{ name: nobody }] : []), ...receiversOf(routed)],
    ...settings,
  };
}

function receiversOf(routed: readonly RoutedBundle[]): object[] {
  const all = routed.flatMap(({ routing }) => routing.receivers.map((receiver) => ({ receiver, routing })));
  const names = all.map(({ receiver }) => receiver.name);
  return all
    .filter(({ receiver }, index) => names.indexOf(receiver.name) === index)
    .map(({ receiver, routing }) => {
      const users = routed.filter((each) =>
        each.routing.receivers.some(({ name }) => name === receiver.name),
      );
      const texts = messageTexts([...new Set(users.map(({ bundle }) => bundle.title))].join(', '));
      return receiverOf(receiver, texts, routing);
    });
}

function eachOnce<Item extends { readonly name: string }>(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((item) => [item.name, item])).values()];
}

function routeOf(route: ResolvedRoute): object {
  const { matchers, muteTimeIntervals, activeTimeIntervals, labels, routes, json } = route;
  const written = {
    ...defined({ receiver: route.receiver }),
    ...(matchers.length > 0 && { matchers: matchers.map(matcherText) }),
    ...groupingOf(route),
    ...(route.continue && { continue: true }),
    ...(muteTimeIntervals.length > 0 && { mute_time_intervals: muteTimeIntervals }),
    ...defined({ active_time_intervals: activeTimeIntervals, labels }),
    ...(routes.length > 0 && { routes: routes.map(routeOf) }),
  };
  return merged(written, json ?? {});
}

function timeIntervalsOf({ name, intervals }: TimeInterval): object {
  return { name, time_intervals: intervals.map(timeInterval) };
}

/** A time interval in the common format of Alertmanager and Grafana. */
export function timeInterval(interval: TimeIntervalSpec): object {
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
