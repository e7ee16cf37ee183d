/** How a scenario runs in real time. */
export interface Pace {
  /** Seconds of the scenario per second of real time, above 0. */
  readonly speed: number;
  /** Restart at the end. Otherwise the last values remain. */
  readonly loop: boolean;
}

/**
 * The current time in the scenario, in seconds since its start.
 *
 * @param elapsed real seconds since the simulation began
 * @param end length of the scenario in seconds
 */
export function momentOf(elapsed: number, end: number, { speed, loop }: Pace): number {
  const passed = Math.max(0, elapsed) * speed;
  if (passed <= end) return passed;
  return loop && end > 0 ? passed % end : end;
}
