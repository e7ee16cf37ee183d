import type { MetricType } from '../catalog/index.js';
import { quotedPattern } from '../catalog/quoted-pattern.js';
import { byCodeUnit } from '../compare.js';
import { isRecord, stringsOf, textOf } from '../plain.js';
import { kinds } from './kinds.js';
import type { Labels, MetricDescription, ObservedSeries } from './model.js';
import { mostSeries, SeriesCollector } from './series.js';
import { unitOfWord } from './units.js';

/** Asks the HTTP API of a Prometheus or of a compatible server. */
export interface ServerApi {
  /** Name for messages: `Prometheus at localhost:9090`. */
  readonly who: string;
  /**
   * The data of an answer; undefined if the server does not have this endpoint, which is reported once.
   *
   * @param path behind `/api/v1/`
   * @param missing what is not judged without it, for that note
   * @throws the caller's error for any other reason
   */
  ask(path: string, parameters: ApiParameters, missing?: string): Promise<unknown>;
}
type ApiParameters = Readonly<Record<string, string | readonly string[]>>;

/** What the metadata of targets says of a family. */
export interface FamilyMetadata {
  readonly type: string;
  readonly help: string;
  readonly unit: string;
}

/** The time range for what a server has recently had, in unix seconds of its own clock. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** The server's own time, in unix seconds: its clock may be another. */
export async function serverTime(api: ServerApi): Promise<number | undefined> {
  const data = await api.ask('query', { query: 'time()' }, undefined);
  const value = isRecord(data) && Array.isArray(data.result) ? Number(data.result[1]) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** Metadata by name of family; undefined if the server has none. */
export async function serverMetadata(
  api: ServerApi,
): Promise<ReadonlyMap<string, readonly FamilyMetadata[]> | undefined> {
  const data = await api.ask('metadata', { limit_per_metric: '10' }, 'types, units and descriptions');
  if (!isRecord(data)) return undefined;
  return new Map(
    Object.entries(data).map(([name, entries]) => [
      name,
      (Array.isArray(entries) ? entries : []).filter(isRecord).map(({ type, help, unit }) => ({
        type: textOf(type),
        help: textOf(help).replaceAll(/\s+/g, ' ').trim(),
        unit: textOf(unit),
      })),
    ]),
  );
}

/**
 * Names of the series that a server has recently had.
 *
 * @param select only those of series that this selector selects
 */
export async function seriesNames(
  api: ServerApi,
  window: Window | undefined,
  select?: string,
): Promise<string[]> {
  const data = await api.ask('label/__name__/values', {
    ...rangeOf(window),
    ...(select && { 'match[]': select }),
  });
  return [...stringsOf(data)].sort(byCodeUnit);
}

/** Labels that scrapes attach: those of `up`, which has no others. */
export async function targetLabelsOf(api: ServerApi): Promise<Set<string>> {
  const data = await api.ask('labels', { 'match[]': 'up' }, 'which labels the scrapes attach');
  return new Set(['job', 'instance', ...stringsOf(data).filter((label) => label !== '__name__')]);
}

/** Series a request asks for, at most. */
const mostInRequest = 2000;
/** Names a request asks for: the address of a request has a limit. */
const mostNames = 30;

/**
 * The labels of the series of some names. Of names with more than 5000 series only names and values of labels are asked
 * for.
 *
 * @param counts number of the current series, where known: decides how many are asked for at once
 * @param own label values of these labels are wanted also of large metrics
 * @param run runs requests, some at once
 */
export async function seriesOf(
  api: ServerApi,
  names: readonly string[],
  {
    window,
    counts,
    select,
    own = () => [],
    run = allAtOnce,
  }: {
    readonly window: Window | undefined;
    readonly counts: ReadonlyMap<string, number>;
    readonly select?: string | undefined;
    readonly own?: (name: string) => Iterable<string>;
    readonly run?: Run;
  },
): Promise<Map<string, ObservedSeries>> {
  const large = names.filter((name) => (counts.get(name) ?? 0) > mostSeries);
  const small = names.filter((name) => (counts.get(name) ?? 0) <= mostSeries);
  const collector = new SeriesCollector();
  const partial = new Set<string>();
  const batches = batched(small, counts);
  await run(
    batches.map((batch) => async () => {
      const data = await api.ask('series', {
        ...rangeOf(window),
        'match[]': batch.map((name) => selectorOf(name, select)),
        limit: String(mostSeries * 2),
      });
      const sets = Array.isArray(data) ? data : [];
      // What was cut off may be of any of these names.
      if (sets.length >= mostSeries * 2) for (const name of batch) partial.add(name);
      for (const set of sets) {
        if (!isLabels(set)) continue;
        const { __name__: name, ...labels } = set;
        if (name !== undefined) collector.add(name, labels);
      }
    }),
  );
  const found = collector.finish(partial);
  const one = async (name: string): Promise<void> => {
    const match = { ...rangeOf(window), 'match[]': selectorOf(name, select) };
    const labels = stringsOf(await api.ask('labels', match)).filter((label) => label !== '__name__');
    const wanted = new Set(own(name));
    const values = new Map<
      string,
      ObservedSeries['labels'] extends ReadonlyMap<string, infer V> ? V : never
    >();
    for (const label of labels) {
      if (!wanted.has(label)) {
        values.set(label, { values: new Set(), complete: false });
        continue;
      }
      const limit = 2000;
      const known = stringsOf(
        await api.ask(`label/${encodeURIComponent(label)}/values`, { ...match, limit: String(limit) }),
      );
      values.set(label, { values: new Set(known), complete: known.length < limit });
    }
    found.set(name, { name, count: counts.get(name) ?? 0, sets: undefined, labels: values });
  };
  await run(large.map((name) => () => one(name)));
  return found;
}

/** Runs functions and waits for all. */
export type Run = (work: readonly (() => Promise<void>)[]) => Promise<void>;
const allAtOnce: Run = async (work) => {
  for (const one of work) await one();
};

function batched(names: readonly string[], counts: ReadonlyMap<string, number>): string[][] {
  const batches: string[][] = [];
  let batch: string[] = [];
  let expected = 0;
  for (const name of names) {
    const own = counts.get(name) ?? 0;
    if (batch.length > 0 && (expected + own > mostInRequest || batch.length >= mostNames)) {
      batches.push(batch);
      batch = [];
      expected = 0;
    }
    batch.push(name);
    expected += own;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

/**
 * The number of current series of each name, as of the server's last five minutes.
 *
 * @param names asked for some at once
 */
export async function currentCounts(
  api: ServerApi,
  names: readonly string[],
  { select, run = allAtOnce }: { readonly select?: string | undefined; readonly run?: Run } = {},
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const batches: string[][] = [];
  for (let at = 0; at < names.length; at += 100) batches.push(names.slice(at, at + 100));
  await run(
    batches.map((batch) => async () => {
      const pattern = batch.map(quotedPattern).join('|');
      const more = select ? innerMatchers(select) : '';
      const query = `count by (__name__) ({__name__=~${JSON.stringify(pattern)}${more && `,${more}`}})`;
      for (const { labels, value } of vectorOf(await api.ask('query', { query })))
        if (labels.__name__ !== undefined) counts.set(labels.__name__, value);
    }),
  );
  return counts;
}

/** The samples of an instant query's result. */
export function vectorOf(data: unknown): { readonly labels: Labels; readonly value: number }[] {
  const result = isRecord(data) && Array.isArray(data.result) ? data.result : [];
  return result.flatMap((one) => {
    if (!isRecord(one) || !isLabels(one.metric)) return [];
    const value = Array.isArray(one.value)
      ? Number(String(one.value[1]).replace(/inf$/i, 'Infinity'))
      : Number.NaN;
    return [{ labels: one.metric, value }];
  });
}

/** Metadata of the family that a name belongs to: a counter may be described without its `_total`. */
export function metadataOf(
  metadata: ReadonlyMap<string, readonly FamilyMetadata[]> | undefined,
  name: string,
): readonly FamilyMetadata[] {
  return metadata?.get(name) ?? metadata?.get(name.replace(/_(total|info)$/, '')) ?? [];
}

/** Values of a label that are kept as examples. */
const mostExamples = 12;

/** Metrics as a catalog has them, from series and their metadata. */
export function describeSeries(
  series: ReadonlyMap<string, ObservedSeries>,
  metadata: ReadonlyMap<string, readonly FamilyMetadata[]> | undefined,
  targetLabels: ReadonlySet<string>,
): Map<string, MetricDescription> {
  const result = new Map<string, MetricDescription>();
  const done = new Set<string>();
  const describe = (name: string, kind: MetricType | undefined, from: readonly string[]): void => {
    const labels = new Map<string, Set<string>>();
    const bounds = new Set<number>();
    for (const one of from) {
      done.add(one);
      for (const [label, { values }] of series.get(one)?.labels ?? []) {
        if (targetLabels.has(label)) continue;
        if (kind === 'summary' && label === 'quantile') continue;
        if (kind === 'histogram' && label === 'le') {
          for (const value of values) if (Number.isFinite(Number(value))) bounds.add(Number(value));
          continue;
        }
        const known = labels.get(label) ?? new Set<string>();
        for (const value of values) if (known.size < mostExamples) known.add(value);
        labels.set(label, known);
      }
    }
    const said = metadataOf(metadata, name);
    result.set(name, {
      name,
      kind,
      help: said.find(({ help }) => help !== '')?.help ?? '',
      unit: said.map(({ unit }) => unitOfWord(unit)).find((unit) => unit !== undefined),
      labels: new Map(
        [...labels]
          .sort(([a], [b]) => byCodeUnit(a, b))
          .map(([label, values]) => [label, [...values].sort(byCodeUnit)]),
      ),
      buckets: bounds.size > 0 ? [...bounds].sort((a, b) => a - b) : undefined,
    });
  };
  for (const name of series.keys()) {
    const [, base = '', part = ''] = /^(.+)_(bucket|sum|count)$/.exec(name) ?? [];
    const type = metadata?.get(base)?.[0]?.type;
    const parts = ['bucket', 'sum', 'count'].map((one) => `${base}_${one}`).filter((one) => series.has(one));
    if (type === 'histogram' || (type === undefined && part === 'bucket')) describe(base, 'histogram', parts);
    else if (type === 'summary') describe(base, 'summary', [...parts, ...(series.has(base) ? [base] : [])]);
  }
  for (const name of series.keys()) {
    if (done.has(name)) continue;
    const type = metadataOf(metadata, name)[0]?.type ?? '';
    const kind = kinds.get(type);
    describe(name, kind === 'histogram' ? 'native_histogram' : kind, [name]);
  }
  return result;
}

/** A selector of the series of a name, narrowed by the matchers of another selector. */
export function selectorOf(name: string, select?: string): string {
  const more = select ? innerMatchers(select) : '';
  return `{__name__=${JSON.stringify(name)}${more && `,${more}`}}`;
}

function innerMatchers(select: string): string {
  return select
    .trim()
    .replace(/^\{/, '')
    .replace(/,?\s*\}$/, '');
}

function rangeOf(window: Window | undefined): Record<string, string> {
  return window ? { start: String(window.start), end: String(window.end) } : {};
}

function isLabels(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((one) => typeof one === 'string');
}
