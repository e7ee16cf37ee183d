import { byCodeUnit } from '../compare.js';
import type { SampleInput, SampleSeries } from '../engine/index.js';
import { type ObservedHistogram, storedHistograms, UnknownBucketsError } from './native-histogram.js';
import { lookbackMs, type Read } from './selectors.js';

/** A series of an answer; times in unix milliseconds. */
export interface HistorySeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [at: number, value: number | ObservedHistogram])[];
}

/** Questions to a Prometheus. Each throws `TooMuchError` when the answer is too large for it or for us. */
export interface HistoryApi {
  /** All samples of a selector after `end - windowMs`, up to `end`, as they were scraped. */
  samples(selector: string, end: number, windowMs: number): Promise<readonly HistorySeries[]>;
  /** The values of a selector at every step: where a series has none, it had ended. */
  values(selector: string, start: number, end: number, stepMs: number): Promise<readonly HistorySeries[]>;
  /** False for an answer that the server has warned of: the next one may have more. @default true */
  isComplete?(answer: readonly HistorySeries[]): boolean;
}

/** The answer to one question is too large; a shorter one may do. */
export class TooMuchError extends Error {}

/** More samples than asked to be loaded. */
export class SampleLimitError extends Error {
  readonly selector: string;

  constructor(selector: string, limit: number) {
    super(`${selector} has more samples than the limit of ${limit} allows`);
    this.selector = selector;
  }
}

/** The API does not return native histograms as they were stored. */
export class HistogramError extends Error {
  constructor({ __name__: name = '', ...labels }: HistorySeries['labels'], reason: string) {
    const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
    super(
      `the native histograms of ${name}{${pairs.join(', ')}} cannot be derived from the responses: ${reason}`,
    );
  }
}

export interface HistoryOptions {
  /** First and last evaluation, unix milliseconds. */
  readonly start: number;
  readonly end: number;
  /** Most samples of all series together. */
  readonly mostSamples: number;
  readonly progress: (done: number, all: number) => void;
}

/** What one question asks for at first; halved where the answer is too large. */
const chunkMs = 6 * 3_600_000;
const shortestMs = 60_000;
/** Questions that are under way at once: a server that people use is not to feel it. */
const atOnce = 2;

/**
 * Reads all samples that expressions read, with the ends of series, over the whole time.
 *
 * @throws SampleLimitError for more samples than allowed; TooMuchError where even a minute is too large
 */
export async function readHistory(
  api: HistoryApi,
  reads: readonly Read[],
  options: HistoryOptions,
): Promise<SampleSeries[]> {
  const series = new Map<string, Collected>();
  const jobs = reads.flatMap((read) => chunksOf(read, options).map((chunk) => ({ read, ...chunk })));
  let next = 0;
  let done = 0;
  let count = 0;
  const samples = (selector: string) => (from: number, to: number) => api.samples(selector, to, to - from);
  const values = (selector: string, stepMs: number) => async (from: number, to: number) => {
    const times = gridTimes(from, to, stepMs, options);
    const [first, last = first] = [times[0], times.at(-1)];
    if (times.length > mostSteps) throw new TooMuchError(`more than ${mostSteps} steps`);
    return first === undefined || last === undefined ? [] : api.values(selector, first, last, stepMs);
  };
  const work = async (): Promise<void> => {
    while (next < jobs.length) {
      const job = jobs[next];
      next += 1;
      if (!job) return;
      const { read, from, to } = job;
      const collected: Collected[] = [];
      const answer = await inParts(from, to, samples(read.selector));
      for (const one of answer) {
        count += one.points.length;
        if (count > options.mostSamples) throw new SampleLimitError(read.selector, options.mostSamples);
        collected.push(add(series, one));
      }
      const { instantStepMs: stepMs } = read;
      if (stepMs !== undefined) {
        for (const span of gaps(answer, Math.min(to, options.end))) {
          const present = await inParts(span.from, span.to, values(read.selector, stepMs));
          addAbsence(collected, present, gridTimes(span.from, span.to, stepMs, options));
        }
      }
      done += 1;
      options.progress(done, jobs.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return [...series.values()].map(toSeries);
}

/** Times at which rules are evaluated, after `from` and up to `to`. */
function gridTimes(from: number, to: number, stepMs: number, { start, end }: HistoryOptions): number[] {
  const times: number[] = [];
  const first = start + (Math.floor((from - start) / stepMs) + 1) * stepMs;
  for (let at = first; at <= Math.min(to, end); at += stepMs) times.push(at);
  return times;
}

/** A marker of a series' end takes the place of a sample: distances that are longer than usual may have one. */
const usualDistances = 1.5;
/** Spans that are nearer to one another are asked for together. */
const nearMs = 30 * 60_000;

/**
 * Spans in which series may have ended: samples alone do not show whether a series has ended within the lookback delta.
 * Without gaps between samples, no query is needed.
 *
 * @param until end of the time that was asked for: whether a sample follows is not known after it
 */
function gaps(answer: readonly HistorySeries[], until: number): { from: number; to: number }[] {
  const spans = answer.flatMap(({ points }) => {
    const times = points.map(([at]) => at).sort((a, b) => a - b);
    const distances = times.slice(1).map((at, index) => at - (times[index] ?? at));
    const usual = distances.sort((a, b) => a - b)[Math.floor(distances.length / 2)] ?? 0;
    return times.flatMap((from, index) => {
      const following = times[index + 1];
      if ((following ?? until) - from <= usual * usualDistances) return [];
      return [{ from, to: Math.min(following ?? Number.POSITIVE_INFINITY, from + lookbackMs) }];
    });
  });
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of spans.sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && from - last.to <= nearMs) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

function chunksOf({ reachMs }: Read, { start, end }: HistoryOptions): { from: number; to: number }[] {
  const chunks: { from: number; to: number }[] = [];
  // From even times on, so that a run of tomorrow asks what today's has asked.
  for (let from = Math.floor((start - reachMs) / chunkMs) * chunkMs; from < end; from += chunkMs)
    chunks.push({ from, to: Math.min(from + chunkMs, end) });
  return chunks;
}

/** Asks for a time, or for its halves where the answer is too large. */
async function inParts(
  from: number,
  to: number,
  ask: (from: number, to: number) => Promise<readonly HistorySeries[]>,
): Promise<readonly HistorySeries[]> {
  try {
    return await ask(from, to);
  } catch (error) {
    if (!(error instanceof TooMuchError) || to - from <= shortestMs) throw error;
    const middle = from + Math.ceil((to - from) / 2);
    return [...(await inParts(from, middle, ask)), ...(await inParts(middle, to, ask))];
  }
}

/** One series as it is put together of several answers. */
interface Collected {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: Map<number, number | ObservedHistogram>;
  /** Times of evaluations at which it had no value. */
  readonly absent: Set<number>;
}

function add(series: Map<string, Collected>, { labels, points }: HistorySeries): Collected {
  const key = keyOf(labels);
  const known = series.get(key) ?? { labels, points: new Map(), absent: new Set() };
  series.set(key, known);
  for (const [at, value] of points) known.points.set(at, value);
  return known;
}

function keyOf(labels: HistorySeries['labels']): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => byCodeUnit(a, b)));
}

/** Marks the times at which series are not in an answer for these times. */
function addAbsence(
  series: readonly Collected[],
  answer: readonly HistorySeries[],
  times: readonly number[],
): void {
  const present = new Map<string, Set<number>>();
  for (const { labels, points } of answer) {
    const key = keyOf(labels);
    const known = present.get(key) ?? new Set();
    present.set(key, known);
    for (const [at] of points) known.add(at);
  }
  for (const one of series) {
    const known = present.get(keyOf(one.labels));
    for (const at of times) if (!known?.has(at)) one.absent.add(at);
  }
}

function valuesOf(
  labels: HistorySeries['labels'],
  points: readonly (readonly [number, number | ObservedHistogram])[],
): [number, SampleInput][] {
  const observed = points.flatMap(([, value]) => (typeof value === 'object' ? [value] : []));
  if (observed.length === 0) return points as [number, number][];
  try {
    const stored = storedHistograms(observed).values();
    return points.map(([at, value]) => [at, typeof value === 'object' ? (stored.next().value ?? 0) : value]);
  } catch (error) {
    if (!(error instanceof UnknownBucketsError)) throw error;
    throw new HistogramError(labels, error.message);
  }
}

/** Prometheus refuses more than 11 000 steps. */
const mostSteps = 5000;

function toSeries({ labels, points, absent }: Collected): SampleSeries {
  const samples = valuesOf(
    labels,
    [...points].sort(([a], [b]) => a - b),
  );
  if (absent.size === 0) return { labels, samples };
  const ended: [number, 'stale'][] = [];
  let index = -1;
  let endedAt = -1;
  for (const at of [...absent].sort((a, b) => a - b)) {
    while (index + 1 < samples.length && (samples[index + 1]?.[0] ?? 0) <= at) index += 1;
    const last = samples[index];
    if (!last || endedAt === index || at - last[0] >= lookbackMs) continue;
    endedAt = index;
    // At its own time a sample may stand: the end comes right after it.
    ended.push([last[0] === at ? at + 1 : at, 'stale']);
  }
  return { labels, samples: [...samples, ...ended].sort(([a], [b]) => a - b) };
}
