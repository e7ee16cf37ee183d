import type { Counter, Duration } from '../../catalog/index.js';
import { type Shape, validate, wrong } from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import { asRatio, binary, gt, guardedRatio, or } from './binary.js';
import type { Expression, Vector } from './expression.js';
import { increase, presentOverTime } from './range.js';

const counterShape: Shape = (value) =>
  isRecord(value) && typeof value.offsetBy === 'function'
    ? undefined
    : wrong(value, 'a counter of the catalog');

/**
 * The increase of each counter over the window; for a series that appeared in the window, its full value. `increase`
 * alone misses the first event of a counter that appears with its first event already counted.
 *
 * A series counts as new if it has no sample in the whole window before this one. Comparing with a single instant would
 * treat every series as new after a failed scrape, and report all events since the process started.
 *
 * @throws DefinitionError for anything but a counter
 * @example increaseFromZero(metrics.http_requests_total, '15m')
 */
export function increaseFromZero<L extends string>(counter: Counter<L>, window: Duration): Expression<L> {
  validate(counterShape, counter, 'increaseFromZero: the counter', increaseFromZero);
  const before = presentOverTime<L>(counter.offsetBy(window), window);
  const newborn = binary<L>('unless', gt(counter, 0), before);
  return or(newborn, increase(counter, window));
}

/**
 * Part divided by whole, 0 to 1, where the series of the part may not exist yet: 0 before the first such event, and no
 * sample while the whole is zero or missing. A labelled counter appears with its first event, so `ratio` has no data
 * for a service that has never failed, which on a panel looks like a service that is down.
 *
 * @example share(sum(rate(metrics.http_requests_total.where({ status: '500' }))), sum(rate(metrics.http_requests_total)))
 */
export function share<L extends string>(part: Vector<L>, whole: Vector<L>): Expression<L> {
  return asRatio(guardedRatio(binary('or', part, binary('*', whole, 0)), whole));
}
