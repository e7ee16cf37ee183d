import type { Matcher } from '../../catalog/index.js';
import {
  matcherText,
  type ResolvedInhibition,
  type ResolvedRoute,
  type ResolvedRouting,
} from '../../resolve/index.js';

/** A route, where it is in the tree of the bundle, and the receiver that it has or inherits. */
export interface PlacedRoute {
  readonly route: ResolvedRoute;
  /** Positions among the routes of the parent; the bundle's route has none. */
  readonly path: readonly number[];
  readonly receiver: string;
}

/** Every route of a bundle, its own first. */
export function placedRoutes({ root }: Pick<ResolvedRouting, 'root'>): readonly PlacedRoute[] {
  const below = (
    route: ResolvedRoute,
    path: readonly number[],
    inherited: string,
  ): readonly PlacedRoute[] => {
    const receiver = route.receiver ?? inherited;
    return [
      { route, path, receiver },
      ...route.routes.flatMap((child, at) => below(child, [...path, at], receiver)),
    ];
  };
  return below(root, [], '');
}

/** `route {severity="critical"}` */
export function routeName({ route }: PlacedRoute): string {
  return `route {${textOf(route.matchers)}}`;
}

/** `inhibition of {alertname="B"} by {alertname="A"}`, without what all alerts of the bundle have. */
export function inhibitionName(
  { source, target }: ResolvedInhibition,
  { identity }: Pick<ResolvedRouting, 'identity'>,
): string {
  const own = (matchers: readonly Matcher[]): readonly Matcher[] =>
    matchers.filter((matcher) => !identity.includes(matcher));
  return `inhibition of {${textOf(own(target))}} by {${textOf(own(source))}}`;
}

function textOf(matchers: readonly Matcher[]): string {
  return matchers.map(matcherText).join(', ');
}
