import type { Labels } from '../../observed/index.js';
import { wholeValues } from '../../query/regular-expression.js';
import type { KnownMatcher } from './evidence.js';

/** Whether a matcher holds for a series; true where nothing is known about its pattern. */
export function holdsFor({ name, op, value }: KnownMatcher, labels: Labels): boolean {
  return holdsForValue({ op, value }, Object.hasOwn(labels, name) ? (labels[name] ?? '') : '');
}

/** Whether a matcher holds for a value. */
export function holdsForValue({ op, value }: Pick<KnownMatcher, 'op' | 'value'>, found: string): boolean {
  if (op === '=') return found === value;
  if (op === '!=') return found !== value;
  const pattern = wholeValues(value);
  if (!pattern) return true;
  return pattern.test(found) === (op === '=~');
}

/** Whether a series without the label is selected. */
export function holdsForNone(matcher: Pick<KnownMatcher, 'op' | 'value'>): boolean {
  return holdsForValue(matcher, '');
}

/** The series that all matchers select. */
export function selected(sets: readonly Labels[], matchers: readonly KnownMatcher[]): Labels[] {
  return sets.filter((labels) => matchers.every((matcher) => holdsFor(matcher, labels)));
}
