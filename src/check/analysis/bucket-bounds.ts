import { boundText } from '../../catalog/index.js';
import { wholeValues } from '../../query/regular-expression.js';

/** Bounds, including +Inf, whose buckets a pattern selects; undefined if unknown. */
export function boundsMatching(pattern: string, buckets: readonly number[]): readonly number[] | undefined {
  const expression = wholeValues(pattern);
  return expression && withInfinity(buckets).filter((bound) => expression.test(boundText(bound)));
}

/** What is wrong with a matcher on `le`. */
export type BoundMistake =
  /** No bucket has this bound. */
  | { readonly type: 'unknown'; readonly text: string }
  /** A bucket has this bound, but Prometheus stores it in another spelling. */
  | { readonly type: 'spelling'; readonly text: string; readonly bound: number };

/** The mistake in a matcher on `le` of a histogram with these buckets, if there is one. */
export function boundMistake(
  op: string,
  value: string,
  buckets: readonly number[],
): BoundMistake | undefined {
  if (value === '') return undefined;
  const isPattern = op === '=~' || op === '!~';
  const texts = isPattern ? numbersIn(value) : [value];
  if (!texts) {
    return boundsMatching(value, buckets)?.length === 0 ? { type: 'unknown', text: value } : undefined;
  }
  const bounds = withInfinity(buckets);
  const expression = isPattern ? wholeValues(value) : undefined;
  for (const text of texts) {
    const bound = bounds.find((known) => known === numberOf(text));
    if (bound === undefined) return { type: 'unknown', text };
    // A pattern may list other spellings besides the stored one.
    const stored = boundText(bound);
    if (expression ? !expression.test(stored) : value !== stored) return { type: 'spelling', text, bound };
  }
  return undefined;
}

/**
 * The mistake in a matcher on `quantile`, or on `le` of a histogram without declared buckets: which values there are is
 * not known, only how they are stored.
 */
export function spellingMistake(op: string, value: string): BoundMistake | undefined {
  const texts = op === '=~' || op === '!~' ? numbersIn(value) : [value];
  const numbers = texts?.map(numberOf) ?? [];
  return numbers.length === 0 || numbers.some(Number.isNaN) ? undefined : boundMistake(op, value, numbers);
}

/** The numbers of a pattern that is a list of them, `0.1|1|1\.0`; undefined for any other pattern. */
function numbersIn(pattern: string): readonly string[] | undefined {
  const inner = /^\(([^()]*)\)$/.exec(pattern)?.[1] ?? pattern;
  const texts = inner.split('|').map((text) => text.replaceAll('\\', ''));
  return texts.some((text) => Number.isNaN(numberOf(text))) ? undefined : texts;
}

function numberOf(text: string): number {
  if (text === '+Inf') return Number.POSITIVE_INFINITY;
  return /^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

function withInfinity(buckets: readonly number[]): readonly number[] {
  return [...buckets, Number.POSITIVE_INFINITY];
}
