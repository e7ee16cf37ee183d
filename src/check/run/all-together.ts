import type { Finding } from '../finding.js';
import { type CheckOptions, settingsOf } from '../settings.js';
import type { Suppressed } from '../suppression/suppress.js';
import { unusedIn } from '../suppression/uses.js';
import { compareFindings, withLevel } from './located-finding.js';

/**
 * The findings on several bundles, each of which was checked by itself, with those about suppressions that suppress
 * nothing in any of them. In the order of a report.
 */
export function allTogether(bundles: readonly Suppressed[], options: CheckOptions = {}): Finding[] {
  const settings = settingsOf(options);
  const unused = unusedIn(bundles.flatMap(({ uses }) => uses)).map((finding) => withLevel(finding, settings));
  return [...bundles.flatMap(({ findings }) => findings), ...unused].sort(compareFindings);
}
