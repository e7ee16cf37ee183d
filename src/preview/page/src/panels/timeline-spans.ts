/** A value from one time to another. */
export interface ValueSpan {
  readonly start: number;
  readonly end: number;
  readonly value: unknown;
}

/**
 * How long each value holds: to the next sample, or for the usual distance of two where there is none. Equal values
 * that follow each other are one, if they are merged.
 */
export function spansOf(
  times: readonly number[],
  values: readonly unknown[],
  isMerged: boolean,
): readonly ValueSpan[] {
  const step = distanceOf(times);
  const found: { start: number; end: number; value: unknown }[] = [];
  times.forEach((start, index) => {
    const value = values[index];
    if (value === null || value === undefined) return;
    const end = start + step;
    const last = found.at(-1);
    if (isMerged && last && last.value === value && last.end >= start) last.end = end;
    else found.push({ start, end, value });
  });
  return found;
}

/** Each sample by itself, in the middle of its time. */
export function samplesOf(times: readonly number[], values: readonly unknown[]): readonly ValueSpan[] {
  const half = distanceOf(times) / 2;
  return spansOf(times, values, false).map(({ start, value }) => ({
    start: start - half,
    end: start + half,
    value,
  }));
}

function distanceOf(times: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (let index = 1; index < times.length; index += 1)
    least = Math.min(least, (times[index] ?? 0) - (times[index - 1] ?? 0));
  return Number.isFinite(least) ? least : 60_000;
}

interface LegendStep {
  readonly value: number;
  readonly color: string;
}

/** Steps of thresholds in words, as Grafana's legends of states have them: `< 10`, `10+`. */
export function stepsInWords(
  steps: readonly LegendStep[],
  text: (value: number) => string,
): readonly { readonly label: string; readonly color: string }[] {
  return steps.map(({ value, color }, index) => {
    const next = steps[index + 1];
    const label = next && value === Number.NEGATIVE_INFINITY ? `< ${text(next.value)}` : `${text(value)}+`;
    return { label, color };
  });
}
