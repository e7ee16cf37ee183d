import { type SimulatedMoment, type SimulatedSeries, valueAt } from './simulated-series.js';

/**
 * A scrape target: the series with equal target labels (`job`, `instance`, …). They are exposed without these labels, as
 * Prometheus adds them.
 */
export interface SimulatedTarget {
  readonly labels: Readonly<Record<string, string>>;
  readonly series: readonly SimulatedSeries[];
  /** The series `up` of the target, if the scenario has it: 0 is a target that is down. */
  readonly up: SimulatedSeries | undefined;
}

/** Targets in the order of their first series in the scenario. */
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

/** Whether the labels of an `up` series, such as `job` only, select a target. */
function covers(up: Readonly<Record<string, string>>, target: Readonly<Record<string, string>>): boolean {
  return Object.entries(up).every(([label, value]) => target[label] === value);
}

/** Whether a scrape of these targets succeeds: not while all of them are down in the scenario. */
export function answers(targets: readonly SimulatedTarget[], moment: SimulatedMoment): boolean {
  const found = targets.filter((target) => isDiscovered(target, moment));
  if (found.length === 0) return targets.every(({ up }) => up === undefined);
  return found.some(({ up }) => up === undefined || valueAt(up, moment) !== 0);
}

/** Whether a target is discovered: not after its `up` series has ended. */
export function isDiscovered({ up }: SimulatedTarget, moment: SimulatedMoment): boolean {
  return up === undefined || valueAt(up, moment) !== undefined;
}

/** Prometheus itself creates this series. */
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
