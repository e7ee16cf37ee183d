import type { ResolvedAlert } from '../../resolve/index.js';
import type { DerivationContext } from './derivation.js';
import { deriveSeries } from './derive-series.js';
import { bothOf, cannot, type DerivedSeries } from './derived-series.js';
import type { Steps } from './steps.js';

/** Distance of the generated values from the threshold, relative to it. */
const margin = 0.02;
/** Value of a threshold that is an expression. */
const someBound = 100;

export interface Limits {
  /** A value for which the condition is true, and one for which it is false. */
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

/** Series for which the alert's signal has the wanted values and the rest of the condition is true. */
export function deriveForAlert(
  { source }: ResolvedAlert,
  wanted: Steps,
  context: DerivationContext,
): DerivedSeries {
  const { threshold, node } = source.condition;
  if (!threshold) return cannot('the condition is not one comparison');
  const signal = deriveSeries(threshold.signal.node, wanted, context);
  const bound = threshold.bound;
  const whole =
    typeof bound === 'number' ? signal : bothOf(signal, deriveSeries(bound, [[0, someBound]], context));
  if (node.type !== 'binary' || node.op !== 'and') return whole;
  const { right } = node;
  if (right.type !== 'binary' || right.right.type !== 'number') {
    return cannot('the second condition is not a comparison with a number');
  }
  return bothOf(whole, deriveSeries(right.left, [[0, holding(right.op, right.right.value)]], context));
}

/** A value for which a comparison with a limit is true. */
function holding(op: string, limit: number): number {
  const distance = limit === 0 ? 1 : Math.abs(limit) * margin;
  if (op === '>' || op === '!=') return limit + distance;
  return op === '<' ? limit - distance : limit;
}
