import type { Matcher } from '../../catalog/index.js';
import { matcherAccepts } from '../../query/label-matcher.js';
import type { ResolvedRoute } from '../../resolve/index.js';

export type Labels = Readonly<Record<string, string>>;

/** Names of the receivers that are notified of an alert with these labels, in the order of the routes. */
export function receiversFor(root: ResolvedRoute, labels: Labels): readonly string[] {
  return matching(root, labels, root.receiver ?? '');
}

/** Matching routes, depth first: a route applies itself if none of its child routes matches. */
function matching(route: ResolvedRoute, labels: Labels, inherited: string): readonly string[] {
  if (!route.matchers.every((matcher) => matches(matcher, labels))) return [];
  const receiver = route.receiver ?? inherited;
  const found: string[] = [];
  for (const child of route.routes) {
    const matched = matching(child, labels, receiver);
    found.push(...matched);
    if (matched.length > 0 && !child.continue) break;
  }
  return found.length > 0 ? found : [receiver];
}

/** Alertmanager's `.` does not match a line feed, unless the flag `s` is set. */
function matches(matcher: Matcher, labels: Labels): boolean {
  const accepted = matcherAccepts(matcher, labels[matcher.label], { dotAll: false });
  if (accepted === undefined)
    throw new Error(`unsupported regular expression in a matcher: ${matcher.value}`);
  return accepted;
}
