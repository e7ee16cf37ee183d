import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Metric, MetricType } from '../../catalog/index.js';
import { legacyLabelName, legacyMetricName, withoutPart } from '../../catalog/names.js';
import {
  affectedBy,
  affectedText,
  brokenWithout,
  type LiveBundle,
  readersOf,
  renamedTo,
} from '../../check/index.js';
import { withFile } from '../../errors/system-error.js';
import {
  type CatalogFile,
  type CatalogUpdate,
  type MetricsReport,
  metricsJson,
  metricsMarkdown,
  metricsText,
  updateCatalogs,
} from '../../import/update/index.js';
import { UsageError } from '../../load/index.js';
import {
  currentCounts,
  describeSeries,
  type MetricDescription,
  readRegistry,
  seriesNames,
  seriesOf,
  serverMetadata,
  serverTime,
  targetLabelsOf,
} from '../../observed/index.js';
import { type ReadDefinitions, readDefinitions } from '../../pipeline/live.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import type { DefinitionOptions } from '../options/definitions.js';
import { runSome } from '../prometheus/observe.js';
import type { Console } from '../terminal/console.js';
import { openSource, reportBrokenLines, requestsAtOnce } from './described.js';
import { failOnFinding } from './load-or-fail.js';
import { untilStopped } from './stop.js';

export interface MetricsOptions extends DefinitionOptions {
  readonly from: string;
  readonly into?: string;
  readonly only?: RegExp;
  readonly select?: string;
  readonly diff?: boolean;
  readonly dryRun?: boolean;
  readonly headerFile?: string;
  /** Milliseconds. */
  readonly timeout: number;
  /** Milliseconds. */
  readonly since: number;
  readonly format: 'text' | 'markdown' | 'json';
}

const formats = { text: metricsText, markdown: metricsMarkdown, json: metricsJson };

/** New metrics that are added without being named. */
const mostNew = 200;

/** What a source has. */
interface Found {
  readonly name: string;
  readonly metrics: ReadonlyMap<string, MetricDescription>;
  /** Labels that the scrape attaches. */
  readonly targetLabels: ReadonlySet<string>;
  /** Whether all metrics of a bundle must be there. */
  readonly whole: boolean;
}

/**
 * Brings the catalog of a bundle up to what there is, or says what differs.
 *
 * @returns whether definitions read a metric that is not there
 * @throws UsageError for a source that cannot be read, and where it is not clear which metrics are meant
 */
export async function runMetrics(
  name: string | undefined,
  options: MetricsOptions,
  console: Console,
): Promise<boolean> {
  const stop = untilStopped();
  try {
    const read = await readDefinitions({
      definitions: options.definitions,
      names: name === undefined ? [] : [name],
      progress: console.progress,
    });
    failOnFinding(read.findings[0], read.locate);
    const [bundle, ...others] = read.bundles;
    if (!bundle) throw new UsageError(`${options.definitions} has no bundles`);
    if (others.length > 0) {
      throw new UsageError(
        `which bundle? dashwright metrics NAME: there are ${read.bundles.map((one) => one.name).join(', ')}`,
      );
    }
    console.progress('reading the running system');
    const declared = new Set(bundle.metrics.map((metric) => metric.name));
    const all = await sourceOf(options, stop.signal, console);
    const found = narrowed(withoutStarts(all, declared), options.only);
    const difference = differenceOf(found, read, bundle);
    if (options.diff) {
      console.out(formats[options.format]({ difference, update: undefined, written: false }));
      return difference.gone.some(({ readBy }) => readBy !== '');
    }
    const report = update(found, difference, bundle, options, read.settings.utf8Names === true);
    console.out(formats[options.format](report));
    return false;
  } finally {
    console.progress('');
    stop.release();
  }
}

function narrowed(found: Found, only: RegExp | undefined): Found {
  if (!only) return found;
  const metrics = new Map([...found.metrics].filter(([name]) => only.test(name)));
  if (metrics.size === 0) throw new UsageError(`${found.name} has no metric that --only names`);
  return { ...found, metrics };
}

async function sourceOf(options: MetricsOptions, signal: AbortSignal, console: Console): Promise<Found> {
  const { from, headerFile, timeout, select, since } = options;
  if (select !== undefined && !/^\s*\{[^{}]*\}\s*$/.test(select))
    throw new UsageError(`--select takes matchers in braces, such as {job="api"}`);
  if (!/^https?:\/\//.test(from) && isRegistry(from)) {
    const { metrics, problems } = readRegistry(registryFiles(from));
    for (const { file, message } of problems) console.error(`note: ${file}: left out: ${message}\n`);
    if (metrics.size === 0) {
      throw new UsageError(
        `${from}: has no metrics: expected a registry of OpenTelemetry's semantic conventions`,
      );
    }
    return { name: from, metrics, targetLabels: new Set(), whole: false };
  }
  const opened = await openSource(from, console, { headerFile, timeout, signal });
  if (opened.type === 'page') {
    if (select !== undefined) throw new UsageError('--select is for a Prometheus: use --only for a page');
    reportBrokenLines(opened.page, from, console);
    return { name: from, metrics: opened.page.metrics, targetLabels: new Set(), whole: false };
  }
  const { api } = opened;
  const run = runSome(requestsAtOnce);
  const now = await serverTime(api);
  const window = now === undefined ? undefined : { start: now - since / 1000, end: now };
  const all = await seriesNames(api, window, select);
  if (all.length === 0)
    throw new UsageError(`${api.who} has no series${select ? ' that --select selects' : ' at all'}`);
  const names = options.only ? all.filter((one) => options.only?.test(withoutPart(one))) : all;
  const counts = await currentCounts(api, names, { select, run });
  const series = await seriesOf(api, names, { window, counts, select, run });
  const targetLabels = await targetLabelsOf(api);
  const metrics = describeSeries(series, await serverMetadata(api), targetLabels);
  return { name: api.who, metrics, targetLabels, whole: select === undefined };
}

function isRegistry(path: string): boolean {
  if (/\.ya?ml$/.test(path)) return true;
  return withFile(path, () => statSync(path)).isDirectory();
}

/** Files of a registry, at most, and their size in bytes. */
const mostFiles = 5000;
const mostBytes = 5 * 1024 * 1024;

function registryFiles(path: string): { file: string; text: string }[] {
  const isFolder = statSync(path).isDirectory();
  const files = isFolder
    ? withFile(path, () => readdirSync(path, { recursive: true, encoding: 'utf8' }))
        .filter((file) => /\.ya?ml$/.test(file))
        .sort()
        .map((file) => join(path, file))
    : [path];
  if (files.length > mostFiles) throw new UsageError(`${path}: has more than ${mostFiles} files`);
  return files.map((file) => {
    if (statSync(file).size > mostBytes) throw new UsageError(`${file}: has more than ${mostBytes} bytes`);
    return { file, text: withFile(file, () => readFileSync(file, 'utf8')) };
  });
}

function differenceOf(
  { name: source, metrics, whole }: Found,
  { asked, locate }: ReadDefinitions,
  bundle: ResolvedBundle,
): MetricsReport['difference'] {
  const [live] = asked.bundles;
  const first = (name: string): string => name.split(/[_:.]/, 1)[0] ?? name;
  const declared = new Set(bundle.metrics.map(({ name }) => name));
  const begin = new Set([...metrics.keys()].filter((one) => declared.has(one)).map(first));
  const undeclared = [...metrics.keys()].filter((one) => !declared.has(one));
  const readers = new Map<
    string,
    Set<Parameters<typeof readersOf>[1] extends Iterable<infer Site> ? Site : never>
  >();
  for (const use of live?.uses ?? []) {
    const own = use.node.series?.metric?.name ?? use.name;
    const sites = readers.get(own) ?? new Set();
    sites.add(use.site);
    readers.set(own, sites);
  }
  const gone = bundle.metrics.flatMap((metric) => {
    const there = metrics.get(metric.name);
    if (there)
      return live
        ? [...partsGone(metric, there, live, locate), ...labelsGone(metric, there, live, locate)]
        : [];
    const renamed = renamedTo(metric.name, undeclared);
    // Nothing is known about metrics of other programs.
    if (!whole && !begin.has(first(metric.name)) && renamed === undefined) return [];
    const sites = readers.get(metric.name);
    const position = locate(metric.place);
    return {
      name: metric.name,
      readBy: live && sites ? affectedText(affectedBy(readersOf(live, sites))) : '',
      at: position && `${position.file}:${position.line}`,
      suggestion: renamed,
    };
  });
  const unwatched = [...metrics.keys()]
    .filter((one) => !readers.has(one))
    .map((one) => ({ name: one, declared: declared.has(one) }));
  return { source, gone, unwatched };
}

/** What is read of a metric that is there with another type, which has no such series: buckets of a summary. */
function partsGone(
  metric: Metric,
  { kind }: MetricDescription,
  live: LiveBundle,
  locate: ReadDefinitions['locate'],
): MetricsReport['difference']['gone'] {
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
  const position = locate(metric.place);
  return [
    {
      name: `${metric.name}, type ${metric.kind}`,
      readBy: affectedText(affectedBy(readersOf(live, sites))),
      at: position && `${position.file}:${position.line}`,
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

/**
 * Without the times at which clients such as Python's say that a counter, histogram or summary began: they describe
 * other metrics, unless a catalog declares them.
 */
function withoutStarts(found: Found, declared: ReadonlySet<string>): Found {
  const isStart = (name: string): boolean => {
    const base = /^(.+)_created$/.exec(name)?.[1];
    const kind = base === undefined ? undefined : found.metrics.get(base)?.kind;
    const ofParts = kind !== undefined && kind !== 'gauge';
    return base !== undefined && !declared.has(name) && (ofParts || found.metrics.has(`${base}_total`));
  };
  return { ...found, metrics: new Map([...found.metrics].filter(([name]) => !isStart(name))) };
}

/** Labels of a metric that is there, which it has no more and which something reads. */
function labelsGone(
  metric: Metric,
  { labels }: MetricDescription,
  live: LiveBundle,
  locate: ReadDefinitions['locate'],
): MetricsReport['difference']['gone'] {
  const series = new Set(
    [...live.byName].filter(([, [use]]) => use?.node.series?.metric === metric).map(([name]) => name),
  );
  return Object.keys(metric.labels).flatMap((label) => {
    if (labels.has(label) || series.size === 0) return [];
    const broken = affectedBy(brokenWithout(live, series, label));
    if (broken.length === 0) return [];
    const position = locate(metric.place);
    return {
      name: `${metric.name}, label ${label}`,
      readBy: affectedText(broken),
      at: position && `${position.file}:${position.line}`,
      suggestion: undefined,
    };
  });
}

function update(
  found: Found,
  difference: MetricsReport['difference'],
  bundle: ResolvedBundle,
  { definitions, into, only, select, dryRun }: MetricsOptions,
  utf8Names: boolean,
): MetricsReport {
  const declared = new Map(bundle.metrics.map((metric) => [metric.name, metric]));
  const fresh = [...found.metrics.keys()].filter((one) => !declared.has(one));
  if (fresh.length > mostNew && !only && select === undefined) {
    throw new UsageError(
      `${found.name} has ${fresh.length} metrics that ${bundle.name} does not declare: select the relevant ones with --only or --select`,
    );
  }
  const files = catalogFiles(join(definitions, bundle.name), into);
  const ignored = new Set([
    ...found.targetLabels,
    ...bundle.metrics.flatMap(({ targetLabels }) => targetLabels),
  ]);
  const result = updateCatalogs(files, found.metrics, declared, {
    ignored,
    into: into === undefined ? undefined : relative('.', into),
  });
  if (!dryRun) for (const { path, text } of result.files) write(path, text);
  const refused = utf8Names ? [] : refusedNames(result, found, ignored);
  return { difference, update: { ...result, notes: [...result.notes, ...refused] }, written: !dryRun };
}

/** Names in what was changed that the check `catalog/name` refuses, as the settings are. */
function refusedNames(
  { changes }: CatalogUpdate,
  { metrics }: Found,
  ignored: ReadonlySet<string>,
): CatalogUpdate['notes'] {
  return [...new Set(changes.map(({ metric }) => metric))].flatMap((metric) => {
    const labels = [...(metrics.get(metric)?.labels.keys() ?? [])].filter((label) => !ignored.has(label));
    const names = [
      ...(legacyMetricName.test(metric) ? [] : [JSON.stringify(metric)]),
      ...labels.filter((label) => !legacyLabelName.test(label)).map((label) => JSON.stringify(label)),
    ];
    if (names.length === 0) return [];
    const message = `has names that the check catalog/name refuses, as older servers cannot read them (${names.join(', ')}): set utf8Names: true in checks.ts if all of yours can`;
    return [{ metric, message }];
  });
}

/** TypeScript of a bundle that has catalogs. */
function catalogFiles(folder: string, into: string | undefined): CatalogFile[] {
  const names = withFile(folder, () => readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    .filter((file) => /\.[cm]?ts$/.test(file) && !/(^|[\\/])node_modules[\\/]/.test(file))
    .sort();
  const paths = names.map((file) => relative('.', join(folder, file)));
  if (into !== undefined && !paths.some((path) => resolve(path) === resolve(into)))
    throw new UsageError(`${into} is not a file of this bundle (${folder})`);
  return paths
    .map((path) => ({ path, text: withFile(path, () => readFileSync(path, 'utf8')) }))
    .filter(({ text }) => /\bcatalog\s*\(/.test(text));
}

/** All or nothing. */
function write(path: string, text: string): void {
  const next = `${path}.dashwright-new`;
  withFile(path, () => {
    writeFileSync(next, text);
    renameSync(next, path);
  });
}
