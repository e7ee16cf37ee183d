import { byCodeUnit } from '../../compare.js';
import { childrenOf, type Expression, type VectorSelector } from '../../engine/index.js';
import type { MetricDescription } from '../../observed/index.js';
import { wholeValues } from '../../query/regular-expression.js';
import { hasPlaceholder } from '../promql/variables.js';

/** Names of a pattern at most: of one with more, the metrics are not known. */
const mostNames = 32;
/** Described series that a pattern selects at most: one that selects more is about any metric. */
export const mostOfPattern = 100;

/**
 * The names that a regular expression of names and alternatives allows, such as `a_(b|c)_total|d`.
 *
 * @returns none for a pattern that allows other names too
 */
export function namesOfPattern(pattern: string): readonly string[] {
  const reading = { text: pattern, at: 0 };
  const names = alternatives(reading);
  return names && reading.at === pattern.length && names.every((name) => name !== '') ? names : [];
}

interface Reading {
  readonly text: string;
  at: number;
}

function alternatives(reading: Reading): string[] | undefined {
  const found: string[] = [];
  for (;;) {
    const one = sequence(reading);
    if (!one) return undefined;
    found.push(...one);
    if (found.length > mostNames) return undefined;
    if (reading.text[reading.at] !== '|') return found;
    reading.at++;
  }
}

function sequence(reading: Reading): string[] | undefined {
  let found = [''];
  for (;;) {
    const character = reading.text[reading.at];
    if (character === undefined || character === '|' || character === ')') return found;
    let next: readonly string[] | undefined;
    if (character === '(') {
      reading.at += reading.text.startsWith('(?:', reading.at) ? 3 : 1;
      next = alternatives(reading);
      if (reading.text[reading.at] !== ')') return undefined;
    } else if (/[\w:]/.test(character)) next = [character];
    if (!next) return undefined;
    reading.at++;
    const ends = next;
    found = found.flatMap((start) => ends.map((end) => start + end));
    if (found.length > mostNames) return undefined;
  }
}

/** The names that a pattern means, as far as they are known. */
export type NamesOfPattern = (pattern: string) => readonly string[];

/** Series that patterns select of metrics that exporters or a server describe, besides those that a pattern lists. */
export function namesAmong(described: ReadonlyMap<string, MetricDescription>): NamesOfPattern {
  const series = [...described.values()].flatMap(seriesOfMetric).sort(byCodeUnit);
  return (pattern) => {
    const listed = namesOfPattern(pattern);
    if (listed.length > 0) return listed;
    const expression = wholeValues(pattern);
    const found = expression ? series.filter((name) => expression.test(name)) : [];
    return found.length > mostOfPattern ? [] : found;
  };
}

function seriesOfMetric({ name, kind }: MetricDescription): string[] {
  const parts = [`${name}_sum`, `${name}_count`];
  if (kind === 'histogram') return [`${name}_bucket`, ...parts];
  return kind === 'summary' ? [name, ...parts] : [name];
}

/** The expressions that one with patterns of names means: for each, one with each of its names; itself without such. */
export function withNames(ast: Expression, namesOf: NamesOfPattern): readonly Expression[] {
  const all = [...new Set(patternsIn(ast))].flatMap((pattern) =>
    namesOf(pattern).map((name) => replaced(ast, pattern, name)),
  );
  return all.length > 0 ? all : [ast];
}

/** Patterns on names in expressions that do not list the names that they mean. */
export function openPatternsIn(ast: Expression): string[] {
  return patternsIn(ast).filter(
    (pattern) => !hasPlaceholder(pattern) && namesOfPattern(pattern).length === 0,
  );
}

function patternsIn(ast: Expression): string[] {
  const own = ast.kind === 'vector' ? patternOf(ast) : undefined;
  const inner = childrenOf(ast).flatMap(patternsIn);
  return own === undefined ? inner : [own, ...inner];
}

function patternOf({ name: own, matchers }: VectorSelector): string | undefined {
  if (own !== '') return undefined;
  return matchers.find(({ name, op }) => name === '__name__' && op === '=~')?.value;
}

/** The tree with one name wherever the same pattern stands. */
function replaced(node: Expression, pattern: string, name: string): Expression {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isNode(value)) return value;
    if (value.kind === 'vector' && patternOf(value) === pattern)
      return { ...value, name, matchers: value.matchers.filter((one) => one.name !== '__name__') };
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, walk(part)]));
  };
  return walk(node) as Expression;
}

function isNode(value: unknown): value is Expression {
  return typeof value === 'object' && value !== null;
}
