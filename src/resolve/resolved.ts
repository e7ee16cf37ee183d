import type { Duration, Metric, Place } from '../catalog/index.js';
import type { AnyAlert } from '../define/alerting/alert.js';
import type { GroupOptions } from '../define/alerting/group.js';
import type { AnyRecordingRule } from '../define/alerting/recording-rule.js';
import type { Bundle } from '../define/bundle.js';
import type { BundleUrls } from '../define/bundle-urls.js';
import type { Annotation } from '../define/dashboards/annotation.js';
import type { Dashboard } from '../define/dashboards/dashboard.js';
import type { DataSource } from '../define/dashboards/datasource.js';
import type { AnyPanel, Panel } from '../define/dashboards/panel.js';
import type { LogQueryOptions, QueryOptions, TraceQueryOptions } from '../define/dashboards/query.js';
import type { Row } from '../define/dashboards/row.js';
import type { Tab } from '../define/dashboards/tab.js';
import type { Variable } from '../define/dashboards/variable.js';
import type { AnySignal } from '../define/signal.js';
import type { DataSourceReference, Language, ThresholdStep } from '../grafana/index.js';
import type { Node } from '../query/index.js';

/** A bundle with every name, id, position, link and expression resolved: the input of checks and emitters. */
export interface ResolvedBundle {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly version: string;
  readonly appVersion?: string | undefined;
  readonly folder: string;
  readonly urls: BundleUrls;
  readonly metrics: readonly Metric[];
  readonly dashboards: readonly ResolvedDashboard[];
  /** The recording rules by group; of a group that holds alerts too, these alone. `ruleGroups` gives whole groups. */
  readonly recordingGroups: readonly ResolvedGroup<ResolvedRecordingRule>[];
  /** The alerts by group; of a group that holds recording rules too, these alone. */
  readonly alertGroups: readonly ResolvedGroup<ResolvedAlert>[];
  /** Markdown by slug. */
  readonly runbooks: Readonly<Record<string, string>>;
  /** Notification templates, by file name without `.tmpl`. */
  readonly templates: Readonly<Record<string, string>>;
  readonly source: Bundle;
}

export interface ResolvedGroup<Rule = ResolvedRule> extends GroupOptions {
  readonly name: string;
  readonly rules: readonly Rule[];
}
export type ResolvedRule = ResolvedAlert | ResolvedRecordingRule;

export interface ResolvedRecordingRule {
  readonly type: 'recording';
  readonly record: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly source: AnyRecordingRule;
  readonly place: Place;
}

export interface ResolvedAlert {
  readonly type: 'alert';
  /** Its unique key in the bundle: its name, unless several alerts have that name. */
  readonly key: string;
  readonly alert: string;
  readonly expr: string;
  readonly for: Duration;
  readonly keepFiringFor?: Duration | undefined;
  /** With `severity`, if it has one. */
  readonly labels: Readonly<Record<string, string>>;
  /** With `summary`, `description`, `runbook_url` and `dashboard_url`, where they are known. */
  readonly annotations: Readonly<Record<string, string>>;
  /** The panel that shows the alert: the first with one of its signals. */
  readonly panel?: { readonly dashboard: string; readonly id: number } | undefined;
  readonly source: AnyAlert;
  readonly place: Place;
}

export interface ResolvedDashboard {
  readonly uid: string;
  readonly title: string;
  readonly folder: string;
  readonly tags: readonly string[];
  readonly variables: readonly Variable[];
  readonly annotations: readonly ResolvedAnnotation[];
  readonly items: readonly (ResolvedRow | ResolvedPanel)[];
  /** Where what names no data source asks. */
  readonly sources: Readonly<Record<Language, DataSource>>;
  /** Whether to use the defaults of Dashwright, or only those of Grafana. */
  readonly ours: boolean;
  readonly source: Dashboard;
  readonly place: Place;
}

export interface ResolvedAnnotation {
  /** The text of the query; empty where it has none that is known. */
  readonly expr: string;
  /** The panels that they are shown on, or not shown on; undefined in it are panels that the dashboard does not have. */
  readonly filter?: { readonly exclude: boolean; readonly ids: readonly (number | undefined)[] } | undefined;
  readonly source: Annotation;
}

export interface ResolvedRow {
  readonly type: 'row';
  readonly id: number;
  readonly title: string;
  readonly y: number;
  /** Empty unless collapsed: the panels of an expanded row follow it. */
  readonly panels: readonly ResolvedPanel[];
  readonly source: Row;
  /** The tab that it is in, or whose panels it has. */
  readonly tab?: Tab | undefined;
}

export interface GridPosition {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface ResolvedPanel {
  readonly type: 'panel';
  readonly id: number;
  readonly gridPos: GridPosition;
  readonly targets: readonly ResolvedTarget[];
  readonly unit?: string | undefined;
  /** Thresholds of the first signal, and of all signals on its axis. */
  readonly thresholds: readonly ThresholdStep[];
  /** Names of the alerts whose signals the panel shows. */
  readonly alerts: readonly string[];
  readonly source: AnyPanel;
  /** Options with all defaults filled in; empty for a panel of raw JSON. */
  readonly withDefaults?: Panel | undefined;
  readonly place: Place;
}

export interface ResolvedTarget {
  readonly refId: string;
  /** `raw` for a query of any other data source, `panel` for the results of another panel. */
  readonly language: Language | 'raw' | 'panel' | 'expression';
  /** The text of the query; empty where it has none that is known. */
  readonly expr: string;
  readonly datasource: DataSourceReference;
  /** Undefined for what every Grafana has. */
  readonly source?: DataSource | undefined;
  readonly legend?: string | undefined;
  readonly instant: boolean;
  readonly range: boolean;
  readonly format?: 'time_series' | 'table' | 'heatmap' | undefined;
  readonly hide: boolean;
  readonly exemplar: boolean;
  /** What it has of its own besides, and is passed on as it is. */
  readonly settings?: TargetSettings | undefined;
  /** Grafana's query other than its id and its data source, where it is given as such. */
  readonly model?: Readonly<Record<string, unknown>> | undefined;
  /** Merged last. */
  readonly json?: Readonly<Record<string, unknown>> | undefined;
  /** Ids of the queries that an expression reads. */
  readonly reads?: readonly string[] | undefined;
  /** The panel whose results are shown; undefined if it is not on the dashboard. */
  readonly panelId?: number | undefined;
  /** True for the threshold of an alert, drawn beside its signal. */
  readonly bound: boolean;
  /** Thresholds, if they differ from those of the panel because of another signal or unit. */
  readonly thresholds?: readonly ThresholdStep[] | undefined;
  readonly signal?: AnySignal | undefined;
  readonly node?: Node | undefined;
}

export type TargetSettings = Pick<QueryOptions, 'minStep' | 'resolution'> &
  Pick<LogQueryOptions, 'maxLines' | 'order'> &
  Pick<TraceQueryOptions, 'limit' | 'spans' | 'as'>;
