import type { Counter, Duration } from '../../catalog/index.js';
import { binary, gt, guardedRatio, or } from './binary.js';
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
  const before = presentOverTime<L>(counter.offsetBy(window), window);
  const newborn = binary<L>('unless', gt(counter, 0), before);
  return or(newborn, increase(counter, window));
}

/**
 * Part over whole where the part's series may not exist yet: 0 while nothing of it has happened, no sample while
 * there is no whole. A counter with labels is born with its first event, so `ratio` of a service that has never
 * failed is "no data", and a panel cannot tell that from a service that is gone.
 */
export function share<L extends string>(part: Vector<L>, whole: Vector<L>): Expression<L> {
  return guardedRatio(binary('or', part, binary('*', whole, 0)), whole);
}
