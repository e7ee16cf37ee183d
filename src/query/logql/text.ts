import type { LabelMatch } from '../../catalog/index.js';
import { toRe2 } from '../regular-expression.js';

/** Text in LogQL's and TraceQL's double quotes, which are Go's. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** Regular expressions are easier to read in backticks, in which nothing is escaped. */
export function pattern(source: string): string {
  return source.includes('`') || !source.includes('\\') ? quoted(source) : `\`${source}\``;
}

/** Matchers such as `status=~"5.."`. */
export function matchText(label: string, match: LabelMatch): string {
  if (typeof match === 'string') return `${label}=${quoted(match)}`;
  if (match instanceof RegExp) return `${label}=~${pattern(toRe2(match))}`;
  return typeof match.not === 'string'
    ? `${label}!=${quoted(match.not)}`
    : `${label}!~${pattern(toRe2(match.not))}`;
}
