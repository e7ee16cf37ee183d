import type { Suppression } from '../../define/index.js';
import type { Finding } from '../finding.js';
import type { Carried } from './gather-suppressions.js';

/** A suppression of a bundle, and whether it suppresses something there. */
export interface SuppressionUse {
  readonly suppression: Suppression;
  /** The same in all bundles that share the definition: each bundle is loaded by itself, and has an object of its own. */
  readonly key: string;
  readonly used: boolean;
  /** The finding if it suppresses nothing in any bundle. */
  readonly unused: Finding | undefined;
}

/** @param unused see `SuppressionUse.unused`; undefined where that is not known or not asked for */
export function useOf(
  { suppression, name }: Carried,
  used: ReadonlySet<Suppression>,
  unused: Finding | undefined,
): SuppressionUse {
  const { check, reason, until } = suppression;
  return {
    suppression,
    key: JSON.stringify([check, reason, until, name]),
    used: used.has(suppression),
    unused,
  };
}

/**
 * Findings about suppressions that suppress nothing in any bundle.
 *
 * @param also suppressions that are used by findings about several bundles
 */
export function unusedIn(
  uses: readonly SuppressionUse[],
  also: ReadonlySet<Suppression> = new Set(),
): Finding[] {
  const used = new Set(uses.flatMap((one) => (one.used || also.has(one.suppression) ? [one.key] : [])));
  return uses.flatMap(({ key, unused }) => (unused && !used.has(key) ? [unused] : []));
}
