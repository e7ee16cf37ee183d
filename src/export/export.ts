import type { Answer } from './answer.js';
import { columnsOf } from './columns.js';
import { type Period, timeTexts } from './period.js';
import { rowTexts } from './rows.js';
import type { ExportedSignal } from './signals.js';

/** One request; times in unix milliseconds, both ends included. */
export interface RangeRequest {
  readonly signal: ExportedSignal;
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/** Runs a range query. Throws AnswerTooLargeError if a shorter range could work. */
export type QueryRange = (request: RangeRequest) => Promise<Answer>;

/** The result of the range does not fit into one response. */
export class AnswerTooLargeError extends Error {}

/** Summary of an export. */
export interface ExportReport {
  rows: number;
  /** Names of the signals without any sample in the period. */
  readonly empty: string[];
  /** Names of the signals with native histograms, which are not exported. */
  readonly histograms: string[];
  readonly warnings: Set<string>;
}

/** Limit of Prometheus for the points of one series in a range query. */
const mostPointsPerSeries = 11_000;
/** Points per response, about 2 MB of JSON. */
const pointsPerAnswer = 50_000;
/** Points per series in the first query, while the number of series is unknown. */
const firstPoints = 1000;

/**
 * The CSV of signals over a period, in chunks: the header, then the lines by signal and time. One response is in memory
 * at a time; the number of series in it determines the range of the next query.
 *
 * @throws AnswerTooLargeError if the result of a single time does not fit into one response
 */
export async function* exportCsv(
  signals: readonly ExportedSignal[],
  period: Period,
  query: QueryRange,
  report: ExportReport,
): AsyncGenerator<string> {
  const columns = columnsOf(signals);
  const timeText = timeTexts(period);
  yield columns.header;
  for (const signal of signals) {
    const before = report.rows;
    for await (const { series, warnings, histograms } of answersFor(signal, period, query)) {
      for (const warning of warnings) report.warnings.add(warning);
      if (histograms && report.histograms.at(-1) !== signal.name) report.histograms.push(signal.name);
      for (const { points } of series) report.rows += points.length;
      yield* rowTexts(series, { columns, signal, timeText });
    }
    if (report.rows === before) report.empty.push(signal.name);
  }
}

export function emptyReport(): ExportReport {
  return { rows: 0, empty: [], histograms: [], warnings: new Set() };
}

async function* answersFor(
  signal: ExportedSignal,
  { first, last, step }: Period,
  query: QueryRange,
): AsyncGenerator<Answer> {
  let points = firstPoints;
  for (let start = first; start <= last; ) {
    const end = Math.min(last, start + (points - 1) * step);
    let answer: Answer;
    try {
      answer = await query({ signal, start, end, step });
    } catch (error) {
      const asked = (end - start) / step + 1;
      if (!(error instanceof AnswerTooLargeError) || asked === 1) throw error;
      points = Math.floor(asked / 2);
      continue;
    }
    yield answer;
    start = end + step;
    const fitting = Math.floor(pointsPerAnswer / Math.max(1, answer.series.length));
    points = Math.max(1, Math.min(fitting, mostPointsPerSeries));
  }
}
