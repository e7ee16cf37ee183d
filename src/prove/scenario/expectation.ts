import type { Place } from '../../catalog/index.js';
import { number, validate } from '../../catalog/shape/index.js';
import type { AnyAlert, AnyRecordingRule, AnySignal } from '../../define/index.js';
import type { Receiver } from '../../define/routing/receiver.js';
import type { TimeInterval } from '../../define/routing/time-interval.js';

/** A string that equals the whole text, or a regular expression that matches a part of it. */
export type TextMatch = string | RegExp;
export type TextMatches = Readonly<Record<string, TextMatch>>;

/** A number with a tolerance. */
export interface ApproximateValue {
  readonly approximately: number;
  /** Maximum difference, in the unit of the number. */
  readonly tolerance: number;
}

/**
 * A number with a tolerance.
 *
 * @default tolerance: a millionth of the number
 * @param value expected number
 * @param tolerance maximum difference, in the unit of the number; by default a millionth of the number
 * @throws DefinitionError for a negative tolerance
 */
export function approx(value: number, tolerance = Math.abs(value) * 1e-6): ApproximateValue {
  validate(number(), value, 'approx: the value', approx);
  validate(number(0), tolerance, 'approx: the tolerance', approx);
  return { approximately: value, tolerance };
}

/** `quiet` is neither pending nor firing; `notFiring` may be pending. */
export type ExpectedState = 'quiet' | 'notFiring' | 'pending' | 'firing' | 'resolved';

/** Seconds since the start of the scenario. */
export type Moment =
  | { readonly type: 'at'; readonly at: number }
  /** At every evaluation before this time. */
  | { readonly type: 'until'; readonly until: number }
  /** Not before `from`, and at some evaluation until `to`. */
  | { readonly type: 'within'; readonly from: number; readonly to: number }
  /** Permanently from some evaluation on, which is not after this time. */
  | { readonly type: 'by'; readonly by: number }
  | { readonly type: 'always' };

/** An expectation about the state of alerts. */
export interface AlertExpectation {
  readonly type: 'alert';
  readonly alerts: readonly AnyAlert[];
  readonly state: ExpectedState;
  readonly when: Moment;
  readonly labels: TextMatches;
  readonly annotations: TextMatches;
  readonly value?: number | ApproximateValue | undefined;
  readonly count?: number | undefined;
  /** As written in the scenario: `firingAt('20m')`. */
  readonly text: string;
  readonly place: Place;
}

/** An expectation about a recorded series or a signal. */
export interface SampleExpectation {
  readonly type: 'sample';
  readonly of: AnyRecordingRule | AnySignal;
  readonly at: number;
  readonly labels: Readonly<Record<string, string>>;
  /** Undefined if no sample is expected. */
  readonly value: number | ApproximateValue | undefined;
  readonly text: string;
  readonly place: Place;
}

/** An expectation about notifications of Alertmanager. Times are in seconds. */
export type RoutingExpectation = RoutingSubject & {
  readonly type: 'routing';
  readonly alerts: readonly AnyAlert[];
  readonly labels: TextMatches;
  /** As written in the scenario: `notifies(team)`. */
  readonly text: string;
  readonly place: Place;
};

/** The subject of an expectation about notifications. */
export type RoutingSubject =
  | {
      readonly asks: 'notified';
      readonly receiver: Receiver;
      /** Whether the notification is about resolved alerts instead of firing ones. */
      readonly resolved: boolean;
      /** Time since the alert started to fire, or was resolved. */
      readonly within?: { readonly from: number; readonly to: number } | undefined;
      /** Names of the labels that are common to the alerts of a notification. */
      readonly grouped?: readonly string[] | undefined;
      /** Number of firing alerts in the notification. */
      readonly count?: number | undefined;
      /** Interval of repeated notifications, while nothing changes. */
      readonly repeated?: number | undefined;
    }
  | { readonly asks: 'notNotified'; readonly receiver: Receiver }
  | {
      readonly asks: 'inhibited';
      readonly by?: AnyAlert | undefined;
      /** Time of the expectation. @default whenever a notification is due */
      readonly at?: number | undefined;
    }
  | { readonly asks: 'muted'; readonly at: number; readonly by?: TimeInterval | undefined };

/** An expectation of a scenario. */
export type Expectation = AlertExpectation | SampleExpectation | RoutingExpectation;

/** Latest time of an expectation in seconds; 0 if it is about the whole scenario. */
export function lastMoment(expectation: Expectation): number {
  if (expectation.type === 'sample') return expectation.at;
  if (expectation.type === 'routing') return momentOf(expectation) ?? 0;
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

/** The time of an expectation about a single time. */
export function momentOf(expectation: RoutingExpectation): number | undefined {
  return expectation.asks === 'inhibited' || expectation.asks === 'muted' ? expectation.at : undefined;
}
