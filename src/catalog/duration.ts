/** Milliseconds of each unit of Prometheus' durations. */
export const durationUnits: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/** Milliseconds as Prometheus writes a duration, in the largest units up to days that divide them: `1h30m`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds === 0) return '0s';
  let rest = milliseconds;
  let text = '';
  for (const unit of ['d', 'h', 'm', 's', 'ms'] as const) {
    const size = durationUnits[unit] ?? 1;
    const count = Math.trunc(rest / size);
    if (count !== 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text;
}
