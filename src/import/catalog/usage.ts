import type { Binary, Expression, VectorSelector } from '../../engine/index.js';
import { bare } from '../promql/constant.js';

/** What the queries do to the series of a name. */
export interface Usage {
  counted: boolean;
  /** Something is divided by it as it is: a capacity, and not a count of events. */
  divisor: boolean;
  fluctuating: boolean;
  native: boolean;
}

export const unused: Usage = { counted: false, divisor: false, fluctuating: false, native: false };
const counting = new Set(['rate', 'irate', 'increase', 'resets']);
const fluctuation = new Set(['delta', 'idelta', 'deriv', 'predict_linear', 'double_exponential_smoothing']);
/** Instead of a function: the operand after a slash. */
const divisor = '/';
/** In the place of a function: what is subtracted from a level, or a level from it, is a level itself. */
const difference = '-';
const ofHistogram = /^histogram_/;

/** What is found in expressions. */
export interface Looking {
  readonly usage: Map<string, Usage>;
  readonly values: Map<string, Map<string, Set<string>>>;
  readonly mentioned: Set<string>;
}

/** Collects which series an expression names, what is done to them, and the values that it names. */
export function look(given: Expression, found: Looking, func = ''): void {
  const node = bare(given);
  switch (node.kind) {
    case 'vector':
      seen(node, found, func);
      return;
    case 'matrix':
      seen(node.selector, found, func);
      return;
    case 'subquery':
    case 'unary':
      // A subquery of a metric's own series is a range of them.
      look(node.expr, found, node.kind === 'unary' || bare(node.expr).kind === 'vector' ? func : '');
      return;
    case 'call': {
      const outer = ofHistogram.test(func) && !ofHistogram.test(node.func) ? `${func} ` : '';
      for (const arg of node.args) look(arg, found, `${outer}${node.func}`);
      return;
    }
    case 'aggregation':
      for (const label of node.grouping) found.mentioned.add(label);
      // A native histogram keeps no le.
      look(
        node.expr,
        found,
        ofHistogram.test(func) && node.grouping.includes('le') !== node.without ? '' : func,
      );
      return;
    case 'binary':
      for (const label of node.matching?.labels ?? []) found.mentioned.add(label);
      look(node.lhs, found, func === divisor ? divisor : differenceFrom(node, node.rhs));
      look(node.rhs, found, node.op === '/' || func === divisor ? divisor : differenceFrom(node, node.lhs));
      return;
    default:
  }
}

function differenceFrom({ op }: Binary, given: Expression): string {
  const other = bare(given);
  return op === '-' && other.kind === 'vector' && !/_(total|sum|count|bucket)$/.test(other.name)
    ? difference
    : '';
}

function seen(node: VectorSelector, { usage, values, mentioned }: Looking, func: string): void {
  const one = usage.get(node.name) ?? { counted: false, divisor: false, fluctuating: false, native: false };
  const functions = func.split(' ');
  one.counted ||= functions.some((name) => counting.has(name));
  one.divisor ||= func === divisor;
  one.fluctuating ||= func === difference || functions.some((name) => fluctuation.has(name));
  one.native ||= functions.some((name) => ofHistogram.test(name)) && !node.name.endsWith('_bucket');
  usage.set(node.name, one);
  for (const { name, op, value } of node.matchers) {
    mentioned.add(name);
    const known = values.get(node.name) ?? new Map<string, Set<string>>();
    const listed = known.get(name) ?? new Set<string>();
    for (const text of valuesOf(op, value)) listed.add(text);
    known.set(name, listed);
    values.set(node.name, known);
  }
}

/** The values that a matcher names: one, or the alternatives of a pattern of plain texts. */
function valuesOf(op: string, value: string): readonly string[] {
  if (value === '' || value.includes('$') || value.includes('[[')) return [];
  if (op === '=' || op === '!=') return [value];
  const alternatives = value.replace(/^\((.*)\)$/s, '$1').split('|');
  return alternatives.every((text) => /^[\w /:@-]+$/.test(text)) ? alternatives : [];
}
