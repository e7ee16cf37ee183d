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

/** One time that an alert was pending and did not fire, for one set of labels. Times in unix milliseconds. */
export interface Pending {
  readonly labels: Readonly<Record<string, string>>;
  readonly from: number;
  /** Undefined where it is still pending at the end of the history. */
  readonly to?: number | undefined;
}

/** What an alert would have done. */
export interface AlertHistory {
  readonly alert: string;
  readonly severity: string;
  readonly firings: readonly Firing[];
  /** When it was pending without firing afterwards. */
  readonly pendings: readonly Pending[];
  /** Milliseconds for which at least one of its label sets fired. */
  readonly firingMs: number;
  /** None of the series that it reads has a sample. */
  readonly withoutData: boolean;
  /** Why it could not be evaluated, or what was left out. */
  readonly problems: readonly string[];
}

/** Firings of an alert in its timelines, and the times that it was only pending, in the order of time. */
export function firingsOf(timelines: readonly AlertTimeline[]): { firings: Firing[]; pendings: Pending[] } {
  const firings: Firing[] = [];
  const pendings: Pending[] = [];
  for (const { labels, moments } of timelines) {
    let pendingAt: number | undefined;
    let open: Firing | undefined;
    for (const { at, state, value, annotations } of moments) {
      if (state === 'firing') {
        open ??= { labels, pendingAt: pendingAt ?? at, from: at, value, summary: annotations.summary };
      } else {
        if (open) firings.push({ ...open, to: at });
        else if (pendingAt !== undefined && state === 'inactive')
          pendings.push({ labels, from: pendingAt, to: at });
        open = undefined;
        pendingAt = state === 'pending' ? (pendingAt ?? at) : undefined;
      }
    }
    if (open) firings.push(open);
    else if (pendingAt !== undefined) pendings.push({ labels, from: pendingAt });
  }
  firings.sort((a, b) => a.from - b.from);
  pendings.sort((a, b) => a.from - b.from);
  return { firings, pendings };
}

/** Length of the union of firings, within the history. */
export function firingTime(firings: readonly Firing[], start: number, end: number): number {
  let total = 0;
  let until = start;
  for (const { from, to = end } of firings) {
    total += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return total;
}
