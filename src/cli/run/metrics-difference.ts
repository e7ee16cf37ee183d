import type { Metric, MetricType } from '../../catalog/index.js';
import {
  affectedBy,
  affectedText,
  brokenWithout,
  type LiveBundle,
  readersOf,
  renamedTo,
} from '../../check/index.js';
import type { MetricsReport } from '../../import/update/index.js';
import type { MetricDescription } from '../../observed/index.js';
import type { ReadDefinitions } from '../../pipeline/live.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import type { Found } from './metrics-source.js';

type Gone = MetricsReport['difference']['gone'];

/** Metrics of the catalog that the server lacks, with what uses them, and metrics of the server that nothing uses. */
export function differenceOf(
  { name: source, metrics, whole }: Found,
  { asked, locate }: ReadDefinitions,
  bundle: ResolvedBundle,
): MetricsReport['difference'] {
  const [live] = asked.bundles;
  const names = [...metrics.keys()];
  const declared = new Set(bundle.metrics.map(({ name }) => name));
  const programs = new Set(names.filter((one) => declared.has(one)).map(programOf));
  const undeclared = names.filter((one) => !declared.has(one));
  const readers = sitesByMetric(live);
  const gone = bundle.metrics.flatMap((metric): Gone => {
    const there = metrics.get(metric.name);
    if (there)
      return live
        ? [...partsGone(metric, there, live, locate), ...labelsGone(metric, there, live, locate)]
        : [];
    const suggestion = renamedTo(metric.name, undeclared);
    // Nothing is known about metrics of other programs.
    if (!whole && !programs.has(programOf(metric.name)) && suggestion === undefined) return [];
    const sites = readers.get(metric.name);
    const readBy = live && sites ? affectedText(affectedBy(readersOf(live, sites))) : '';
    return [{ name: metric.name, readBy, at: lineOf(metric, locate), suggestion }];
  });
  const unwatched = names
    .filter((one) => !readers.has(one))
    .map((one) => ({ name: one, declared: declared.has(one) }));
  return { source, gone, unwatched };
}

/** The first part of a name, which the metrics of one program mostly share: `node`, `http`. */
function programOf(metric: string): string {
  return metric.split(/[_:.]/, 1)[0] ?? metric;
}

type Site = LiveBundle['uses'][number]['site'];

/** Where each metric is read, by its own name: that of a histogram for its buckets. */
function sitesByMetric(live: LiveBundle | undefined): ReadonlyMap<string, ReadonlySet<Site>> {
  const found = new Map<string, Set<Site>>();
  for (const { node, name, site } of live?.uses ?? []) {
    const own = node.series?.metric?.name ?? name;
    found.set(own, (found.get(own) ?? new Set()).add(site));
  }
  return found;
}

function lineOf({ place }: Metric, locate: ReadDefinitions['locate']): string | undefined {
  const position = locate(place);
  return position && `${position.file}:${position.line}`;
}

/** What is read of a metric that is there with another type, which has no such series: buckets of a summary. */
function partsGone(
  metric: Metric,
  { kind }: MetricDescription,
  live: LiveBundle,
  locate: ReadDefinitions['locate'],
): Gone {
  // A page writes both forms of histograms alike.
  const isOther =
    kind !== undefined && kind !== metric.kind && !(isHistogram(kind) && isHistogram(metric.kind));
  const left = isOther ? seriesParts[kind] : undefined;
  if (left === undefined) return [];
  const sites = [...live.byName].flatMap(([name, uses]) =>
    uses.flatMap(({ node, site }) =>
      node.series?.metric === metric && !left.includes(name.slice(metric.name.length)) ? [site] : [],
    ),
  );
  if (sites.length === 0) return [];
  return [
    {
      name: `${metric.name}, type ${metric.kind}`,
      readBy: affectedText(affectedBy(readersOf(live, sites))),
      at: lineOf(metric, locate),
      suggestion: `a ${kind}`,
    },
  ];
}

function isHistogram(kind: MetricType): boolean {
  return kind === 'histogram' || kind === 'native_histogram';
}

/** Ends of the names of the series that a metric of a type has. */
const seriesParts: Readonly<Record<MetricType, readonly string[]>> = {
  counter: [''],
  gauge: [''],
  histogram: ['_bucket', '_sum', '_count'],
  native_histogram: [''],
  summary: ['', '_sum', '_count'],
};

/** Labels of a metric that is there, which it has no more and which something reads. */
function labelsGone(
  metric: Metric,
  { labels }: MetricDescription,
  live: LiveBundle,
  locate: ReadDefinitions['locate'],
): Gone {
  const series = new Set(
    [...live.byName].filter(([, [use]]) => use?.node.series?.metric === metric).map(([name]) => name),
  );
  return Object.keys(metric.labels).flatMap((label) => {
    if (labels.has(label) || series.size === 0) return [];
    const broken = affectedBy(brokenWithout(live, series, label));
    if (broken.length === 0) return [];
    return {
      name: `${metric.name}, label ${label}`,
      readBy: affectedText(broken),
      at: lineOf(metric, locate),
      suggestion: undefined,
    };
  });
}
