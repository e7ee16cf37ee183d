import type { AlertTimeline } from '../engine/index.js';

/** One time that an alert fired, for one set of labels. Times in unix milliseconds. */
export interface Firing {
  readonly labels: Readonly<Record<string, string>>;
  readonly pendingAt: number;
  readonly from: number;
  /** Undefined where it still fires at the end of the history. */
  readonly to?: number | undefined;
  /** Value of the expression when it began to fire. */
  readonly value: number;
  readonly summary?: string | undefined;
}

/** What an alert would have done. */
export interface AlertHistory {
  readonly alert: string;
  readonly severity: string;
  readonly firings: readonly Firing[];
  /** How often it became pending without firing. */
  readonly pendings: number;
  /** Milliseconds for which at least one of its label sets fired. */
  readonly firingMs: number;
  /** None of the series that it reads has a sample: there is nothing to judge by. */
  readonly withoutData: boolean;
  /** Why it could not be evaluated, or what was left out. */
  readonly problems: readonly string[];
}

/** Firings of an alert in its timelines, in the order of time. */
export function firingsOf(timelines: readonly AlertTimeline[]): { firings: Firing[]; pendings: number } {
  const firings: Firing[] = [];
  let pendings = 0;
  for (const { labels, moments } of timelines) {
    let pendingAt: number | undefined;
    let open: Firing | undefined;
    for (const { at, state, value, annotations } of moments) {
      if (state === 'firing') {
        open ??= { labels, pendingAt: pendingAt ?? at, from: at, value, summary: annotations.summary };
      } else {
        if (open) firings.push({ ...open, to: at });
        else if (pendingAt !== undefined && state === 'inactive') pendings += 1;
        open = undefined;
        pendingAt = state === 'pending' ? (pendingAt ?? at) : undefined;
      }
    }
    if (open) firings.push(open);
  }
  firings.sort((a, b) => a.from - b.from);
  return { firings, pendings };
}

/** Length of the union of firings, up to the end of the history. */
export function firingTime(firings: readonly Firing[], end: number): number {
  let total = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { from, to = end } of firings) {
    total += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return total;
}
