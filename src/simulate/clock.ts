/** How a scenario runs in real time. */
export interface Pace {
  /** Seconds of the scenario in one real second, above 0. */
  readonly speed: number;
  /** Begin again at the end. Otherwise everything stays as it is at the end. */
  readonly loop: boolean;
}

/**
 * The moment of the scenario, in seconds since its start.
 *
 * @param elapsed real seconds since the simulation began
 * @param end length of the scenario in seconds
 */
export function momentOf(elapsed: number, end: number, { speed, loop }: Pace): number {
  const played = Math.max(0, elapsed) * speed;
  if (played <= end) return played;
  return loop && end > 0 ? played % end : end;
}
