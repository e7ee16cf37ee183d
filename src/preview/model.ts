/**
 * What the page of `dashwright preview` reads, as JSON: written by the server or into a folder, so it holds plain data
 * only. The page imports these types.
 */

import type { HistogramInput, Matcher } from '../engine/index.js';

/** `data/site.json`: what there is. */
export interface Site {
  readonly bundles: readonly SiteEntry[];
  /** Findings that kept definitions from being loaded; the page then shows these, and what was there before. */
  readonly findings: readonly SiteFinding[];
  /** Raised with each change of the definitions. */
  readonly revision: number;
  /** Whether queries can be sent to a Prometheus through the server. */
  readonly live: boolean;
  /** Milliseconds since the epoch at which the simulated data end. */
  readonly now: number;
  /** Whether the page is served by `dashwright preview`, which tells of changes; false for an exported folder. */
  readonly watched: boolean;
  /** The git revision that bundles are compared with, as the user wrote it. */
  readonly against?: string | undefined;
  /** The backtest whose report is shown. */
  readonly history?: SiteHistory | undefined;
}

export interface SiteHistory {
  /** RFC 3339, UTC, like all times of a report. */
  readonly start: string;
  readonly end: string;
  /** Alerts of the report that the definitions do not have. */
  readonly notDefined: readonly string[];
}

/** What is shown of a report of `dashwright backtest --format json`; docs/schemas/backtest.json is its schema. */
export interface HistoryReport {
  readonly start: string;
  readonly end: string;
  readonly alerts: readonly AlertHistory[];
}

/** What an alert would have done on the history of a Prometheus. */
export interface AlertOutcome {
  readonly firings: readonly HistoryFiring[];
  /** How often it became pending without firing. */
  readonly pendings: number;
  readonly firingSeconds: number;
  /** None of its series has a sample. */
  readonly withoutData: boolean;
  readonly problems: readonly string[];
}

export interface AlertHistory extends AlertOutcome {
  readonly alert: string;
  readonly severity: string;
  /** By the rules of before, where the report compares; null for a new alert. */
  readonly before?: AlertOutcome | null | undefined;
  /** What other thresholds, a row each, and other values of `for`, a cell each, would have given. */
  readonly suggestion?:
    | {
        readonly operator: string;
        readonly threshold: number;
        readonly for: string;
        readonly waits: readonly string[];
        readonly rows: readonly {
          readonly threshold: number;
          readonly cells: readonly { readonly firings: number; readonly firingMs: number }[];
        }[];
      }
    | undefined;
}

export interface HistoryFiring {
  readonly labels: Readonly<Record<string, string>>;
  readonly pending: string;
  readonly from: string;
  /** Null where it still fires at the end. */
  readonly to: string | null;
  /** Text where it is not a finite number. */
  readonly value: number | string;
  readonly summary?: string | undefined;
}

/** A bundle in the list of all. */
export interface SiteEntry {
  readonly name: string;
  /** That of the site when the bundle last changed: files of a bundle are read again only when it rises. */
  readonly revision: number;
  readonly title: string;
  readonly description: string;
  readonly dashboards: readonly { readonly uid: string; readonly title: string }[];
  readonly alerts: number;
  readonly scenarios: number;
  readonly findings: number;
}

/** `data/<name>/bundle.json` */
export interface SiteBundle {
  readonly name: string;
  /** See `SiteEntry.revision`; undefined for a bundle as it was at another revision of git. */
  readonly revision?: number | undefined;
  readonly title: string;
  readonly description: string;
  readonly version: string;
  readonly dashboards: readonly SiteDashboard[];
  readonly alerts: readonly SiteAlert[];
  readonly records: readonly SiteRecord[];
  readonly metrics: readonly SiteMetric[];
  /** Metrics are those that queries ask for: nobody has declared them. @default false */
  readonly guessed?: boolean | undefined;
  readonly objectives: readonly SiteObjective[];
  /** Markdown by slug. */
  readonly runbooks: Readonly<Record<string, string>>;
  readonly routing?: SiteRouting | undefined;
  readonly scenarios: readonly SiteScenario[];
  readonly findings: readonly SiteFinding[];
}

/** A place in the definitions: file, relative to the current folder, and line. */
export interface SitePlace {
  readonly file: string;
  readonly line: number;
  /** Opens the place in an editor; left out of exported folders, which know no machine. */
  readonly editor?: string | undefined;
}

export interface SiteDashboard {
  readonly uid: string;
  readonly title: string;
  readonly folder: string;
  readonly place?: SitePlace | undefined;
  /** Grafana's classic JSON, as it is written to `dist/grafana`. */
  readonly json: object;
  /** Places of panels by id. */
  readonly panels: Readonly<Record<string, SitePlace>>;
}

export interface SiteAlert {
  readonly name: string;
  readonly severity: string;
  readonly expr: string;
  readonly for: string;
  readonly group: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly runbook?: string | undefined;
  readonly panel?: { readonly dashboard: string; readonly id: number } | undefined;
  /** Names of the receivers that are notified, as far as the labels of the rule decide it. */
  readonly receivers: readonly string[];
  /** Ids of the scenarios about it. */
  readonly scenarios: readonly string[];
  readonly place?: SitePlace | undefined;
  /** What it did on history, where a report is shown that has it. */
  readonly history?: AlertHistory | undefined;
}

export interface SiteRecord {
  readonly record: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface SiteMetric {
  readonly name: string;
  readonly kind: 'counter' | 'gauge' | 'histogram' | 'native_histogram' | 'summary';
  readonly help: string;
  readonly unit?: string | undefined;
  /** Example values of its labels, those of the target included. */
  readonly labels: Readonly<Record<string, readonly string[]>>;
  readonly range?: readonly [number, number] | undefined;
  /** Upper bounds of a classic histogram's buckets, without +Inf, as they stand in `le`. */
  readonly buckets?: readonly number[] | undefined;
  /** Scales what is simulated, so that no alert fires in a system that is well. @default 1 */
  readonly level?: number | undefined;
  /** What joins need: for these labels one series each. @default a series for each combination of label values */
  readonly unique?: readonly UniqueLabels[] | undefined;
  /** Label sets that it has besides the combinations of label values. @default none */
  readonly also?: readonly Readonly<Record<string, string>>[] | undefined;
}

/** Of series that matchers select, those with the same values of some labels are the same in others too. */
export interface UniqueLabels {
  readonly where: readonly Matcher[];
  readonly labels: readonly string[];
  /** Whether all labels but those are meant. */
  readonly others: boolean;
  /** Labels whose values are then the same. @default all: it is one series */
  readonly same?: readonly string[] | undefined;
}

export interface SiteObjective {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Share of events that must be good, 0 to 1. */
  readonly objective: number;
  readonly period: string;
  readonly alerts: readonly { readonly name: string; readonly severity: string }[];
}

export interface SiteRoute {
  readonly receiver?: string | undefined;
  readonly matchers: readonly string[];
  readonly continue: boolean;
  readonly groupBy?: readonly string[] | undefined;
  /** Durations, where it has its own. */
  readonly groupWait?: string | undefined;
  readonly groupInterval?: string | undefined;
  readonly repeatInterval?: string | undefined;
  readonly mute: readonly string[];
  readonly routes: readonly SiteRoute[];
}
export interface SiteRouting {
  readonly root: SiteRoute;
  readonly inhibitions: readonly {
    readonly source: readonly string[];
    readonly target: readonly string[];
    readonly equal: readonly string[];
  }[];
}

export interface SiteScenario {
  /** Unique in its bundle, and fit for a URL. */
  readonly id: string;
  readonly name: string;
  readonly alerts: readonly string[];
  readonly place?: SitePlace | undefined;
}

export interface SiteFinding {
  readonly check: string;
  readonly level: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly expected?: string | undefined;
  readonly path: string;
  readonly place?: SitePlace | undefined;
}

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
