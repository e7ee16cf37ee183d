/** Distances of points as Grafana chooses them, in milliseconds. */

/** What Grafana rounds to: the next above range divided by points. */
const steps = [
  10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 20_000, 30_000, 60_000, 120_000, 300_000,
  600_000, 900_000, 1_200_000, 1_800_000, 3_600_000, 7_200_000, 10_800_000, 21_600_000, 43_200_000,
  86_400_000, 604_800_000,
];

/** Most points of a graph that does not say how many it wants: more than its pixels show nothing more. */
export const mostPoints = 800;

/** The scrape interval that `$__rate_interval` assumes, as Grafana does unless its data source says otherwise. */
export const scrapeInterval = 15_000;

/** Distance of two points of a range. */
export function stepFor(rangeMs: number, points: number, least: number): number {
  const exact = rangeMs / Math.max(points, 1);
  const step = steps.find((candidate) => exact <= candidate * 1.1) ?? 604_800_000;
  return Math.max(step, least);
}

/** `$__rate_interval`: at least four scrapes, and one more than the distance of two points. */
export function rateInterval(stepMs: number, scrapeMs: number): number {
  return Math.max(stepMs + scrapeMs, 4 * scrapeMs);
}
