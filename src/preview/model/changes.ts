import type { AlertState } from './incident.js';

/** `data/changes.json`: what has become of each bundle since the revision that it is compared with. */
export type SiteChanges = readonly BundleChange[];

export type ChangeState = 'added' | 'removed' | 'changed' | 'same';

export interface BundleChange {
  readonly name: string;
  readonly title: string;
  readonly state: ChangeState;
  /** How many sentences its changes take. */
  readonly changes: number;
}

/** `data/<bundle>/changes.json`. `data/<bundle>/before.json` has the bundle as it was, if there was one. */
export interface BundleChanges {
  readonly name: string;
  readonly title: string;
  readonly state: ChangeState;
  readonly dashboards: readonly DashboardChange[];
  /** Changes of alerts, recording rules and their groups, in words. */
  readonly rules: readonly ChangeText[];
  /** Scenarios in which alerts do something else than before. */
  readonly scenarios: readonly ScenarioChange[];
  readonly routes: RouteChanges;
}

/** A change in words, as `dashwright diff` says it. */
export interface ChangeText {
  readonly action: 'added' | 'removed' | 'renamed' | 'changed';
  /** Name of the alert, where it is of one. */
  readonly alert?: string | undefined;
  readonly text: string;
}

export interface DashboardChange {
  readonly uid: string;
  readonly title: string;
  readonly state: Exclude<ChangeState, 'same'>;
  /** Changes of the dashboard itself. */
  readonly texts: readonly string[];
  readonly panels: readonly PanelChange[];
}

export interface PanelChange {
  readonly text: string;
  /** Id and height in the grid, before and now, where it is there. */
  readonly before?: PanelPlace | undefined;
  readonly after?: PanelPlace | undefined;
}

export interface PanelPlace {
  readonly id: number;
  readonly height: number;
}

/** A scenario over whose series the rules of before and of now were run. Times in milliseconds since the epoch. */
export interface ScenarioChange {
  /** Id in the bundle of now; undefined for a scenario that is gone. */
  readonly id?: string | undefined;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly alerts: readonly AlertChange[];
}

export interface AlertChange {
  readonly alert: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly text: string;
  /** Spans in which it is pending or firing; empty where it never is. */
  readonly before: readonly AlertSpan[];
  readonly after: readonly AlertSpan[];
}

export interface AlertSpan {
  readonly from: number;
  readonly to: number;
  readonly state: Exclude<AlertState, 'inactive'>;
}

export interface RouteChanges {
  /** Whom alerts of both times notify, where it is not the same. */
  readonly receivers: readonly {
    readonly alert: string;
    readonly before: readonly string[];
    readonly after: readonly string[];
  }[];
  /** Lines of the routes and inhibitions that are gone, and that are new. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
}
