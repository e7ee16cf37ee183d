import type { Finding } from '../check/index.js';
import type { Locate } from './source-position.js';

/**
 * What several bundles import is loaded for each of them, and so are its mistakes found for each: one finding for one
 * place in the source, at the first bundle, which lists the others. Findings that say the same of the same are one.
 */
export function sharedOnce(findings: readonly Finding[], locate: Locate): Finding[] {
  const shown: Finding[] = [];
  const first = new Map<string, { readonly at: number; readonly bundle: string | undefined }>();
  const seen = new Set<string>();
  for (const finding of findings) {
    const { check, level, path, message, place, excerpt } = finding;
    const position = locate(place);
    if (!position) {
      shown.push(finding);
      continue;
    }
    const [bundle] = path.split('/', 1);
    const key = JSON.stringify([check, level, message, excerpt, position]);
    if (seen.has(`${key} ${path}`)) continue;
    seen.add(`${key} ${path}`);
    const known = first.get(key);
    if (known === undefined) first.set(key, { at: shown.length, bundle });
    // Within a bundle, others of the same place are of definitions that a loop has made.
    if (known === undefined || known.bundle === bundle) {
      shown.push(finding);
      continue;
    }
    const one = shown[known.at];
    if (one) shown[known.at] = { ...one, elsewhere: [...(one.elsewhere ?? []), { path, place, excerpt }] };
  }
  return shown;
}
