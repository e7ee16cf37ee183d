import { byCodeUnit } from '../compare.js';
import type { SampleSeries } from '../engine/index.js';
import type { Read } from './selectors.js';

/** A series of an answer; times in unix milliseconds. */
export interface HistorySeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [at: number, value: number])[];
}

/** Questions to a Prometheus. Each throws `TooMuchError` when the answer is too large for it or for us. */
export interface HistoryApi {
  /** All samples of a selector after `end - windowMs`, up to `end`, as they were scraped. */
  samples(selector: string, end: number, windowMs: number): Promise<readonly HistorySeries[]>;
  /** The values of a selector at every step: where a series has none, it had ended. */
  values(selector: string, start: number, end: number, stepMs: number): Promise<readonly HistorySeries[]>;
}

/** The answer to one question is too large; a shorter one may do. */
export class TooMuchError extends Error {}

/** More samples than asked to be loaded. */
export class SampleLimitError extends Error {
  readonly selector: string;

  constructor(selector: string, limit: number) {
    super(`${selector} has more samples than the limit of ${limit} leaves room for`);
    this.selector = selector;
  }
}

export interface HistoryOptions {
  /** First and last evaluation, unix milliseconds, and the distance of two. */
  readonly start: number;
  readonly end: number;
  readonly stepMs: number;
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
  // An answer with samples alone does not say where a series has ended before the lookback delta is over.
  const values = (selector: string) => async (from: number, to: number) => {
    const { start, end, stepMs } = options;
    const first = start + Math.max(0, Math.ceil((from - start) / stepMs)) * stepMs;
    const last = Math.min(to, end);
    if (last - first >= mostSteps * stepMs) throw new TooMuchError(`more than ${mostSteps} steps`);
    return first > last ? [] : api.values(selector, first, last, stepMs);
  };
  const work = async (): Promise<void> => {
    while (next < jobs.length) {
      const job = jobs[next];
      next += 1;
      if (!job) return;
      const { read, from, to } = job;
      for (const one of await inParts(from, to, samples(read.selector))) {
        count += one.points.length;
        if (count > options.mostSamples) throw new SampleLimitError(read.selector, options.mostSamples);
        add(series, one);
      }
      if (read.instant) addPresence(series, await inParts(from, to, values(read.selector)));
      done += 1;
      options.progress(done, jobs.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return [...series.values()].map((one) => toSeries(one, options));
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
  readonly points: Map<number, number>;
  /** Times of evaluations at which it had a value; undefined where that does not matter. */
  present?: Set<number>;
}

function add(series: Map<string, Collected>, { labels, points }: HistorySeries): Collected {
  const key = JSON.stringify(Object.entries(labels).sort(([a], [b]) => byCodeUnit(a, b)));
  const known = series.get(key) ?? { labels, points: new Map() };
  series.set(key, known);
  for (const [at, value] of points) known.points.set(at, value);
  return known;
}

function addPresence(series: Map<string, Collected>, answer: readonly HistorySeries[]): void {
  for (const { labels, points } of answer) {
    const known = add(series, { labels, points: [] });
    known.present ??= new Set();
    for (const [time] of points) known.present.add(time);
  }
}

/** Prometheus refuses more than 11 000 steps. */
const mostSteps = 5000;

function toSeries(
  { labels, points, present }: Collected,
  { start, end, stepMs }: HistoryOptions,
): SampleSeries {
  const samples: [number, number | 'stale'][] = [...points].sort(([a], [b]) => a - b);
  if (!present) return { labels, samples };
  const ended: [number, 'stale'][] = [];
  let index = -1;
  let isOver = true;
  for (let at = start; at <= end; at += stepMs) {
    const before = index;
    while (index + 1 < samples.length && (samples[index + 1]?.[0] ?? 0) <= at) index += 1;
    if (index > before) isOver = false;
    const last = samples[index];
    if (isOver || !last || present.has(at)) continue;
    isOver = true;
    // At its own time a sample may stand: the end comes right after it.
    ended.push([last[0] === at ? at + 1 : at, 'stale']);
  }
  return { labels, samples: [...samples, ...ended].sort(([a], [b]) => a - b) };
}
