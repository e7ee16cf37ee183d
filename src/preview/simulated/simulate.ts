import { boundText } from '../../catalog/bucket-bound.js';
import type { ColumnSeries, SampleSeries, SeriesInput } from '../../engine/index.js';
import type { SiteMetric, UniqueLabels } from '../model.js';
import { gaugeValue } from './gauges.js';
import { isFailing, isRare } from './healthy.js';
import { fitTogether } from './joins.js';
import { type LeveledMetric, levelOf } from './levels.js';
import { daily, hash, noise, unit } from './random.js';
import { typicalOf, unitOfSeries, wobble } from './usual-values.js';

type Labels = Readonly<Record<string, string>>;

/** Most series of one metric; a histogram's count with all its buckets as one. */
const mostSeries = 16;
const mostHistograms = 6;

/**
 * What a healthy system would expose: series of a metric over time, one per combination of its labels' example values,
 * with a level that fits the metric's type and unit and a daily pattern.
 *
 * @param times Ascending, in milliseconds since the epoch
 */
export function simulateMetric(metric: SiteMetric, times: Float64Array): SeriesInput[] {
  return metricLabelSets(metric).flatMap((labels) => seriesOf(metric, labels, times));
}

/** Label sets of all series of a metric; those of a histogram's parts are those of the histogram. */
export function metricLabelSets(metric: SiteMetric): Labels[] {
  const { kind, also = [], unique = [] } = metric;
  const many = kind === 'histogram' || kind === 'native_histogram' ? mostHistograms : mostSeries;
  const usual = labelSets(metric, many);
  if (also.length === 0) return usual;
  const fit = also.filter((one, at) => also.slice(0, at).every((other) => fitTogether(unique, other, one)));
  return [
    ...usual.filter((one) => fit.every((other) => fitTogether(unique, other, one) && !isSame(one, other))),
    ...fit,
  ];
}

function isSame(one: Labels, other: Labels): boolean {
  return [...Object.keys(one), ...Object.keys(other)].every((name) => one[name] === other[name]);
}

/** Most combinations that are tried, and most series that are chosen from them, where joins need some to be unique. */
const mostTried = 2000;
const mostUnique = 100;

/** Label sets of a metric's series: any combinations, unless joins need some to be unique. */
export function labelSets({ labels, unique = [] }: SiteMetric, most: number): Labels[] {
  const usual = combinations(labels, most);
  if (isTogether(unique, usual)) return usual;
  const names = Object.keys(labels).filter((name) => (labels[name]?.length ?? 0) > 0);
  const isCompared = (name: string): boolean =>
    unique.some((one) => one.labels.includes(name) !== one.others);
  // Compared labels change first; the others go on with them, so that all of their values are there.
  const compared = names.filter(isCompared);
  const others = names.filter((name) => !isCompared(name));
  const size = (list: readonly string[]): number =>
    list.reduce((product, name) => product * (labels[name]?.length ?? 1), 1);
  const total = size(compared);
  const chosen: Labels[] = [];
  for (
    let index = 0;
    index < Math.min(total * size(others), mostTried) && chosen.length < mostUnique;
    index += 1
  ) {
    const own: Record<string, string> = {};
    const turn = index % total;
    let rest = turn;
    for (const name of compared) {
      const values = labels[name] ?? [];
      own[name] = values[rest % values.length] ?? '';
      rest = Math.floor(rest / values.length);
    }
    rest = Math.floor(index / total);
    for (const name of others) {
      const values = labels[name] ?? [];
      own[name] = values[((rest % values.length) + turn) % values.length] ?? '';
      rest = Math.floor(rest / values.length);
    }
    if (chosen.every((before) => fitTogether(unique, before, own))) chosen.push(own);
  }
  return chosen;
}

function isTogether(unique: readonly UniqueLabels[], sets: readonly Labels[]): boolean {
  return (
    unique.length === 0 ||
    sets.every((one, at) => sets.slice(0, at).every((other) => fitTogether(unique, other, one)))
  );
}

/** Combinations of label values, evenly chosen where there are more than `most`. */
export function combinations(labels: SiteMetric['labels'], most: number): Labels[] {
  const names = Object.keys(labels).filter((name) => (labels[name]?.length ?? 0) > 0);
  const total = names.reduce((product, name) => product * (labels[name]?.length ?? 1), 1);
  const count = Math.min(total, most);
  return Array.from({ length: count }, (_, index) => {
    let rest = Math.floor((index * total) / count);
    const chosen: Record<string, string> = {};
    for (const name of names) {
      const values = labels[name] ?? [];
      chosen[name] = values[rest % values.length] ?? '';
      rest = Math.floor(rest / values.length);
    }
    return chosen;
  });
}

function seriesOf(given: SiteMetric, labels: Labels, times: Float64Array): SeriesInput[] {
  const metric: LeveledMetric = {
    ...given,
    unit: unitOfSeries(given, labels),
    level: levelOf(given, labels),
  };
  const seed = hash(metric.name + JSON.stringify(labels));
  const column = (suffix: string, values: Float64Array, more: Labels = {}): ColumnSeries => ({
    labels: { __name__: metric.name + suffix, ...labels, ...more },
    times,
    values,
  });
  switch (metric.kind) {
    case 'counter':
      return [column('', cumulative(times, seed, eventRate(metric, labels, seed), metric.level))];
    case 'gauge':
      return [column('', times.map(gaugeValue(metric, seed)))];
    case 'histogram':
      return histogram(metric, labels, seed, times, column);
    case 'native_histogram':
      return [nativeHistogram(metric, labels, seed, times)];
    case 'summary': {
      const typical = typicalOf(metric, seed) * metric.level;
      const values = (factor: number) => times.map((time) => typical * factor * wobble(seed, time));
      const count = cumulative(times, seed, (time) => 3 * daily(time));
      return [
        ...[0.5, 0.9, 0.99].map((quantile, index) =>
          column('', values([1, 2.2, 4][index] ?? 1), { quantile: String(quantile) }),
        ),
        column('_count', count),
        column(
          '_sum',
          count.map((value) => value * typical * 1.3),
        ),
      ];
    }
  }
}

/** A counter that has been counting before the first sample, unless its level says that nothing ever happens. */
function cumulative(
  times: Float64Array,
  seed: number,
  rate: (time: number, at: number) => number,
  level = 1,
): Float64Array {
  let value = Math.floor(unit(seed, 1) * 10_000 * Math.min(1, level));
  let before = times[0] ?? 0;
  return times.map((time, at) => {
    value += (rate(time, at) * (time - before)) / 1000;
    before = time;
    return value;
  });
}

/** Events per second at a time. */
function eventRate(
  { name, unit: of, kind, level }: LeveledMetric,
  labels: Labels,
  seed: number,
): (time: number) => number {
  const part = isRare(name) ? 1e-6 : isFailing(name, labels) ? 0.0002 : 1;
  const share = 0.5 + unit(seed, 2);
  const usual =
    of === 's' || of === 'ms' ? 0.25 : of === 'bytes' ? 250_000 : of?.startsWith('currency') ? 0.01 : 4;
  return (time) => {
    return usual * share * daily(time) * wobble(seed, time) * (kind === 'counter' ? level : 1) * part;
  };
}

/** Share of observations up to a bound: logarithmic normal, as latencies are. Of few observations none is far away. */
function shareBelow(bound: number, median: number): number {
  if (bound <= 0) return 0;
  const share = 1 / (1 + Math.exp(-1.702 * (Math.log(bound / median) / 0.55)));
  if (share < leastShare) return 0;
  return share > 1 - leastShare ? 1 : share;
}
const leastShare = 0.001;

/** Upper bounds in seconds, as Prometheus' own libraries have them. */
export const usualBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

function histogram(
  metric: LeveledMetric,
  labels: Labels,
  seed: number,
  times: Float64Array,
  column: (suffix: string, values: Float64Array, more?: Labels) => ColumnSeries,
): SeriesInput[] {
  const bounds = metric.buckets ?? usualBuckets;
  const median = medianOf(bounds, seed) * metric.level;
  // All buckets are of the same observations.
  const rates = times.map(eventRate({ ...metric, unit: undefined }, labels, seed));
  const medians = times.map((time) => median * (0.8 + 0.4 * noise(seed + 7, time, 900_000)));
  const total = (value: (rate: number, median: number) => number): Float64Array =>
    zeroed(cumulative(times, seed, (_, at) => value(rates[at] ?? 0, medians[at] ?? 0)));
  const count = total((rate) => rate);
  return [
    ...bounds.map((bound) =>
      column(
        '_bucket',
        total((rate, middle) => rate * shareBelow(bound, middle)),
        { le: boundText(bound) },
      ),
    ),
    column('_bucket', count, { le: '+Inf' }),
    column('_count', count),
    column(
      '_sum',
      total((rate, middle) => rate * middle * 1.16),
    ),
  ];
}

/** Starts at 0, so that no bucket has more than a wider one. */
function zeroed(values: Float64Array): Float64Array {
  const first = values[0] ?? 0;
  return values.map((value) => value - first);
}

function medianOf(bounds: readonly number[], seed: number): number {
  const index = Math.floor(bounds.length * (0.3 + 0.1 * unit(seed, 4)));
  return bounds[Math.min(index, bounds.length - 1)] ?? 0.1;
}

/** Buckets of schema 2 (four per power of two) around the median, counting up. */
function nativeHistogram(
  metric: LeveledMetric,
  labels: Labels,
  seed: number,
  times: Float64Array,
): SampleSeries {
  const median = typicalOf(metric, seed) * metric.level;
  const lowest = Math.floor(Math.log2(median / 8) * 4);
  const indexes = Array.from({ length: 28 }, (_, index) => lowest + index);
  const counts = indexes.map(() => 0);
  let before = times[0] ?? 0;
  let sum = 0;
  const rate = eventRate({ ...metric, unit: undefined }, labels, seed);
  const samples = Array.from(times, (time) => {
    const events = (rate(time) * (time - before)) / 1000;
    before = time;
    sum += events * median * 1.16;
    indexes.forEach((index, at) => {
      const share = shareBelow(2 ** (index / 4), median) - shareBelow(2 ** ((index - 1) / 4), median);
      counts[at] = (counts[at] ?? 0) + events * share;
    });
    const buckets = [...counts];
    const count = buckets.reduce((total, value) => total + value, 0);
    return [time, { schema: 2, count, sum, offset: lowest, buckets }] as const;
  });
  return { labels: { __name__: metric.name, ...labels }, samples };
}
