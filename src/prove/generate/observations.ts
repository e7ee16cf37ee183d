import { type Distribution, type HistogramShape, observing } from '../scenario/histogram-shape.js';
import { durationText } from '../scenario/time.js';

/** A histogram that changes at once: from each time, in seconds, the observations after it. The first is at 0. */
export function observations(
  parts: readonly (readonly [at: number, perSecond: number, values: Distribution])[],
): HistogramShape {
  const [first, ...rest] = parts.map(([at, rate, values]) => ({
    at,
    shape: observing(rate, 'per second', values),
  }));
  const start = first?.shape ?? observing(0, 'per second', 0);
  return rest.reduce((all, { at, shape }) => all.thenAt(durationText(at), shape), start);
}
