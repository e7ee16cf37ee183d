import { byCodeUnit } from '../../compare.js';
import type { Origin, Path } from './origin.js';
import { isPlain, listOf, type Plain, plain, textOf } from './plain.js';

/** A part of Grafana's notifications, with its place. */
export interface Placed {
  readonly data: Plain;
  readonly origin: Origin;
  readonly path: Path;
}

/** A policy of an object `GrafanaNotificationPolicyRoute`. */
export interface PolicyRoute extends Placed {
  readonly metadata: Plain;
}

export type Lose = (place: Pick<Placed, 'origin' | 'path'>, what: string) => void;
/** The policies that a selector of labels selects. */
type Select = (selector: Plain) => readonly Placed[];

const policyKeys: ReadonlySet<string> = new Set([
  'orgId',
  'receiver',
  'group_by',
  'group_wait',
  'group_interval',
  'repeat_interval',
  'matchers',
  'object_matchers',
  'match',
  'match_re',
  'mute_time_intervals',
  'active_time_intervals',
  'continue',
  'routes',
  'routeSelector',
  'provenance',
]);

/** The policies of a tree as routes, with those that it selects by labels in the order of their names. */
export function routeTree(root: Placed, policyRoutes: readonly PolicyRoute[], lose: Lose): Plain {
  const used = new Set<PolicyRoute>();
  const sorted = [...policyRoutes].sort((a, b) => byCodeUnit(fullName(a), fullName(b)));
  const selected: Select = (selector) => {
    const found = sorted.filter((one) => !used.has(one) && selects(selector, plain(one.metadata.labels)));
    for (const one of found) used.add(one);
    return found;
  };
  const route = routeOf(root, selected, lose);
  for (const one of sorted)
    if (!used.has(one)) lose(one, 'is a route of notification policies, and no routeSelector selects it');
  return route;
}

function fullName({ metadata: { namespace, name } }: PolicyRoute): string {
  return `${textOf(namespace)}/${textOf(name)}`;
}

/** As Kubernetes selects objects by their labels. */
function selects({ matchLabels, matchExpressions }: Plain, labels: Plain): boolean {
  return (
    Object.entries(plain(matchLabels)).every(([label, value]) => labels[label] === value) &&
    listOf(matchExpressions).every((one) => {
      const { key, operator, values } = plain(one);
      const value = labels[String(key)];
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      return listOf(values).includes(value) === (operator === 'In');
    })
  );
}

function routeOf({ data, origin, path }: Placed, selected: Select, lose: Lose): Plain {
  for (const key of Object.keys(data))
    if (!policyKeys.has(key))
      lose({ origin, path: [...path, key] }, `sets ${key} of a policy, which Alertmanager does not have`);
  const { orgId: _org, provenance: _from, object_matchers, matchers, routes, routeSelector, ...rest } = data;
  const inner = [
    ...listOf(routes).map((one, index) => ({ data: plain(one), origin, path: [...path, 'routes', index] })),
    ...(isPlain(routeSelector) ? selected(routeSelector) : []),
  ];
  const all = [
    ...listOf(matchers).map((one) =>
      isPlain(one)
        ? matcherText(one.label ?? one.name, one.match ?? one.matchType ?? one.type, one.value)
        : String(one),
    ),
    ...listOf(object_matchers).map((one) => {
      const [label, operator, value] = listOf(one);
      return matcherText(label, operator, value);
    }),
  ];
  return {
    ...rest,
    ...(all.length > 0 && { matchers: all }),
    ...(inner.length > 0 && { routes: inner.map((one) => routeOf(one, selected, lose)) }),
  };
}

function matcherText(label: unknown, operator: unknown, value: unknown): string {
  return `${JSON.stringify(String(label))}${String(operator ?? '=')}${JSON.stringify(String(value ?? ''))}`;
}

/** The receivers that a route and those within it name. */
export function receiversIn(route: Plain): string[] {
  const { receiver, routes } = route;
  return [
    ...(typeof receiver === 'string' ? [receiver] : []),
    ...listOf(routes).flatMap((one) => receiversIn(plain(one))),
  ];
}
