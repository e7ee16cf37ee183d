import { type PlayedMoment, type PlayedSeries, valueAt } from './played-series.js';

/**
 * What one scrape would read: the series that have the labels of the scrape (`job`, `instance`, …) in common. They do
 * not carry those themselves, as no program does: Prometheus attaches them.
 */
export interface SimulatedTarget {
  readonly labels: Readonly<Record<string, string>>;
  readonly series: readonly PlayedSeries[];
  /** Prometheus' own series for the target, if the scenario tells of it: 0 is a target that does not answer. */
  readonly up: PlayedSeries | undefined;
}

export function targetsOf(series: readonly PlayedSeries[]): SimulatedTarget[] {
  const groups = new Map<string, { labels: Record<string, string>; members: PlayedSeries[] }>();
  for (const one of series) {
    const labels = scrapeLabels(one);
    const key = JSON.stringify(Object.entries(labels).sort());
    const group = groups.get(key);
    if (group) group.members.push(one);
    else groups.set(key, { labels, members: [one] });
  }
  return [...groups.values()].map(({ labels, members }) => ({
    labels,
    series: members.filter((one) => !isUp(one)),
    up: members.find(isUp),
  }));
}

/** Whether a scrape gets an answer: not while the scenario says that the target is down. */
export function answers(ups: readonly PlayedSeries[], moment: PlayedMoment): boolean {
  const values = ups.map((up) => valueAt(up, moment)).filter((value) => value !== undefined);
  return values.length === 0 || values.some((value) => value !== 0);
}

/** Whether there is such a target at the moment: one whose `up` has ended is no longer discovered. */
export function isDiscovered({ up }: SimulatedTarget, moment: PlayedMoment): boolean {
  return up === undefined || valueAt(up, moment) !== undefined;
}

/** Prometheus makes this one itself. */
export function isUp({ name }: PlayedSeries): boolean {
  return name === 'up';
}

function scrapeLabels({ metric, labels }: PlayedSeries): Record<string, string> {
  const found: Record<string, string> = {};
  for (const label of metric.targetLabels) {
    const value = labels[label];
    if (value !== undefined && value !== '') found[label] = value;
  }
  return found;
}
