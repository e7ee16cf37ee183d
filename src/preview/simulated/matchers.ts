import type { Matcher } from '../../engine/index.js';
import { matcherAccepts } from '../../query/label-matcher.js';
import { matchingTexts } from './matching-text.js';

export type Labels = Readonly<Record<string, string>>;

/** Labels that the parts of a metric have, which are not of the metric. */
export const ofParts: ReadonlySet<string> = new Set(['le', 'quantile']);

/** Whether all matchers take these labels. */
export function accepts(matchers: readonly Matcher[], labels: Labels): boolean {
  return matchers.every(
    ({ name, op, value }) => matcherAccepts({ operator: op, value }, labels[name]) !== false,
  );
}

/** Values that the matchers of a label may take, the likeliest first. */
export function textsFor(matchers: readonly Matcher[]): string[] {
  const wanted = matchers.flatMap(({ op, value }) =>
    op === '=' ? [value] : op === '=~' ? matchingTexts(value) : [],
  );
  return [...wanted, 'example', 'other', 'a', '0'];
}
