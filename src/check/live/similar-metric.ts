import { withoutPart } from '../../catalog/names.js';
import { nearest } from '../../catalog/similar.js';

/** Words in common, of all words, that make two names one metric renamed. */
const enough = 0.5;

/**
 * The name that a metric most likely has now: one that differs in few letters, or has most words in common.
 *
 * @param candidates names that nothing declares
 */
export function renamedTo(name: string, candidates: readonly string[]): string | undefined {
  const close = nearest(name, candidates);
  if (close !== undefined) return close;
  const own = wordsOf(name);
  let best: string | undefined;
  let most = 0;
  for (const candidate of candidates) {
    const words = wordsOf(candidate);
    const common = [...own].filter((word) => words.has(word)).length;
    const share = common / (own.size + words.size - common);
    if (share >= enough && share > most) {
      best = candidate;
      most = share;
    }
  }
  return best;
}

/** Words of a name, without the parts of a histogram or summary. */
function wordsOf(name: string): Set<string> {
  return new Set(
    withoutPart(name)
      .split(/[_:.]+/)
      .filter((word) => word !== ''),
  );
}
