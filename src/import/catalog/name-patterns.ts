import type { Expression, VectorSelector } from '../../engine/index.js';

/** Names of a pattern at most: of one with more, the metrics are not known. */
const mostNames = 32;

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

/** The expressions that one with a pattern of names means, one for each name; the expression itself without such. */
export function withNames(ast: Expression): readonly Expression[] {
  const patterned = firstPatterned(ast);
  if (!patterned) return [ast];
  const { selector, names } = patterned;
  return names.map((name) => replaced(ast, selector, name));
}

function isNode(value: unknown): value is Expression {
  return typeof value === 'object' && value !== null;
}

/** The first selector whose name is one of a list; others of the expression keep their pattern. */
function firstPatterned(
  node: Expression,
): { readonly selector: VectorSelector; readonly names: readonly string[] } | undefined {
  if (node.kind === 'vector') {
    const matcher = node.matchers.find(({ name, op }) => name === '__name__' && op === '=~');
    const names = matcher && node.name === '' ? namesOfPattern(matcher.value) : [];
    return names.length > 0 ? { selector: node, names } : undefined;
  }
  for (const part of Object.values(node).flat())
    if (isNode(part) && 'kind' in part) {
      const found = firstPatterned(part);
      if (found) return found;
    }
  return undefined;
}

/** The tree with one name wherever the same pattern stands. */
function replaced(node: Expression, selector: VectorSelector, name: string): Expression {
  const pattern = JSON.stringify(patternsOf(selector));
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isNode(value)) return value;
    if (value.kind === 'vector' && value.name === '' && JSON.stringify(patternsOf(value)) === pattern)
      return { ...value, name, matchers: value.matchers.filter((one) => one.name !== '__name__') };
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, walk(part)]));
  };
  return walk(node) as Expression;
}

function patternsOf({ matchers }: VectorSelector): unknown {
  return matchers.filter(({ name }) => name === '__name__');
}
