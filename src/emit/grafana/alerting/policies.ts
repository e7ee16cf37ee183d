import type { MuteTimes } from '../../../define/index.js';
import type { ResolvedRoute, ResolvedRouting } from '../../../define/resolve/index.js';
import { timeInterval } from '../../alertmanager/config.js';
import { groupingOf } from '../../alertmanager/grouping.js';
import { defined } from '../../packaging/yaml-file.js';
import { builtIn, isSilent } from './receivers.js';

/** Mutes routes to receivers that are told in no way: Grafana has no receiver without a way. */
const always = 'at all times';

/** Grafana's notification policies: one tree for the whole organisation, which this one replaces. */
export function notificationPolicies({ root, receivers }: ResolvedRouting, orgId: number): object {
  const silent = new Set(receivers.filter(isSilent).map(({ name }) => name));
  return { orgId, ...policyOf(root, silent) };
}

function policyOf(route: ResolvedRoute, silent: ReadonlySet<string>): object {
  const isSilenced = route.receiver !== undefined && silent.has(route.receiver);
  const isRoot = route.matchers.length === 0;
  const mute = isSilenced && !isRoot ? [...route.mute, always] : route.mute;
  return {
    ...defined({ receiver: isSilenced ? builtIn : route.receiver }),
    ...(!isRoot && {
      object_matchers: route.matchers.map(({ label, operator, value }) => [label, operator, value]),
    }),
    ...groupingOf(route),
    ...(route.continue && { continue: true }),
    ...(mute.length > 0 && { mute_time_intervals: mute }),
    ...(route.routes.length > 0 && { routes: route.routes.map((child) => policyOf(child, silent)) }),
  };
}

/** Mute times of a routing, with one that never ends where a receiver is told in no way. */
export function muteTimesFor({ muteTimes, receivers }: ResolvedRouting, orgId: number): object[] {
  const endless = { name: always, time_intervals: [{ times: [{ start_time: '00:00', end_time: '24:00' }] }] };
  return [...muteTimes.map(muteTime), ...(receivers.some(isSilent) ? [endless] : [])].map((times) => ({
    orgId,
    ...times,
  }));
}

function muteTime({ name, intervals }: MuteTimes) {
  return { name, time_intervals: intervals.map(timeInterval) };
}
