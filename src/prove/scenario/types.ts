import type {
  Counter,
  Gauge,
  HistogramHandle,
  Labelled,
  NativeHistogram,
  Place,
} from '../../catalog/index.js';
import type { AnyAlert, RecordingRule, Severity, Signal } from '../../define/index.js';
import type { Receiver } from '../../define/routing/receiver.js';
import type { TimeInterval } from '../../define/routing/time-interval.js';
import type { CounterShape } from './counter-shape.js';
import type { Approximately, Expectation, TextMatch } from './expectation.js';
import type { HistogramShape } from './histogram-shape.js';
import type { ScenarioSeries } from './series.js';
import type { Span } from './time.js';
import type { ValueShape } from './value-shape.js';
import type { WrittenSeries } from './written-series.js';

/** Options of a scenario. */
export interface ScenarioOptions<A extends AnyAlert> {
  /** Alerts that the scenario tests, with all of their levels. None if it tests recorded series only. */
  readonly alerts?: readonly A[];
  /** Scrape interval, and evaluation interval of groups without an interval. @default 15s */
  readonly step?: Span;
  /** Length. @default up to the last expectation; 30m without a time in the expectations */
  readonly lasting?: Span;
  /** Time of the first scrape, RFC 3339. @default 2026-01-01T00:00:00Z */
  readonly start?: string;
  readonly externalLabels?: Readonly<Record<string, string>>;
  /**
   * One of the bundle's environments: its thresholds, severities, labels and selectors. Such a scenario is not exported for
   * promtool. @default none: the rules without environment
   */
  readonly environment?: string;
}

/** A scenario as plain data: series of metrics, and expectations on alerts and samples. */
export interface AnyScenario {
  readonly type: 'scenario';
  readonly name: string;
  readonly alerts: readonly AnyAlert[];
  /** Seconds. */
  readonly step: number;
  /** Seconds; undefined: up to the last expectation. */
  readonly lasting?: number | undefined;
  readonly start: string;
  readonly externalLabels: Readonly<Record<string, string>>;
  readonly environment?: string | undefined;
  /** The series. */
  readonly inputs: readonly ScenarioSeries[];
  /** Series in the notation of tests for promtool. */
  readonly written: readonly WrittenSeries[];
  readonly expectations: readonly Expectation[];
  readonly place: Place;
}

type LabelsOf<Of> = Of extends Labelled<infer L> ? L : never;
/** The labels that the rule of an alert adds to those of its expression. */
type OwnLabelsOf<A> = A extends { readonly ownLabels?: infer Own extends string } ? Own : never;
type Handle = Counter<never> | Gauge<never> | NativeHistogram<never> | HistogramHandle<never>;
type LabelsOfHandle<M> = M extends { readonly sum: Counter<infer L> } ? L : LabelsOf<M>;
/** The shapes that a metric can have: counter shapes for counters, histogram shapes for histograms. */
type ShapeOf<M> = M extends { readonly kind: 'counter' }
  ? CounterShape | ValueShape
  : M extends { readonly kind: 'gauge' }
    ? ValueShape
    : HistogramShape;
/** Any metric of a catalog. */
export type AnyHandle = { readonly [Property in keyof Pick<Handle, 'kind' | 'metric'>]: Handle[Property] };

/** Selects alerts by name and labels; all that is set must match. */
export interface Which<A extends AnyAlert> {
  /** One of the scenario's alerts. @default every alert of the scenario */
  readonly alert?: A;
  /** Alerts, and levels of alerts, of this severity. @default every level */
  readonly severity?: Severity;
  readonly labels?: {
    readonly [Label in LabelsOf<A> | OwnLabelsOf<A> | 'severity' | 'alertname']?: TextMatch;
  };
}
export interface Expected<A extends AnyAlert> extends Which<A> {
  /** Annotations of every selected alert. */
  readonly annotations?: Readonly<Record<string, TextMatch>>;
  /** The value of the alert's expression, in the signal's unit. */
  readonly value?: number | Approximately;
  /** Number of alerts in this state, one per label set. @default at least one */
  readonly count?: number;
}

/** Selects alerts as Alertmanager gets them, external labels included. */
export interface Arriving<A extends AnyAlert> extends Omit<Which<A>, 'labels'> {
  readonly labels?: Readonly<Record<string, TextMatch>>;
}
/** What is expected of the notifications about alerts. */
export interface Notified<A extends AnyAlert> extends Arriving<A> {
  /**
   * How long after the alert begins to fire, or with `resolved` ceases to, it is in a notification: at the latest, or from
   * when until when. `groupWait` is part of it. @default at any time
   */
  readonly within?: Span | readonly [from: Span, to: Span];
  /** Labels that the alerts of the notification have in common: `groupBy` of the route; `'...'` alone: all. */
  readonly grouped?: readonly string[];
  /** Number of firing alerts in the notification. @default any */
  readonly count?: number;
  /**
   * `repeatInterval` of the route: while nothing changes, the next notification is sent after this time, and at the latest
   * `groupInterval` later.
   */
  readonly repeated?: Span;
  /** The notification says that the alert has resolved. @default false: that it fires */
  readonly resolved?: boolean;
}
/** Which instances of an alert are inhibited, when and by what. */
export interface Inhibited<A extends AnyAlert> extends Omit<Arriving<A>, 'alert'> {
  /** The alert that inhibits. @default any */
  readonly by?: A;
  /** At this time. @default whenever a notification is due, so that none has the alert */
  readonly at?: Span;
}
/** Which alerts are muted, and by what. */
export interface Muted<A extends AnyAlert> extends Arriving<A> {
  /** One of the route's time intervals. @default any */
  readonly by?: TimeInterval;
}

/** A scenario that can be extended: every call returns a new scenario. */
export interface Scenario<A extends AnyAlert = AnyAlert> extends AnyScenario {
  /**
   * Adds a series of a metric. Labels that are not set take the first example value of the catalog; `job`, `instance`
   * and other target labels take values of the bundle. Call it again for another series of the same metric.
   */
  series<M extends AnyHandle>(metric: M, shape: ShapeOf<M>): Scenario<A>;
  /** The same with labels: `.series(metrics.http_requests_total, { status: '500' }, rateOf(1, 'per second'))`. */
  series<M extends AnyHandle>(
    metric: M,
    labels: { readonly [Label in LabelsOfHandle<NoInfer<M>>]?: string },
    shape: ShapeOf<M>,
  ): Scenario<A>;
  /**
   * Adds a series in the notation of tests for promtool, with one value per `step`: `0+10x5` is 0, 10, … 50; `3x2` is 3,
   * 3, 3; `_` a scrape without the series, `_x4` four; `stale` its end. All labels are written. For series that were
   * recorded, as `dashwright backtest --to-scenario` gives them, and for tests that exist.
   *
   * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
   * @example scenario('outage').inputSeries('http_requests_total{status="500"}', '0+6x40 240x20')
   */
  inputSeries(series: string, values: string): Scenario<A>;
  /** The condition is true, but not yet for the duration of `for`. */
  pendingAt(at: Span, expected?: Expected<A>): Scenario<A>;
  /** The alert fires at this time. */
  firingAt(at: Span, expected?: Expected<A>): Scenario<A>;
  /** Starts to fire within this time, both ends included, and not before. */
  firesWithin(within: readonly [from: Span, to: Span], expected?: Expected<A>): Scenario<A>;
  /** Neither pending nor firing at any time before. */
  quietUntil(until: Span, which?: Which<A>): Scenario<A>;
  /** Neither pending nor firing. */
  quietAt(at: Span, which?: Which<A>): Scenario<A>;
  /** Never pending and never firing. */
  staysQuiet(which?: Which<A>): Scenario<A>;
  /** May be pending, but never fires. */
  neverFires(which?: Which<A>): Scenario<A>;
  /** Neither pending nor firing, after it has fired. */
  resolvedAt(at: Span, which?: Which<A>): Scenario<A>;
  /** Has fired, is neither pending nor firing from this time on at the latest. */
  resolvesBy(by: Span, which?: Which<A>): Scenario<A>;
  /** A recorded series or a signal has this value; `labels` select one of several series. */
  sampleAt<L extends string>(
    of: RecordingRule<L> | Signal<L>,
    at: Span,
    value: number | Approximately,
    labels?: Readonly<Record<string, string>>,
  ): Scenario<A>;
  /** A recorded series or a signal has no sample at all. */
  noSampleAt<L extends string>(of: RecordingRule<L> | Signal<L>, at: Span): Scenario<A>;
  /**
   * The receiver is notified of every selected alert. Alertmanager's own code decides it from the routing of the bundle: its
   * routes, groups, inhibitions and time intervals. What the scenario does not set stays as it is after its end.
   */
  notifies(receiver: Receiver, expected?: Notified<A>): Scenario<A>;
  /** The receiver is never notified of a selected alert, although it fires. */
  neverNotifies(receiver: Receiver, which?: Arriving<A>): Scenario<A>;
  /** The alert, or each of several, fires, and nobody is notified of it, as another alert inhibits it. */
  inhibits(alert: A | readonly A[], expected?: Inhibited<A>): Scenario<A>;
  /** The alert fires at this time, and no route of it sends anything, as a time interval mutes it. */
  mutedAt(at: Span, expected?: Muted<A>): Scenario<A>;
}
