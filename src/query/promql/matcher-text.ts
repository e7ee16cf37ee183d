import type { Matcher } from '../../catalog/index.js';
import { hasVariable, isPlainInList, isPlainInMatcher } from './names.js';

/** `status=~"5.."` */
export function printMatcher({ label, operator, value }: Matcher): string {
  const plain = isPlainInMatcher(label) || hasVariable(label);
  return `${plain ? label : quoted(label)}${operator}${quoted(value)}`;
}

/** Label names as in `by (…)`, `on (…)` and `group_left (…)`. */
export function labelList(names: readonly string[] = []): string {
  return names.map((name) => (isPlainInList(name) || hasVariable(name) ? name : quoted(name))).join(', ');
}

/** A string as Prometheus reads it back: JSON's escapes are Go's, but its lexer takes U+FFFD for broken UTF-8. */
export function quoted(text: string): string {
  const literal = JSON.stringify(text);
  return literal.includes('\ufffd') ? literal.replaceAll('\ufffd', '\\ufffd') : literal;
}
