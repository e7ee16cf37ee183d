import { type Features, featureBits } from './features.js';
import { type Histogram, readHistogram } from './histogram.js';
import { operation } from './operations.js';
import type { Labels } from './series.js';
import type { Program } from './start.js';
import type { Request, Response } from './wire.js';

/** Options and limits of evaluation; all times in milliseconds. */
export interface QueryOptions {
  /** Lookback delta: how long a sample is used without a newer one; default 5 minutes. */
  readonly lookbackMs?: number;
  /** Step of subqueries without a step; default one minute, like Prometheus' default evaluation interval. */
  readonly subqueryStepMs?: number;
  /** Parts of PromQL to enable beyond the defaults of Prometheus; default none. */
  readonly features?: Features;
  /** Prometheus' `promql-delayed-name-removal`; default false. */
  readonly delayedNameRemoval?: boolean;
  /** Limit of samples that a query loads; default 10 million. More is an `EngineError`. */
  readonly maxSamples?: number;
  /** Limit of steps of a range query; default 11 000, as in Prometheus' API. More is an `EngineError`. */
  readonly maxSteps?: number;
  /** Timeout of the call; default 30 seconds. Longer is an `EngineError`. */
  readonly timeoutMs?: number;
}

export interface InstantQuery extends QueryOptions {
  readonly expr: string;
  /** Evaluation time, in milliseconds since the epoch. */
  readonly at: number;
}

export interface RangeQuery extends QueryOptions {
  readonly expr: string;
  /** First and last evaluation time, in milliseconds since the epoch. */
  readonly start: number;
  readonly end: number;
  readonly stepMs: number;
}

/** One element of an instant vector. */
export interface VectorSample {
  readonly labels: Labels;
  /** NaN when it is a histogram. */
  readonly value: number;
  readonly histogram?: Histogram;
}

/** One series of a range: floats as arrays of times and values, native histograms as a list. Times in milliseconds since the epoch. */
export interface MatrixSeries {
  readonly labels: Labels;
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly histograms: readonly { readonly at: number; readonly histogram: Histogram }[];
}

export type QueryValue =
  | { readonly type: 'scalar'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'vector'; readonly samples: readonly VectorSample[] }
  | { readonly type: 'matrix'; readonly series: readonly MatrixSeries[] };

/** A value, with Prometheus' warnings and infos. */
export type QueryResult = QueryValue & {
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
};

export const minute = 60_000;

export function query(program: Program, handle: number, asked: InstantQuery | RangeQuery): QueryResult {
  return program.call(
    operation.query,
    (request) => {
      request.word(handle);
      writeOptions(request, asked, 30_000);
      request.string(asked.expr);
      const isRange = 'stepMs' in asked;
      request.flag(isRange);
      request.number(isRange ? asked.start : asked.at);
      request.number(isRange ? asked.end : asked.at);
      request.number(isRange ? asked.stepMs : 0);
    },
    readResult,
  );
}

/** Writes the options that queries and rule runs share. */
export function writeOptions(request: Request, options: QueryOptions, timeoutMs: number): void {
  request.number(options.maxSamples ?? 10_000_000);
  request.number(options.timeoutMs ?? timeoutMs);
  request.number(options.maxSteps ?? 11_000);
  request.number(options.lookbackMs ?? 5 * minute);
  request.word(featureBits(options.features));
  request.flag(options.delayedNameRemoval);
  request.number(options.subqueryStepMs ?? minute);
}

export function readResult(input: Response): QueryResult {
  const value = readValue(input);
  const warnings = input.strings();
  return { ...value, warnings, infos: input.strings() };
}

function readValue(input: Response): QueryValue {
  const kind = input.word();
  switch (kind) {
    case 0:
      return { type: 'scalar', value: input.number() };
    case 1:
      return { type: 'string', value: input.string() };
    case 2:
      return { type: 'vector', samples: many(input, readSample) };
    case 3:
      return { type: 'matrix', series: many(input, readSeries) };
    default:
      throw new Error(`unknown kind of value ${kind} from the engine`);
  }
}

function readSample(input: Response): VectorSample {
  const labels = input.labels();
  if (input.flag()) return { labels, value: Number.NaN, histogram: readHistogram(input) };
  return { labels, value: input.number() };
}

function readSeries(input: Response): MatrixSeries {
  const labels = input.labels();
  const count = input.word();
  const times = input.numbers(count);
  const values = input.numbers(count);
  const histograms = many(input, () => {
    const at = input.number();
    return { at, histogram: readHistogram(input) };
  });
  return { labels, times, values, histograms };
}

/** Reads a list with its length before it. */
export function many<T>(input: Response, read: (input: Response) => T): T[] {
  const list: T[] = [];
  for (let left = input.word(); left > 0; left--) list.push(read(input));
  return list;
}
