/** Names of bundles: they become folders, so nothing that could leave one. */
export const bundleName = /^[a-z0-9][a-z0-9_-]*$/i;
/** Grafana's uids. */
export const dashboardUid = /^[A-Za-z0-9_-]{1,40}$/;

/** Names in a sentence: `a`, `a and b`, `a, b and c`. */
export function listed(names: Iterable<string>, none = 'none'): string {
  const all = [...names];
  if (all.length === 0) return none;
  const last = all.pop() ?? '';
  return all.length === 0 ? last : `${all.join(', ')} and ${last}`;
}

/** `1 rule`, `2 rules`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** An emitted dashboard: the copies in chart and module are the same, or smaller. */
export function isDashboardPath(path: string): boolean {
  return path.endsWith('.json') && /(^|\/)grafana\/[^/]+\/[^/]+$/.test(path);
}
