import type { CheckOptions, CustomCheck } from '../check/index.js';
import { isList } from '../plain.js';
import { withLimit } from './limit.js';

/** The team's settings, with the time limit applied to its checks. */
export function limitedChecks(options: CheckOptions): CheckOptions {
  const { checks } = options;
  if (!isList(checks)) return options;
  const limited = checks.map((check) => {
    if (typeof check !== 'function') return check;
    const within: CustomCheck = (bundle) => withLimit(() => check(bundle));
    // Messages name the check.
    return Object.defineProperty(within, 'name', { value: check.name });
  });
  return { ...options, checks: limited };
}
