import type { Matcher } from '../catalog/index.js';
import { wholeValues } from './regular-expression.js';

/**
 * Whether a matcher accepts the value of a label, as in Prometheus: a missing label has an empty value, and a regular
 * expression must match the whole value.
 *
 * @param options.dotAll Whether `.` matches a line feed, as in Prometheus 3 and not in Alertmanager. @default true
 * @returns undefined for a regular expression that JavaScript does not support
 */
export function matcherAccepts(
  { operator, value: expected }: Pick<Matcher, 'operator' | 'value'>,
  value = '',
  options: { readonly dotAll?: boolean } = {},
): boolean | undefined {
  if (operator === '=' || operator === '!=') return (value === expected) === (operator === '=');
  const expression = wholeValues(expected, options);
  return expression && expression.test(value) === (operator === '=~');
}

/** The matchers that select all series of a histogram, of those that select some of its buckets. */
export function withoutLe(matchers: readonly Matcher[]): readonly Matcher[] {
  return matchers.filter(({ label }) => label !== 'le');
}
