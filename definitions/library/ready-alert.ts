// What an alert of the library is, and how its scenarios get their series.
import type { Alert, Duration, MessageText, Severity, Signal } from 'dashwright';
import type { AnyScenario, Scenario } from 'dashwright/testing';
import type { Course } from './course.js';
import type { Where } from './labels.js';

/** Adds series for which a signal has the values of a course; `of` are labels that all of them have. */
export type ReadySeries = (to: Scenario, course: Course, of: never) => Scenario;

/** An alert of the library, and series for which its signal has a given value. */
export interface ReadyAlert<L extends string> {
  readonly signal: Signal<L>;
  readonly side: 'above' | 'below';
  readonly threshold: number;
  readonly for: Duration;
  readonly severity: Severity;
  /** Longest window of the signal: 5m for rates. @default 0m, for signals without a window */
  readonly window?: Duration;
  /** Values just beyond and just within a threshold. @default 2% of the threshold to either side */
  readonly around?: (threshold: number) => { readonly beyond: number; readonly within: number };
  /** A value far within a threshold. @default half of the threshold, or for `below` twice it, at most halfway to 1 */
  readonly usual?: (threshold: number) => number;
  /**
   * The value does not cross the threshold in proportion to the time that the window has been filled, as for quantiles.
   *
   * @default false
   */
  readonly curved?: boolean;
  /** Labels of series that the alert must ignore: file systems in memory, other reasons. @default none */
  readonly ignored?: readonly Readonly<Record<string, string>>[];
  readonly summary: MessageText<L>;
  readonly description: MessageText<L>;
  /** Markdown below the title. */
  readonly runbook: string;
  /** Why the alert is inactive without series; suppresses `alert/no-data-blind`. @default not suppressed */
  readonly blind?: string;
  /** Series for which the signal has the values, unless it cannot have a constant value. */
  readonly series?: ReadySeries;
  /** Further scenarios, or all of them if the signal cannot have a constant value. @default none */
  readonly proofs?: (made: Alert<L>, about: Tuned) => readonly AnyScenario[];
}

/** What the scenarios of an alert depend on: a team can change all of it. */
export interface Tuned {
  readonly threshold: number;
  /** `for`, in seconds. */
  readonly wait: number;
  readonly where: Where<string>;
}

/** An alert on missing series, without which the other alerts are inactive. */
export interface ReadyMissing<L extends string> {
  readonly signal: Signal<L>;
  readonly for: Duration;
  readonly severity: Severity;
  readonly summary: string;
  readonly description: string;
  /** Markdown below the title. */
  readonly runbook: string;
  /** Series for which the signal has a value. */
  readonly series: ReadySeries;
}
