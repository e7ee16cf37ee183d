import type { Place } from '../../catalog/index.js';
import { number, validate } from '../../catalog/shape/index.js';
import type { AnyAlert, AnyRecordingRule, AnySignal } from '../../define/index.js';

/** A string that the whole text equals, or a regular expression that matches a part of it. */
export type TextMatch = string | RegExp;
export type TextMatches = Readonly<Record<string, TextMatch>>;

/** A number with a tolerance. */
export interface Approximately {
  readonly approximately: number;
  /** Largest accepted difference, in the unit of the number. */
  readonly tolerance: number;
}

/** A number with a tolerance. @default tolerance: a millionth of the number */
export function approx(value: number, tolerance = Math.abs(value) * 1e-6): Approximately {
  validate(number(), value, 'approx: the value', approx);
  validate(number(0), tolerance, 'approx: the tolerance', approx);
  return { approximately: value, tolerance };
}

/** `quiet` is neither pending nor firing; `notFiring` can be pending. */
export type ExpectedState = 'quiet' | 'notFiring' | 'pending' | 'firing' | 'resolved';

/** Seconds since the start of the scenario. */
export type Moment =
  | { readonly type: 'at'; readonly at: number }
  /** At every evaluation before. */
  | { readonly type: 'until'; readonly until: number }
  /** Not before `from`, and at some evaluation up to `to`. */
  | { readonly type: 'within'; readonly from: number; readonly to: number }
  /** From some evaluation up to this time on. */
  | { readonly type: 'by'; readonly by: number }
  | { readonly type: 'always' };

/** An expectation on alerts at a time. */
export interface AlertExpectation {
  readonly type: 'alert';
  readonly alerts: readonly AnyAlert[];
  readonly state: ExpectedState;
  readonly when: Moment;
  readonly labels: TextMatches;
  readonly annotations: TextMatches;
  readonly value?: number | Approximately | undefined;
  readonly count?: number | undefined;
  /** As written in the scenario: `firingAt('20m')`. */
  readonly text: string;
  readonly place: Place;
}

/** An expectation on a recorded series or a signal. */
export interface SampleExpectation {
  readonly type: 'sample';
  readonly of: AnyRecordingRule | AnySignal;
  readonly at: number;
  readonly labels: Readonly<Record<string, string>>;
  /** Undefined if no sample is expected. */
  readonly value: number | Approximately | undefined;
  readonly text: string;
  readonly place: Place;
}

/** An expectation of a scenario. */
export type Expectation = AlertExpectation | SampleExpectation;

/** The last time of an expectation in seconds; 0 for an expectation on the whole scenario. */
export function lastMoment(expectation: Expectation): number {
  if (expectation.type === 'sample') return expectation.at;
  const { when } = expectation;
  switch (when.type) {
    case 'at':
      return when.at;
    case 'until':
      return when.until;
    case 'within':
      return when.to;
    case 'by':
      return when.by;
    case 'always':
      return 0;
  }
}
