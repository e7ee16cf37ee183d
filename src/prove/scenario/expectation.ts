import type { Place } from '../../catalog/index.js';
import type { AnyAlert, AnyRecordingRule, AnySignal } from '../../define/index.js';

/** A text compared whole with a string, or searched with a regular expression. */
export type TextMatch = string | RegExp;
export type TextMatches = Readonly<Record<string, TextMatch>>;

/** A number, give or take. */
export interface Approximately {
  readonly approximately: number;
  /** Largest difference that is accepted, in the number's own unit. */
  readonly tolerance: number;
}

/** A number that may differ a little. @default tolerance: a millionth of it */
export function approx(value: number, tolerance = Math.abs(value) * 1e-6): Approximately {
  return { approximately: value, tolerance };
}

/** `quiet` is neither pending nor firing; `silent` is not firing. */
export type ExpectedState = 'quiet' | 'silent' | 'pending' | 'firing' | 'resolved';

/** Seconds since the start of the scenario. */
export type Moment =
  | { readonly type: 'at'; readonly at: number }
  /** At every evaluation before. */
  | { readonly type: 'until'; readonly until: number }
  /** Not before `from`, and then at some evaluation up to `to`. */
  | { readonly type: 'within'; readonly from: number; readonly to: number }
  /** At some evaluation up to then, and at all later ones. */
  | { readonly type: 'by'; readonly by: number }
  | { readonly type: 'always' };

export interface AlertExpectation {
  readonly type: 'alert';
  readonly alerts: readonly AnyAlert[];
  readonly state: ExpectedState;
  readonly when: Moment;
  readonly labels: TextMatches;
  readonly annotations: TextMatches;
  readonly value?: number | Approximately | undefined;
  readonly count?: number | undefined;
  /** As it was written: `firingAt("20m")`. */
  readonly text: string;
  readonly place: Place;
}

export interface SampleExpectation {
  readonly type: 'sample';
  readonly of: AnyRecordingRule | AnySignal;
  readonly at: number;
  readonly labels: Readonly<Record<string, string>>;
  /** Undefined: no sample is expected. */
  readonly value: number | Approximately | undefined;
  readonly text: string;
  readonly place: Place;
}

export type Expectation = AlertExpectation | SampleExpectation;

/** The last moment that an expectation is about; 0 where it is about all of them. */
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
