import { DefinitionError, type Place } from '../../catalog/index.js';
import type { RouteOptions } from './route.js';

const routeKeys: Readonly<Record<string, string>> = {
  receiver: 'receiver',
  matchers: 'match',
  match: 'match',
  match_re: 'match',
  group_by: 'groupBy',
  group_wait: 'groupWait',
  group_interval: 'groupInterval',
  repeat_interval: 'repeatInterval',
  continue: 'continue',
  mute_time_intervals: 'muteTimeIntervals',
  active_time_intervals: 'activeTimeIntervals',
  labels: 'labels',
  routes: 'routes',
};
const inhibitionKeys: Readonly<Record<string, string>> = {
  name: 'name',
  source_match: 'source',
  source_match_re: 'source',
  source_matchers: 'source',
  target_match: 'target',
  target_match_re: 'target',
  target_matchers: 'target',
  equal: 'equal',
};

type Json = RouteOptions['json'];
export const refuseRouteJson = (json: Json, what: string, place: Place) =>
  refuseKeys(json, routeKeys, what, place);
export const refuseInhibitionJson = (json: Json, place: Place) =>
  refuseKeys(json, inhibitionKeys, 'inhibit rule', place);

/** Routes and inhibition rules are tested and shown, so `json` cannot set what an option can. */
function refuseKeys(
  json: Json = {},
  keys: Readonly<Record<string, string>>,
  what: string,
  place: Place,
): void {
  for (const key of Object.keys(json)) {
    if (!Object.hasOwn(keys, key)) continue;
    throw new DefinitionError(`${what}: json has ${key}, which is the option ${keys[key]}`, place, {
      expected: `${keys[key]}: …`,
    });
  }
}
