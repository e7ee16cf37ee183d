import { isDeepStrictEqual } from 'node:util';
import { type Data, dataOf, difference, listOf } from './values.js';

/**
 * A number in PromQL that bounds something. What `==` and `!=` compare with is a state, not a bound. What stands in quotes
 * is matched first, so that it is passed over.
 */
const comparison =
  /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|(?:<=|>=|<|>)\s*(?:bool\s+)?([-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+|Inf)(?![\w.]))/g;

interface Compared {
  /** The expression without its numbers. */
  readonly around: readonly string[];
  readonly numbers: readonly string[];
}

/**
 * The thresholds that are not the same, when two expressions differ in nothing else. One threshold needs no name; of
 * several, each says what it bounds.
 */
export function thresholdDifferences(before: unknown, after: unknown): string[] | undefined {
  if (typeof before !== 'string' || typeof after !== 'string') return undefined;
  const [from, to] = [comparedIn(before), comparedIn(after)];
  if (before === after || !isDeepStrictEqual(from.around, to.around)) return undefined;
  const changed = from.numbers.flatMap((number, index) => (number === to.numbers[index] ? [] : [index]));
  return changed.flatMap((index) => {
    const bounded = from.around.slice(0, index + 1).join('0');
    const name = bounds(from) > 1 ? `threshold of ${leftOperand(bounded)}` : 'threshold';
    return difference(name, from.numbers[index], to.numbers[index]);
  });
}

function comparedIn(text: string): Compared {
  const around: string[] = [];
  const numbers: string[] = [];
  let end = 0;
  for (const { 0: match, 1: number, index } of text.matchAll(comparison)) {
    if (number === undefined) continue;
    around.push(text.slice(end, index + match.length - number.length));
    numbers.push(number);
    end = index + match.length;
  }
  return { around: [...around, text.slice(end)], numbers };
}

/** How many comparisons are bounds: `> 0` only guards a division against nothing. */
function bounds({ around, numbers }: Compared): number {
  return numbers.filter((number, index) => number !== '0' || !/>\s*$/.test(around[index] ?? '')).length;
}

/** What is compared in a text that ends with a comparison operator: back to an open parenthesis or a set operator. */
function leftOperand(text: string): string {
  const operand = text.replace(/\s*(?:<=|>=|<|>)\s*(?:bool\s+)?$/, '');
  let depth = 0;
  let quote = '';
  for (let at = operand.length - 1; at >= 0; at -= 1) {
    const character = operand[at] ?? '';
    if (quote !== '') {
      if (character === quote && operand[at - 1] !== '\\') quote = '';
    } else if (/["'`]/.test(character)) quote = character;
    else if (/[)\]}]/.test(character)) depth += 1;
    else if (/[([{]/.test(character)) {
      if (depth === 0) return operand.slice(at + 1).trim();
      depth -= 1;
    } else if (depth === 0) {
      const [operator] =
        /^\s(?:and|or|unless)\s(?:(?:on|ignoring)\s*\([^)]*\)\s*)?/.exec(operand.slice(at)) ?? [];
      if (operator !== undefined) return operand.slice(at + operator.length).trim();
    }
  }
  return operand.trim();
}

/** Texts that differ in numbers and their units alone: whoever reads of the threshold knows. */
export function differInNumbers(before: unknown, after: unknown): boolean {
  const around = (text: unknown) => String(text).replace(/-?\d[\d.]*(?:e[-+]?\d+)?\s?[\p{L}%]*/gu, '0');
  return around(before) === around(after);
}

/** Differences of the options of a panel's fields: its thresholds by their numbers, all else as one. */
export function fieldDifferences(before: unknown, after: unknown): string[] {
  const [from, to] = [splitThresholds(before), splitThresholds(after)];
  const names = new Set([...from.steps.keys(), ...to.steps.keys()]);
  return [
    ...[...names].flatMap((name) => stepDifferences(name, from.steps.get(name), to.steps.get(name))),
    ...(isDeepStrictEqual(from.rest, to.rest) ? [] : ['fieldConfig changed']),
  ];
}

/** Thresholds of all fields and of those that an override is for, by the name of what they bound. */
function splitThresholds(config: unknown): { steps: ReadonlyMap<string, Data>; rest: unknown } {
  const { defaults, overrides, ...rest } = dataOf(config);
  const { thresholds, ...others } = dataOf(defaults);
  const steps = new Map<string, Data>();
  if (thresholds !== undefined) steps.set('', dataOf(thresholds));
  const left = listOf(overrides).map(({ matcher, properties, ...override }) => {
    const { id, options } = dataOf(matcher);
    const name = ` of ${typeof options === 'string' ? options : JSON.stringify([id, options])}`;
    const own = listOf(properties).find((property) => property.id === 'thresholds');
    if (own) steps.set(name, dataOf(own.value));
    return { ...override, matcher, properties: listOf(properties).filter((property) => property !== own) };
  });
  return { steps, rest: { ...rest, defaults: others, overrides: left } };
}

function stepDifferences(name: string, before: Data = {}, after: Data = {}): string[] {
  const numbered = ({ steps }: Data) =>
    listOf(steps).filter(({ value }) => value !== null && value !== undefined);
  const [from, to] = [numbered(before), numbered(after)];
  const values = (steps: readonly Data[]) => steps.map(({ value }) => value);
  if (from.length === to.length) {
    const numbers = from.flatMap(({ value }, index) =>
      difference(`threshold${name}`, value, to[index]?.value),
    );
    const without = (thresholds: Data) => ({
      ...thresholds,
      steps: listOf(thresholds.steps).map(({ color }) => color),
    });
    const same = isDeepStrictEqual(without(before), without(after));
    return [...numbers, ...(same ? [] : [`style of thresholds${name} changed`])];
  }
  const shown = (steps: readonly Data[]) => values(steps).join(' and ');
  return difference(`thresholds${name}`, shown(from), shown(to));
}
