import type { Matcher } from '../../catalog/index.js';
import { wholeValues, withoutFlags } from '../../query/regular-expression.js';
import { alternatives } from './pattern.js';

/**
 * Matchers on one label that no value passes, not even the missing label, which is an empty value: two of them where two
 * are enough. The matchers are those that must all hold.
 *
 * @param options.dotAll Whether `.` is a line feed too, as in Prometheus 3 and not in Alertmanager. @default true
 */
export function conflictingMatchers(
  matchers: readonly Matcher[],
  options: { readonly dotAll?: boolean } = {},
): readonly Matcher[] | undefined {
  const byLabel = new Map<string, Matcher[]>();
  for (const matcher of matchers)
    byLabel.set(matcher.label, [...(byLabel.get(matcher.label) ?? []), matcher]);
  for (const all of byLabel.values()) {
    const found = all.length > 1 ? conflictIn(all, options) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** `a="x" and a=~"y|z"`, as a message names them. */
export function conflictText(matchers: readonly Matcher[]): string {
  const texts = matchers.map(({ label, operator, value }) => `${label}${operator}${JSON.stringify(value)}`);
  return `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}

type Options = Parameters<typeof conflictingMatchers>[1];

function conflictIn(matchers: readonly Matcher[], options: Options): readonly Matcher[] | undefined {
  for (const matcher of matchers) {
    const values = valuesOf(matcher);
    const others = matchers.filter((one) => one !== matcher);
    if (!values?.every((value) => others.some((other) => rejects(other, value, options)))) continue;
    const one = others.find((other) => values.every((value) => rejects(other, value, options)));
    const several = others.filter((other) => values.some((value) => rejects(other, value, options)));
    return matchers.filter((other) => other === matcher || (one ? other === one : several.includes(other)));
  }
  for (const [index, matcher] of matchers.entries()) {
    const other = matchers.slice(index + 1).find((one) => areApart(matcher, one));
    if (other) return [matcher, other];
  }
  return undefined;
}

/** The values that pass a matcher, if it lists them. */
function valuesOf({ operator, value }: Matcher): readonly string[] | undefined {
  if (operator === '=') return [value];
  if (operator === '=~') return alternatives(value);
  // Of the values that are not one character or more, there is the empty one.
  return operator === '!~' && value === '.+' ? [''] : undefined;
}

function rejects({ operator, value }: Matcher, text: string, options: Options): boolean {
  if (operator === '=' || operator === '!=') return (value === text) !== (operator === '=');
  const pattern = wholeValues(value, options);
  return pattern !== undefined && pattern.test(text) !== (operator === '=~');
}

/** Two patterns with other beginnings, or one that excludes all that the other matches. */
function areApart(one: Matcher, other: Matcher): boolean {
  if (one.operator === '=~' && other.operator === '=~') {
    const [first, second] = [branchesOf(one.value), branchesOf(other.value)];
    return (
      first !== undefined && second !== undefined && first.every((a) => second.every((b) => differ(a, b)))
    );
  }
  const [positive, negative] = one.operator === '=~' ? [one, other] : [other, one];
  if (positive.operator !== '=~' || negative.operator !== '!~') return false;
  const excluded = topLevel(negative.value);
  return (
    excluded !== undefined && topLevel(positive.value)?.every((branch) => excluded.includes(branch)) === true
  );
}

/** What the values of an alternative begin with, and whether that is the whole value. */
interface Branch {
  readonly start: string;
  readonly isWhole: boolean;
}

function differ(a: Branch, b: Branch): boolean {
  if (a.isWhole && b.isWhole) return a.start !== b.start;
  if (a.isWhole) return !a.start.startsWith(b.start);
  if (b.isWhole) return !b.start.startsWith(a.start);
  return !a.start.startsWith(b.start) && !b.start.startsWith(a.start);
}

function branchesOf(pattern: string): Branch[] | undefined {
  return topLevel(pattern)?.map(beginningOf);
}

/** `a|b(c|d)` as `a` and `b(c|d)`; undefined with flags, which change what the letters mean. */
function topLevel(pattern: string): string[] | undefined {
  if (withoutFlags(pattern).pattern !== pattern || wholeValues(pattern) === undefined) return undefined;
  const text = pattern.replace(/^\^/, '').replace(/(?<!\\)\$$/, '');
  const found: string[] = [];
  let [start, depth] = [0, 0];
  for (const { 0: token, index } of text.matchAll(/\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]/gs)) {
    if (token === '(') depth++;
    else if (token === ')') depth--;
    else if (token === '|' && depth === 0) {
      found.push(text.slice(start, index));
      start = index + 1;
    }
  }
  const all = [...found, text.slice(start)];
  const [only] = all;
  // A group around everything.
  const inner = all.length === 1 ? /^\((?:\?:)?([^()]*)\)$/.exec(only ?? '')?.[1] : undefined;
  return inner === undefined ? all : inner.split('|');
}

/** The literal characters at the beginning, without one that may be missing or is repeated. */
function beginningOf(pattern: string): Branch {
  const [literal = ''] = /^(?:[^\\.*+?^${}()|[\]]|\\[.*+?^${}()|[\]\\/-])*/.exec(pattern) ?? [];
  const rest = pattern.slice(literal.length);
  const certain = /^[*?{]/.test(rest) ? literal.replace(/(?:\\.|[^\\])$/u, '') : literal;
  return { start: certain.replaceAll(/\\(.)/g, '$1'), isWhole: rest === '' };
}
