import type { DataSource } from '../../../simulated/dataset.js';

/** One series of an answer; `NaN` where there is no number. */
export interface AnsweredSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

export interface Question {
  readonly expr: string;
  /** Milliseconds since the epoch; for an instant query the end alone counts. */
  readonly start: number;
  readonly end: number;
  readonly stepMs: number;
  readonly instant: boolean;
}

export type Answer =
  | {
      readonly ok: true;
      readonly series: readonly AnsweredSeries[] /** Series beyond those that are shown. */;
      readonly more: number;
    }
  | { readonly ok: false; readonly message: string };

/** Messages to the worker. A dataset is loaded once, then asked any number of questions. */
export type ToWorker =
  | { readonly id: number; readonly type: 'start'; readonly engineUrl: string }
  | {
      readonly id: number;
      readonly type: 'load';
      readonly dataset: string;
      readonly source: DataSource;
      readonly expressions: readonly string[];
      readonly range: { readonly start: number; readonly end: number };
    }
  | { readonly id: number; readonly type: 'ask'; readonly dataset: string; readonly question: Question };

export type FromWorker = { readonly id: number } & (
  | { readonly type: 'done' }
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'failed'; readonly message: string }
);

/** Most series that one answer holds: a page cannot show more, and would stand still trying. */
export const mostSeries = 200;
