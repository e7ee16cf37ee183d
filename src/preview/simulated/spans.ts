/** When samples are needed, and how close together: what a series is simulated for. Times in milliseconds since the epoch. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** Greatest distance of two samples. */
  readonly stepMs: number;
}

const minute = 60_000;
/** Distances of simulated samples, in milliseconds. */
const sampleSteps = [
  1000,
  2000,
  5000,
  15_000,
  30_000,
  minute,
  2 * minute,
  5 * minute,
  15 * minute,
  60 * minute,
  360 * minute,
  1440 * minute,
];

/** About how many samples of a series one span has at most. */
export const mostSamples = 12_000;

/** The next distance of samples that is no greater, where the span has not too many samples then. */
export function sampleStep({ start, end, stepMs }: Span): number {
  const wanted = Math.max(stepMs, (end - start) / mostSamples);
  return sampleSteps.findLast((step) => step <= wanted) ?? 1000;
}

/** With distances at which samples are taken, ascending, and those of one distance that touch made one. */
export function merged(spans: readonly Span[]): readonly Span[] {
  const sorted = spans
    .map((span) => ({ ...span, stepMs: sampleStep(span) }))
    .sort((a, b) => a.stepMs - b.stepMs || a.start - b.start);
  const result: Span[] = [];
  for (const span of sorted) {
    const last = result.at(-1);
    if (last?.stepMs === span.stepMs && span.start <= last.end + span.stepMs)
      result[result.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    else result.push(span);
  }
  return result;
}

/** Whether spans that are merged have all samples that others need. */
export function covers(has: readonly Span[], needs: readonly Span[]): boolean {
  return merged(needs).every(({ start, end, stepMs }) =>
    has.some((span) => span.stepMs <= stepMs && span.start <= start && end <= span.end),
  );
}

/** Ascending times of all samples: multiples of the distances, whatever the spans begin with. */
export function timesOf(spans: readonly Span[]): Float64Array {
  const times = new Set<number>();
  for (const { start, end, stepMs } of merged(spans)) {
    // One more before it, as what is read at its beginning may lie between two samples.
    for (let time = Math.floor(start / stepMs) * stepMs; time <= end; time += stepMs) times.add(time);
  }
  return Float64Array.from(times).sort();
}
