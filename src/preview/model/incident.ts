import type { HistogramInput } from '../../engine/index.js';

/** `data/<bundle>/scenarios/<id>.json`: a scenario with what the rules made of it. Times in milliseconds since the epoch. */
export interface Incident {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly stepMs: number;
  readonly series: readonly IncidentSeries[];
  readonly timelines: readonly IncidentTimeline[];
  /** Ascending; empty for a bundle without routes. */
  readonly notifications: readonly IncidentNotification[];
  /** What the scenario expects, in its order. */
  readonly expectations: readonly IncidentExpectation[];
  /** What does not hold; empty for a scenario that passes. */
  readonly failures: readonly string[];
}

export interface IncidentSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly (readonly [at: number, value: IncidentValue])[];
}

/** A number, `stale` where the series ends, or a native histogram; JSON has no other form for the three that are no numbers. */
export type IncidentValue = number | 'stale' | 'NaN' | '+Inf' | '-Inf' | HistogramInput;

export type AlertState = 'inactive' | 'pending' | 'firing';

/** One alert with its label set over time. */
export interface IncidentTimeline {
  readonly alert: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Where the state or the message changes, ascending. */
  readonly moments: readonly {
    readonly at: number;
    readonly state: AlertState;
    /** Undefined where it is not a number. */
    readonly value?: number | undefined;
    readonly summary?: string | undefined;
    readonly description?: string | undefined;
  }[];
  /** Of the routes that it takes; empty for a bundle without routes. */
  readonly receivers: readonly string[];
  /** Spans in which another firing alert inhibits its notifications. */
  readonly inhibited: readonly IncidentSpan[];
  /** Spans in which time intervals keep all its routes silent. */
  readonly muted: readonly IncidentSpan[];
}

export interface IncidentSpan {
  readonly from: number;
  readonly to: number;
  /** Names of the alerts, or of the time intervals. */
  readonly by: string;
}

/** What Alertmanager sends to a receiver at a time. Alerts are numbers of timelines. */
export interface IncidentNotification {
  readonly at: number;
  readonly receiver: string;
  readonly firing: readonly number[];
  readonly resolved: readonly number[];
  /** The labels by which its alerts are grouped. */
  readonly group: Readonly<Record<string, string>>;
  /** In Alertmanager's words: `first notification`, `repeat interval elapsed`. */
  readonly reason: string;
}

export interface IncidentExpectation {
  readonly at: number;
  readonly text: string;
  readonly alerts: readonly string[];
}
