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

/** When most happens: the first time at which the most alerts fire, or halfway where none does. */
export function climaxOf({ timelines, start, end }: Incident): number {
  const times = timelines
    .flatMap(({ moments }) => moments.filter(({ state }) => state === 'firing').map(({ at }) => at))
    .sort((a, b) => a - b);
  let best = { at: start + (end - start) / 2, firing: 0 };
  for (const at of times) {
    const firing = timelines.filter((line) => stateAt(line, at) === 'firing').length;
    if (firing > best.firing) best = { at, firing };
  }
  return best.at;
}
