import { printable } from '../errors/server-text.js';
import { isRecord, parsedJson, stringsOf } from '../plain.js';

/** A series in the result of a range query; times in unix milliseconds, values as text. */
export interface AnswerSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [at: number, value: string])[];
  /** Native histograms, of which only the buckets are there that are not empty. */
  readonly histograms?: readonly (readonly [at: number, value: AnswerHistogram])[];
}

/** A native histogram as the API gives it. */
export interface AnswerHistogram {
  readonly count: number;
  readonly sum: number;
  /** `closed`: both bounds belong to it, as to the bucket around zero. */
  readonly buckets: readonly {
    readonly lower: number;
    readonly upper: number;
    readonly count: number;
    readonly closed: boolean;
  }[];
}

export interface Answer {
  readonly series: readonly AnswerSeries[];
  /** Prometheus' warnings and infos. */
  readonly warnings: readonly string[];
  /** Whether there were native histograms, which cannot be exported. */
  readonly histograms: boolean;
}

/** The response is not one of Prometheus. */
export class NotPrometheusError extends Error {}

/** What an endpoint of the HTTP API answers. */
export interface Data {
  readonly data: unknown;
  /** Prometheus' warnings and infos. */
  readonly warnings: readonly string[];
}

/**
 * Parses a response of any endpoint of the HTTP API.
 *
 * @throws NotPrometheusError for any other response
 */
export function readData(text: string): Data {
  const body = parsedJson(text);
  if (body === undefined) throw new NotPrometheusError(`it sends ${excerpt(text)} instead of JSON`);
  if (!isRecord(body) || body.status !== 'success' || body.data === undefined || body.data === null)
    throw new NotPrometheusError(`its JSON is not a response of the API: ${excerpt(text)}`);
  // Thanos and Mimir warn of stores that have not answered; VictoriaMetrics has this field.
  const partial = body.isPartial === true ? ['the response is partial (isPartial)'] : [];
  return { data: body.data, warnings: [...stringsOf(body.warnings), ...partial, ...stringsOf(body.infos)] };
}

/**
 * Parses a response of `/api/v1/query_range`.
 *
 * @throws NotPrometheusError for any other response
 */
export function readAnswer(text: string): Answer {
  const { data, warnings } = readData(text);
  if (!isRecord(data)) throw new NotPrometheusError(`its JSON is not a query result: ${excerpt(text)}`);
  const { resultType, result } = data;
  if (resultType !== 'matrix' || !Array.isArray(result)) {
    throw new NotPrometheusError(`its result is ${excerpt(String(resultType))} instead of a matrix`);
  }
  const histograms = result.some((one) => isRecord(one) && one.histograms !== undefined);
  return { series: result.map(seriesOf), warnings, histograms };
}

/** The error in a response of Prometheus; undefined if the response is not one of Prometheus. */
export function readRefusal(text: string): string | undefined {
  const body = parsedJson(text);
  if (!isRecord(body) || body.status !== 'error' || typeof body.error !== 'string') return undefined;
  return typeof body.errorType === 'string' ? `${body.errorType}: ${body.error}` : body.error;
}

/** The beginning of a text, on one line, in quotes, without control characters. */
export function excerpt(text: string): string {
  const shown = printable(text, 80);
  return shown === '' ? 'nothing' : `"${shown.replaceAll('"', '\\"')}"`;
}

function seriesOf(value: unknown): AnswerSeries {
  if (!isRecord(value) || !isRecord(value.metric)) throw new NotPrometheusError('a series has no labels');
  const { metric } = value;
  if (!isLabels(metric))
    throw new NotPrometheusError(`a label is not a string: ${excerpt(JSON.stringify(metric))}`);
  const points = Array.isArray(value.values) ? value.values : [];
  const histograms = Array.isArray(value.histograms) ? value.histograms : [];
  return { labels: metric, points: points.map(pointOf), histograms: histograms.map(histogramOf) };
}

/** `[seconds, { count, sum, buckets: [boundaries, lower, upper, count][] }]`; boundaries 3: both are inclusive. */
function histogramOf(value: unknown): readonly [number, AnswerHistogram] {
  const [seconds, histogram] = Array.isArray(value) ? value : [];
  const refuse = (): never => {
    throw new NotPrometheusError(`a histogram is ${excerpt(JSON.stringify(value) ?? '')}`);
  };
  const numberIn = (text: unknown): number => {
    if (typeof text !== 'string' || !number.test(text)) return refuse();
    return Number(text.replace(/inf$/i, 'Infinity'));
  };
  const at = typeof seconds === 'number' ? Math.round(seconds * 1000) : Number.NaN;
  if (!(Math.abs(at) <= lastDate) || !isRecord(histogram)) return refuse();
  const buckets = Array.isArray(histogram.buckets) ? histogram.buckets : [];
  return [
    at,
    {
      count: numberIn(histogram.count),
      sum: numberIn(histogram.sum),
      buckets: buckets.map((bucket: unknown) => {
        const [boundaries, lower, upper, count] = Array.isArray(bucket) ? bucket : [];
        return {
          lower: numberIn(lower),
          upper: numberIn(upper),
          count: numberIn(count),
          closed: boundaries === 3,
        };
      }),
    },
  ];
}

function isLabels(metric: Record<string, unknown>): metric is Record<string, string> {
  return Object.values(metric).every((value) => typeof value === 'string');
}

/** Unix milliseconds of the last valid date, ECMA-262, "Time Values and Time Range". */
const lastDate = 8.64e15;
/** A number as Prometheus writes it: strconv.FormatFloat(v, 'f', -1, 64). */
const number = /^[+-]?(\d+(\.\d+)?(e[+-]?\d+)?|inf|nan)$/i;

function pointOf(value: unknown): readonly [number, string] {
  const [seconds, text] = Array.isArray(value) ? value : [];
  const at = typeof seconds === 'number' ? Math.round(seconds * 1000) : Number.NaN;
  if (!(Math.abs(at) <= lastDate) || typeof text !== 'string' || !number.test(text))
    throw new NotPrometheusError(`a sample is ${excerpt(JSON.stringify(value) ?? '')}`);
  return [at, text];
}
