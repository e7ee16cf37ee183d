import type { Matcher } from '../../engine/index.js';
import type { AlertHistory, SiteHistory } from './history.js';

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
  /** Scale what is simulated, so that no alert fires in a system that is well. @default none */
  readonly levels?: readonly SeriesLevel[] | undefined;
  /** What joins need: for these labels one series each. @default a series for each combination of label values */
  readonly unique?: readonly UniqueLabels[] | undefined;
  /** Label sets that it has besides the combinations of label values. @default none */
  readonly also?: readonly Readonly<Record<string, string>>[] | undefined;
}

/** By how much the series that matchers select are more or less than usual. */
export interface SeriesLevel {
  readonly where: readonly Matcher[];
  readonly factor: number;
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
