import { durationUnits } from '../../catalog/duration.js';

/** Milliseconds in the largest unit that leaves nothing over: 5400000 is `90m`, which the type of durations takes. */
export function durationText(milliseconds: number): string {
  for (const unit of ['d', 'h', 'm', 's', 'ms']) {
    const size = durationUnits[unit] ?? 1;
    if (milliseconds % size === 0) return `${milliseconds / size}${unit}`;
  }
  return `${milliseconds}ms`;
}
