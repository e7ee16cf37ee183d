import type { Path } from '../read/origin.js';
import type { ReadRoute, ReadRouting } from './model.js';
import { type Reading, refuse } from './reading.js';

/** Names that are used and not defined, or defined twice; and what a root route does not have. */
export function refuseNames(
  { route, receivers, timeIntervals }: ReadRouting,
  reading: Reading,
  { isRoot = true }: { readonly isRoot?: boolean } = {},
): void {
  const twice = (what: string, list: readonly { readonly name: string; readonly path: Path }[]) => {
    const known = new Set<string>();
    for (const { name, path } of list) {
      if (known.has(name)) refuse(reading, path, `${what} ${JSON.stringify(name)} is not unique`);
      known.add(name);
    }
    return known;
  };
  const named = twice('notification config name', receivers);
  const times = twice('time interval', timeIntervals);
  if (isRoot) refuseRoot(route, reading);
  const walk = (one: ReadRoute): void => {
    if (one.receiver && !named.has(one.receiver))
      refuse(
        reading,
        [...one.path, 'receiver'],
        `undefined receiver ${JSON.stringify(one.receiver)} used in route`,
      );
    for (const name of [...one.muteTimeIntervals, ...one.activeTimeIntervals])
      if (!times.has(name))
        refuse(reading, one.path, `undefined time interval ${JSON.stringify(name)} used in route`);
    for (const child of one.routes) walk(child);
  };
  walk(route);
}

/** What a root route must have, and what it must not. */
function refuseRoot(route: ReadRoute, reading: Reading): void {
  if (!route.receiver) refuse(reading, route.path, 'root route must specify a default receiver');
  if (route.matchers.length > 0) refuse(reading, route.path, 'root route must not have any matchers');
  if (route.continue) refuse(reading, route.path, 'cannot have continue in root route');
  if (route.muteTimeIntervals.length > 0)
    refuse(reading, route.path, 'root route must not have any mute time intervals');
  if (route.activeTimeIntervals.length > 0)
    refuse(reading, route.path, 'root route must not have any active time intervals');
}
