import { isPlain, type Plain, plain } from './plain.js';

/** Values of charts are not nested deeper. */
const deepestValue = 4;

/** Where values of a chart, such as those of kube-prometheus-stack, have configurations of Alertmanager and rule files. */
export function partsOfValues(value: Plain, path: readonly string[] = []): (readonly string[])[] {
  if (path.length > 0 && (isRouting(value) || hasRules(value))) return [path];
  if (path.length === deepestValue) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    isPlain(part) ? partsOfValues(part, [...path, key]) : [],
  );
}

function hasRules({ groups }: Plain): boolean {
  return Array.isArray(groups) && groups.some((group) => Array.isArray(plain(group).rules));
}

/** A configuration of Alertmanager, also one that is not whole: what is missing is said. */
export function isRouting({ route, receivers }: Plain): boolean {
  const { receiver, routes, group_by } = plain(route);
  if (isPlain(route) && (receiver !== undefined || Array.isArray(routes) || Array.isArray(group_by)))
    return true;
  return Array.isArray(receivers) && receivers.some((one) => typeof plain(one).name === 'string');
}
