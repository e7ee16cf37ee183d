import { defined } from '../../../catalog/defined.js';
import { nullReceiver } from '../../../define/routing/null-receiver.js';
import {
  groupingOf,
  type ResolvedRoute,
  type ResolvedRouting,
  routeOfAll,
  timeIntervalFields,
} from '../../../resolve/index.js';
import { builtIn, isSilent } from './receivers.js';

/** A mute timing for routes to receivers without integrations, which Grafana does not support. */
const always = 'at all times';

/**
 * Grafana's notification policies: one tree for the whole organisation, which this one replaces. Alerts of other origin
 * go to Grafana's default contact point, unless a bundle sets `others`.
 */
export function notificationPolicies(routings: readonly ResolvedRouting[], orgId: number): object {
  const silent = new Set(
    routings.flatMap(({ receivers }) => receivers.filter(isSilent).map(({ name }) => name)),
  );
  return { orgId, ...policyOf(routeOfAll(routings), silent.add(nullReceiver)) };
}

function policyOf(route: ResolvedRoute, silent: ReadonlySet<string>): object {
  const isSilenced = route.receiver !== undefined && silent.has(route.receiver);
  const isRoot = route.matchers.length === 0;
  const mute = isSilenced && !isRoot ? [...route.muteTimeIntervals, always] : route.muteTimeIntervals;
  return {
    ...defined({ receiver: isSilenced ? builtIn : route.receiver }),
    ...(!isRoot && {
      object_matchers: route.matchers.map(({ label, operator, value }) => [label, operator, value]),
    }),
    ...groupingOf(route),
    ...(route.continue && { continue: true }),
    ...(mute.length > 0 && { mute_time_intervals: mute }),
    ...defined({ active_time_intervals: route.activeTimeIntervals }),
    ...(route.routes.length > 0 && { routes: route.routes.map((child) => policyOf(child, silent)) }),
  };
}

/** Mute timings of the routings, each once, with a permanent one if a receiver has no integrations. */
export function muteTimingsFor(routings: readonly ResolvedRouting[], orgId: number): object[] {
  const muteTimes = new Map(
    routings.flatMap((routing) =>
      routing.timeIntervals.map((times) => [times.name, timeIntervalFields(times)] as const),
    ),
  );
  const receivers = routings.flatMap((routing) => routing.receivers);
  const endless = { name: always, time_intervals: [{ times: [{ start_time: '00:00', end_time: '24:00' }] }] };
  return [...muteTimes.values(), ...(receivers.some(isSilent) ? [endless] : [])].map((times) => ({
    orgId,
    ...times,
  }));
}
