import { isDeepStrictEqual } from 'node:util';
import { recordOf, recordsOf } from '../plain.js';
import { type Data, difference, leafDifferences } from './values.js';

/**
 * A number in PromQL that is a threshold. The operand of `==` and `!=` is a state, not a threshold. Quoted strings are
 * matched first, so that they are skipped.
 */
const comparison =
  /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|(?:<=|>=|<|>)\s*(?:bool\s+)?([-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+|Inf)(?![\w.]))/g;

interface Compared {
  /** The expression without its numbers. */
  readonly around: readonly string[];
  readonly numbers: readonly string[];
}

/**
 * The thresholds that differ, if two expressions differ in nothing else. A single threshold needs no name; of several,
 * each is named after its left operand.
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

/** The number of comparisons with a threshold; `> 0` only guards against division by zero. */
function bounds({ around, numbers }: Compared): number {
  return numbers.filter((number, index) => number !== '0' || !/>\s*$/.test(around[index] ?? '')).length;
}

/** The left operand in a text that ends with a comparison operator: from the last open parenthesis or set operator. */
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

/** Whether texts differ only in numbers and units, which follow from the threshold. */
export function differInNumbers(before: unknown, after: unknown): boolean {
  const around = (text: unknown) => String(text).replace(/-?\d[\d.]*(?:e[-+]?\d+)?\s?[\p{L}%]*/gu, '0');
  return around(before) === around(after);
}

/** Differences of the field options of a panel: thresholds by number, everything else as one entry. */
export function fieldDifferences(before: unknown, after: unknown): string[] {
  const [from, to] = [splitThresholds(before), splitThresholds(after)];
  const names = new Set([...from.steps.keys(), ...to.steps.keys()]);
  return [
    ...[...names].flatMap((name) => stepDifferences(name, from.steps.get(name), to.steps.get(name))),
    ...leafDifferences('fieldConfig', from.rest, to.rest),
  ];
}

/** Thresholds of all fields and of overrides, by the name of the fields. */
function splitThresholds(config: unknown): { steps: ReadonlyMap<string, Data>; rest: unknown } {
  const { defaults, overrides, ...rest } = recordOf(config);
  const { thresholds, ...others } = recordOf(defaults);
  const steps = new Map<string, Data>();
  if (thresholds !== undefined) steps.set('', recordOf(thresholds));
  const left = recordsOf(overrides).map(({ matcher, properties, ...override }) => {
    const { id, options } = recordOf(matcher);
    const name = ` of ${typeof options === 'string' ? options : JSON.stringify([id, options])}`;
    const own = recordsOf(properties).find((property) => property.id === 'thresholds');
    if (own) steps.set(name, recordOf(own.value));
    return { ...override, matcher, properties: recordsOf(properties).filter((property) => property !== own) };
  });
  // Without the words of the JSON around them: `unit`, not `defaults.unit`.
  const { custom, ...fields } = others;
  return {
    steps,
    rest: { ...rest, ...fields, ...recordOf(custom), ...(left.length > 0 && { overrides: left }) },
  };
}

function stepDifferences(name: string, before: Data = {}, after: Data = {}): string[] {
  const numbered = ({ steps }: Data) =>
    recordsOf(steps).filter(({ value }) => value !== null && value !== undefined);
  const [from, to] = [numbered(before), numbered(after)];
  const values = (steps: readonly Data[]) => steps.map(({ value }) => value);
  if (from.length === to.length) {
    const numbers = from.flatMap(({ value }, index) =>
      difference(`threshold${name}`, value, to[index]?.value),
    );
    const without = (thresholds: Data) => ({
      ...thresholds,
      steps: recordsOf(thresholds.steps).map(({ color }) => color),
    });
    const same = isDeepStrictEqual(without(before), without(after));
    return [...numbers, ...(same ? [] : [`style of thresholds${name} changed`])];
  }
  const shown = (steps: readonly Data[]) => values(steps).join(' and ');
  return difference(`thresholds${name}`, shown(from), shown(to));
}
