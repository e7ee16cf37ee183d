import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { withoutPart } from '../../catalog/names.js';
import { withFile } from '../../errors/system-error.js';
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
import { runSome } from '../prometheus/observe.js';
import type { Console } from '../terminal/console.js';
import { openSource, reportBrokenLines, requestsAtOnce } from './described.js';

export interface FoundOptions {
  /** Where metrics are read: the address of a server or of an exporter, a page in a file, or a registry. */
  readonly from: string;
  readonly only?: RegExp;
  readonly select?: string;
  readonly headerFile?: string;
  /** Milliseconds. */
  readonly timeout: number;
  /** Milliseconds. */
  readonly since: number;
}

/** What a source has. */
export interface Found {
  readonly name: string;
  readonly metrics: ReadonlyMap<string, MetricDescription>;
  /** Labels that the scrape attaches. */
  readonly targetLabels: ReadonlySet<string>;
  /** Whether all metrics of a bundle must be there. */
  readonly whole: boolean;
}

/**
 * Reads what a page, a server with the API of Prometheus, or a registry of semantic conventions has.
 *
 * @throws UsageError for a source that cannot be read, or that has no metrics
 */
export async function sourceOf(options: FoundOptions, signal: AbortSignal, console: Console): Promise<Found> {
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

/** @throws UsageError where nothing is left */
export function narrowed(found: Found, only: RegExp | undefined): Found {
  if (!only) return found;
  const metrics = new Map([...found.metrics].filter(([name]) => only.test(name)));
  if (metrics.size === 0) throw new UsageError(`${found.name} has no metric that --only names`);
  return { ...found, metrics };
}

/**
 * Without the times at which clients such as Python's say that a counter, histogram or summary began: they describe
 * other metrics, unless a catalog declares them.
 */
export function withoutStarts(found: Found, declared: ReadonlySet<string>): Found {
  const isStart = (name: string): boolean => {
    const base = /^(.+)_created$/.exec(name)?.[1];
    const kind = base === undefined ? undefined : found.metrics.get(base)?.kind;
    const ofParts = kind !== undefined && kind !== 'gauge';
    return base !== undefined && !declared.has(name) && (ofParts || found.metrics.has(`${base}_total`));
  };
  return { ...found, metrics: new Map([...found.metrics].filter(([name]) => !isStart(name))) };
}
