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

/** Asks Prometheus. Throws AnswerTooLargeError where the same with fewer times could work. */
export type QueryRange = (request: RangeRequest) => Promise<Answer>;

/** There is more in the range than one answer can have. */
export class AnswerTooLargeError extends Error {}

/** What an export has come across. */
export interface ExportReport {
  rows: number;
  /** Names of the signals without any sample in the period. */
  readonly empty: string[];
  /** Names of the signals with native histograms, which are left out. */
  readonly histograms: string[];
  readonly warnings: Set<string>;
}

/** Prometheus refuses a range of more points than this, for each series. */
const mostPointsPerSeries = 11_000;
/** Points in one answer: some 2 MB of JSON. */
const pointsPerAnswer = 50_000;
/** Nobody knows yet how many series a signal has. */
const firstPoints = 1000;

/**
 * The CSV of signals over a period, in pieces: the header, then signal by signal, by time. One answer is in memory
 * at a time, and its length in time follows from how many series the one before had.
 *
 * @throws AnswerTooLargeError when not even a single point in time fits into an answer
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
