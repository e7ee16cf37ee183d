import type { AlertState, Incident, IncidentTimeline } from '../../../model.js';

/** The state of an alert at a time: that of the last evaluation before. */
export function stateAt({ moments }: IncidentTimeline, now: number): AlertState {
  return moments.findLast(({ at }) => at <= now)?.state ?? 'inactive';
}

export interface StateSpan {
  readonly from: number;
  readonly to: number;
  readonly state: AlertState;
}

/** The states of an alert one after the other, up to a time. */
export function spansOf({ moments }: IncidentTimeline, until: number): StateSpan[] {
  const spans: { from: number; to: number; state: AlertState }[] = [];
  for (const { at, state } of moments) {
    if (at > until) break;
    const last = spans.at(-1);
    if (last) last.to = at;
    if (last?.state !== state) spans.push({ from: at, to: until, state });
    else last.to = until;
  }
  const last = spans.at(-1);
  if (last) last.to = until;
  return spans;
}

/**
 * When most happens: the first time at which the most alerts fire, once somebody is notified of it while they do; halfway
 * where none fires.
 */
export function climaxOf({ timelines, notifications, start, end, stepMs }: Incident): number {
  const times = timelines
    .flatMap(({ moments }) => moments.filter(({ state }) => state === 'firing').map(({ at }) => at))
    .sort((a, b) => a - b);
  const firingAt = (at: number): number => timelines.filter((line) => stateAt(line, at) === 'firing').length;
  let best = { at: start + (end - start) / 2, firing: 0 };
  for (const at of times) {
    const firing = firingAt(at);
    if (firing > best.firing) best = { at, firing };
  }
  const notified = notifications.find(({ at, firing }) => at >= best.at && firing.length > 0);
  // What is shown is that of the last step.
  const seen = notified && Math.ceil(notified.at / stepMs) * stepMs;
  return seen && best.firing > 0 && firingAt(seen) === best.firing ? seen : best.at;
}
