/** The times of an export: `count` times, one every `step`, up to `last`. All in milliseconds. */
export interface Period {
  readonly first: number;
  readonly last: number;
  readonly step: number;
  readonly count: number;
}

/** Limit of times: about a hundred days with a step of one second. */
export const mostTimes = 10_000_000;

/**
 * The times of an export, at multiples of the step: after `end - range`, up to and including `end`. So consecutive
 * exports have no time in common.
 *
 * @param end unix milliseconds
 */
export function periodOf({ end, range, step }: { end: number; range: number; step: number }): Period {
  const last = Math.floor(end / step) * step;
  const count = Math.max(1, Math.floor(range / step));
  return { first: last - (count - 1) * step, last, step, count };
}

/** RFC 3339 in UTC, with milliseconds in all times or in none: pandas infers the format from the first time. */
export function timeTexts({ first, step }: Period): (milliseconds: number) => string {
  const whole = first % 1000 === 0 && step % 1000 === 0;
  return (milliseconds) => {
    const text = new Date(milliseconds).toISOString();
    return whole ? `${text.slice(0, 19)}Z` : text;
  };
}
