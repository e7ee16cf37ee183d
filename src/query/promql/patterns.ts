import type { Counter, Duration } from '../../catalog/index.js';
import { gt, or, unless } from './binary.js';
import type { Expression, Vector } from './expression.js';
import { increase, presentOverTime } from './range.js';

/**
 * How much each counter rose in the window; of a series born within it, all that it has counted since.
 * `increase` alone sees nothing of a counter that appears with its first event already counted.
 *
 * Born means: without a single sample in the window before this one. A look at one instant would take the series
 * of every failed scrape for new, and report all events since the process started.
 */
export function increaseFromBirth<L extends string>(counter: Counter<L>, window: Duration): Expression<L> {
  const series: Vector<L> = counter;
  const before = presentOverTime<L>(counter.offsetBy(window), window);
  const newborn = unless<L, L>(gt(series, 0), before, ...([] as never));
  return or(newborn, increase(counter, window));
}
