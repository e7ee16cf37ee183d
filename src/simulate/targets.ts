import { type SimulatedMoment, type SimulatedSeries, valueAt } from './simulated-series.js';

/**
 * What one scrape would read: the series that have the labels of the scrape (`job`, `instance`, …) in common. They do
 * not carry those themselves, as no program does: Prometheus attaches them.
 */
export interface SimulatedTarget {
  readonly labels: Readonly<Record<string, string>>;
  readonly series: readonly SimulatedSeries[];
  /** Prometheus' own series for the target, if the scenario tells of it: 0 is a target that does not answer. */
  readonly up: SimulatedSeries | undefined;
}

/** Targets in the order in which the scenario first tells of them. */
export function targetsOf(series: readonly SimulatedSeries[]): SimulatedTarget[] {
  const groups = new Map<string, { labels: Record<string, string>; series: SimulatedSeries[] }>();
  const groupOf = (labels: Record<string, string>) => {
    const key = JSON.stringify(Object.entries(labels).sort());
    const group = groups.get(key) ?? { labels, series: [] };
    groups.set(key, group);
    return group;
  };
  for (const one of series) if (!isUp(one)) groupOf(scrapeLabels(one)).series.push(one);
  const ups = series.filter(isUp).map((up) => ({ up, labels: scrapeLabels(up) }));
  for (const { labels } of ups) {
    if (![...groups.values()].some((group) => covers(labels, group.labels))) groupOf(labels);
  }
  return [...groups.values()].map((group) => ({
    ...group,
    up: ups.find(({ labels }) => covers(labels, group.labels))?.up,
  }));
}

/** Whether a target of which an `up` says less, as only its job, is the one that it is about. */
function covers(up: Readonly<Record<string, string>>, target: Readonly<Record<string, string>>): boolean {
  return Object.entries(up).every(([label, value]) => target[label] === value);
}

/** Whether a scrape of these targets gets an answer: not while the scenario says that all of them are down. */
export function answers(targets: readonly SimulatedTarget[], moment: SimulatedMoment): boolean {
  const found = targets.filter((target) => isDiscovered(target, moment));
  if (found.length === 0) return targets.every(({ up }) => up === undefined);
  return found.some(({ up }) => up === undefined || valueAt(up, moment) !== 0);
}

/** Whether there is such a target at the moment: one whose `up` has ended is no longer discovered. */
export function isDiscovered({ up }: SimulatedTarget, moment: SimulatedMoment): boolean {
  return up === undefined || valueAt(up, moment) !== undefined;
}

/** Prometheus makes this one itself. */
export function isUp({ name }: SimulatedSeries): boolean {
  return name === 'up';
}

function scrapeLabels({ metric, labels }: SimulatedSeries): Record<string, string> {
  const found: Record<string, string> = {};
  for (const label of metric.targetLabels) {
    const value = labels[label];
    if (value !== undefined && value !== '') found[label] = value;
  }
  return found;
}
