import type { TimeSpan } from '../data/source.js';

/** A range whose ends are multiples of the step, as Grafana asks for it: what moves on keeps its samples. */
export function aligned({ start, end }: TimeSpan, stepMs: number): TimeSpan {
  return { start: Math.floor(start / stepMs) * stepMs, end: Math.floor(end / stepMs) * stepMs };
}
