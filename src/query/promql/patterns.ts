import type { Counter, Duration } from '../../catalog/index.js';
import { gt, or, unless } from './binary.js';
import type { Expression, Vector } from './expression.js';
import { increase } from './range.js';

/**
 * How much each counter rose in the window, and for a series born within it the value it was born with.
 * `increase` alone sees nothing of a counter that appears with its first event already counted.
 */
export function increaseFromBirth<L extends string>(counter: Counter<L>, window: Duration): Expression<L> {
  const series: Vector<L> = counter;
  const before: Vector<L> = counter.offsetBy(window);
  const newborn = unless<L, L>(gt(series, 0), before, ...([] as never));
  return or(gt(increase(counter, window), 0), newborn);
}
