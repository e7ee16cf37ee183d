/** The times that are asked for: `count` of them, `step` apart, the last at `last`. All in milliseconds. */
export interface Period {
  readonly first: number;
  readonly last: number;
  readonly step: number;
  readonly count: number;
}

/** Samples of one series: a hundred days at one a second. More is a step that was left out. */
export const mostTimes = 10_000_000;

/**
 * The times of an export, on multiples of the step: after `end - range`, up to and with `end`. So one export begins
 * where the one before has ended, and no time is in both.
 *
 * @param end unix milliseconds
 */
export function periodOf({ end, range, step }: { end: number; range: number; step: number }): Period {
  const last = Math.floor(end / step) * step;
  const count = Math.max(1, Math.floor(range / step));
  return { first: last - (count - 1) * step, last, step, count };
}

/** RFC 3339 in UTC; all times of a period in one form, since readers take the first one's for that of all. */
export function timeTexts({ first, step }: Period): (milliseconds: number) => string {
  const whole = first % 1000 === 0 && step % 1000 === 0;
  return (milliseconds) => {
    const text = new Date(milliseconds).toISOString();
    return whole ? `${text.slice(0, 19)}Z` : text;
  };
}
