import type { SimulatedSeries } from './simulated-series.js';

/** The labels with which a series is exposed. */
export type ShownLabels = (series: SimulatedSeries) => Readonly<Record<string, string>>;

/** For one target: without the labels that the scrape adds. */
export const withoutScrapeLabels: ShownLabels = ({ labels, metric }) =>
  chosen(labels, (label) => !metric.targetLabels.includes(label));

/**
 * For all targets in one response: without the labels that the scrape adds, except those that are the only difference
 * between two series of a metric. The scrape must keep these (`honor_labels: true`).
 */
export function distinguishingLabels(series: readonly SimulatedSeries[]): ShownLabels {
  const kept = new Map<string, Set<string>>();
  for (const duplicates of duplicatesOf(series)) {
    const metric = duplicates[0]?.metric;
    if (!metric) continue;
    const differing = metric.targetLabels.filter(
      (label) => new Set(duplicates.map(({ labels }) => labels[label])).size > 1,
    );
    const known = kept.get(metric.name) ?? new Set();
    for (const label of differing) known.add(label);
    kept.set(metric.name, known);
  }
  return ({ labels, metric }) =>
    chosen(
      labels,
      (label) => !metric.targetLabels.includes(label) || kept.get(metric.name)?.has(label) === true,
    );
}

/** Series that would be equal without the labels that the scrape adds. */
function duplicatesOf(series: readonly SimulatedSeries[]): SimulatedSeries[][] {
  const groups = new Map<string, SimulatedSeries[]>();
  for (const one of series) {
    const key = JSON.stringify([one.name, Object.entries(withoutScrapeLabels(one)).sort()]);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

function chosen(
  labels: Readonly<Record<string, string>>,
  choose: (label: string) => boolean,
): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter(([label]) => choose(label)));
}
