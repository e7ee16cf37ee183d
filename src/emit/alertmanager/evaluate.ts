import type { Matcher } from '../../catalog/index.js';
import { wholeValues } from '../../query/regular-expression.js';
import type { ResolvedRoute } from '../../resolve/index.js';

export type Labels = Readonly<Record<string, string>>;

/** Names of the receivers that are told of an alert with these labels, in the order of the routes. */
export function receiversFor(root: ResolvedRoute, labels: Labels): readonly string[] {
  return matching(root, labels, root.receiver ?? '');
}

/** Routes that match, depth first: a route is meant itself where none of those in it matches. */
function matching(route: ResolvedRoute, labels: Labels, inherited: string): readonly string[] {
  if (!route.matchers.every((matcher) => matches(matcher, labels))) return [];
  const receiver = route.receiver ?? inherited;
  const found: string[] = [];
  for (const child of route.routes) {
    const told = matching(child, labels, receiver);
    found.push(...told);
    if (told.length > 0 && !child.continue) break;
  }
  return found.length > 0 ? found : [receiver];
}

/** A label that is not there has the empty value, as in Prometheus. */
function matches({ label, operator, value }: Matcher, labels: Labels): boolean {
  const actual = labels[label] ?? '';
  switch (operator) {
    case '=':
      return actual === value;
    case '!=':
      return actual !== value;
    case '=~':
      return anchored(value).test(actual);
    case '!~':
      return !anchored(value).test(actual);
  }
}

/** Alertmanager matches whole values, and its dot is any character but a line feed, unless the flag `s` says so. */
function anchored(pattern: string): RegExp {
  const expression = wholeValues(pattern, { dotAll: false });
  if (!expression) throw new Error(`a matcher that cannot be followed: ${pattern}`);
  return expression;
}
