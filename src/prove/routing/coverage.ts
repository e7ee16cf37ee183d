import type { ResolvedBundle } from '../../resolve/index.js';
import { routingOf } from './configuration.js';
import type { Dispatch } from './dispatch.js';
import { inhibitionName, placedRoutes, routeName } from './names.js';

/** Whether a part of the routing had an effect in a scenario that asks who is notified. */
export interface RoutingCoverage {
  readonly kind: 'route' | 'inhibition' | 'time interval';
  /** `route {severity="critical"} to on-call` */
  readonly part: string;
  /** Undefined for a route that no alert of the bundle takes. */
  readonly reached: boolean | undefined;
}

/** How much of a bundle's routing its scenarios reach; empty for a bundle without routing. */
export function routingCoverage(
  bundle: ResolvedBundle,
  dispatches: readonly Dispatch[],
): readonly RoutingCoverage[] {
  const routing = routingOf(bundle)?.routing;
  if (!routing) return [];
  const seen = dispatches.map(seenIn);
  const has = (key: string): boolean => seen.some(({ keys }) => keys.has(key));
  const routes = placedRoutes(routing);
  return [
    ...routes.map((placed): RoutingCoverage => {
      const key = routeKey(placed.path);
      const isTaken = seen.length === 0 || seen.some(({ taken }) => taken.has(key));
      return {
        kind: 'route',
        part: `${routeName(placed)} to ${placed.receiver}`,
        reached: isTaken ? has(key) : undefined,
      };
    }),
    ...routes.flatMap((placed) =>
      [...placed.route.muteTimeIntervals, ...(placed.route.activeTimeIntervals ?? [])].map(
        (name): RoutingCoverage => ({
          kind: 'time interval',
          part: `time interval ${name} of ${routeName(placed)}`,
          reached: has(intervalKey(placed.path, name)),
        }),
      ),
    ),
    ...routing.inhibitions.map(
      (inhibition, number): RoutingCoverage => ({
        kind: 'inhibition',
        part: inhibitionName(inhibition, routing),
        reached: has(inhibitionKey(number)),
      }),
    ),
  ];
}

const routeKey = (path: readonly number[]): string => `route ${path.join('.')}`;
const intervalKey = (path: readonly number[], name: string): string => `${routeKey(path)} ${name}`;
const inhibitionKey = (number: number): string => `inhibition ${number}`;

function seenIn({ routes, taken, notifications, suppressions, moments }: Dispatch) {
  // The first step is from the root, which is for alerts of other origin, to the route of the bundle.
  const pathOf = (route: number): readonly number[] => routes[route]?.path.slice(1) ?? [];
  const silences = [
    ...suppressions,
    ...moments.flatMap(({ alerts }) => alerts.flatMap((alert) => alert.routes)),
  ];
  const inhibitions = [...suppressions, ...moments.flatMap(({ alerts }) => alerts)];
  return {
    taken: new Set([...taken].map((route) => routeKey(pathOf(route)))),
    keys: new Set([
      ...notifications.map(({ route }) => routeKey(pathOf(route))),
      ...silences.flatMap(({ route, muted = [], inactive = [] }) =>
        [...muted, ...inactive].map((name) => intervalKey(pathOf(route), name)),
      ),
      ...inhibitions.flatMap(({ inhibited = [] }) => inhibited.map(({ rule }) => inhibitionKey(rule))),
    ]),
  };
}
