import type { ApproximateValue, TextMatch, TextMatches } from '../scenario/expectation.js';

export function matchesText(actual: string | undefined, expected: TextMatch): boolean {
  if (actual === undefined) return false;
  return typeof expected === 'string' ? actual === expected : expected.test(actual);
}

/** Whether all expected texts match. */
export function matchesAll(actual: Readonly<Record<string, string>>, expected: TextMatches): boolean {
  return Object.entries(expected).every(([name, match]) => matchesText(actual[name], match));
}

export function matchesNumber(actual: number, expected: number | ApproximateValue): boolean {
  if (typeof expected === 'number') return Object.is(actual, expected) || actual === expected;
  return Math.abs(actual - expected.approximately) <= expected.tolerance;
}

export function numberText(expected: number | ApproximateValue): string {
  if (typeof expected === 'number') return String(expected);
  return `${expected.approximately} ± ${expected.tolerance}`;
}

export function labelText(labels: Readonly<Record<string, TextMatch>>): string {
  const pairs = Object.entries(labels)
    .filter(([name]) => name !== 'alertname' && name !== '__name__')
    .map(([name, value]) => (typeof value === 'string' ? `${name}="${value}"` : `${name}=~${value}`));
  return `{${pairs.join(', ')}}`;
}
