import type { ResolvedAlert } from '../../resolve/index.js';
import { type Inversion, invert } from './invert.js';
import type { Steps } from './steps.js';
import { bothOf, cannot, type Wish } from './wish.js';

/** How far over or under the bound the generated values lie. */
const margin = 0.02;
/** What a bound is taken to be that is an expression. */
const someBound = 100;

export interface Limits {
  /** A value under which the condition holds, and one under which it does not. */
  readonly hit: number;
  readonly miss: number;
  readonly limit: number;
}

export function limitsOf({ source }: ResolvedAlert): Limits | string {
  const { threshold } = source.condition;
  if (!threshold) return 'the condition is not one comparison';
  const limit = typeof threshold.bound === 'number' ? threshold.bound : someBound;
  const distance = limit === 0 ? 1 : Math.abs(limit) * margin;
  const atZero = limit === 0 ? 0 : distance;
  switch (threshold.operator) {
    case '>':
      return { limit, hit: limit + distance, miss: limit - atZero };
    case '>=':
      return { limit, hit: limit + atZero, miss: limit - distance };
    case '<':
      return { limit, hit: limit - distance, miss: limit + atZero };
    case '<=':
      return { limit, hit: limit - atZero, miss: limit + distance };
    case '==':
      return { limit, hit: limit, miss: limit + distance };
    case '!=':
      return { limit, hit: limit + distance, miss: limit };
  }
}

/** Series under which the alert's signal has these values, and everything else that the condition asks for. */
export function wishFor({ source }: ResolvedAlert, wanted: Steps, about: Inversion): Wish {
  const { threshold, node } = source.condition;
  if (!threshold) return cannot('the condition is not one comparison');
  const signal = invert(threshold.signal.node, wanted, about);
  const bound = threshold.bound;
  const whole = typeof bound === 'number' ? signal : bothOf(signal, invert(bound, [[0, someBound]], about));
  if (node.type !== 'binary' || node.op !== 'and') return whole;
  const { right } = node;
  if (right.type !== 'binary' || right.right.type !== 'number') {
    return cannot('the second condition is not a comparison with a number');
  }
  return bothOf(whole, invert(right.left, [[0, holding(right.op, right.right.value)]], about));
}

function holding(op: string, limit: number): number {
  const distance = limit === 0 ? 1 : Math.abs(limit) * margin;
  if (op === '>' || op === '!=') return limit + distance;
  return op === '<' ? limit - distance : limit;
}
