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
import type { ApproximateValue, Expectation, TextMatch } from './expectation.js';
import type { HistogramShape } from './histogram-shape.js';
import type { ScenarioSeries } from './series.js';
import type { CompoundDuration } from './time.js';
import type { ValueShape } from './value-shape.js';
import type { PromtoolSeries } from './written-series.js';

/** Options of a scenario. */
export interface ScenarioOptions<A extends AnyAlert> {
  /** Alerts that the scenario tests, with all of their levels. @default none, for scenarios about recorded series */
  readonly alerts?: readonly A[];
  /** Scrape interval, and evaluation interval of groups without one. @default 15s */
  readonly step?: CompoundDuration;
  /** Length of the scenario. @default until the last expectation; 30m if no expectation has a time */
  readonly lasting?: CompoundDuration;
  /** Time of the first scrape, RFC 3339. @default 2026-01-01T00:00:00Z */
  readonly start?: string;
  /** External labels of the Prometheus server. @default none */
  readonly externalLabels?: Readonly<Record<string, string>>;
  /**
   * Environment of the bundle, whose thresholds, severities, labels and selectors apply. Such a scenario is not
   * exported for promtool.
   *
   * @default none
   */
  readonly environment?: string;
}

/** A scenario as plain data: series of metrics, and expectations on alerts and samples. */
export interface AnyScenario {
  readonly type: 'scenario';
  readonly name: string;
  readonly alerts: readonly AnyAlert[];
  /** In seconds. */
  readonly step: number;
  /** In seconds; undefined until the last expectation. */
  readonly lasting?: number | undefined;
  readonly start: string;
  readonly externalLabels: Readonly<Record<string, string>>;
  readonly environment?: string | undefined;
  /** The series. */
  readonly inputs: readonly ScenarioSeries[];
  /** Series in the notation of promtool's unit tests. */
  readonly written: readonly PromtoolSeries[];
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

/** Selects alerts; all conditions must match. */
export interface AlertSelector<A extends AnyAlert> {
  /** An alert of the scenario. @default every alert of the scenario */
  readonly alert?: A;
  /** Severity of the alerts or levels. @default any */
  readonly severity?: Severity;
  readonly labels?: {
    readonly [Label in LabelsOf<A> | OwnLabelsOf<A> | 'severity' | 'alertname']?: TextMatch;
  };
}
/** What is expected of the selected alerts. */
export interface ExpectedAlerts<A extends AnyAlert> extends AlertSelector<A> {
  /** Annotations of every selected alert. @default any */
  readonly annotations?: Readonly<Record<string, TextMatch>>;
  /** Value of the alert's expression, in the signal's unit. @default any */
  readonly value?: number | ApproximateValue;
  /** Number of alerts in this state, one per label set. @default at least one */
  readonly count?: number;
}

/** Selects alerts as they reach Alertmanager, external labels included. */
export interface RoutedAlertSelector<A extends AnyAlert> extends Omit<AlertSelector<A>, 'labels'> {
  /** Labels of the alerts. @default any */
  readonly labels?: Readonly<Record<string, TextMatch>>;
}
/** What is expected of the notifications about the selected alerts. */
export interface NotifiedOptions<A extends AnyAlert> extends RoutedAlertSelector<A> {
  /**
   * Time between the start of firing, or the resolution with `resolved`, and the notification: a maximum, or minimum
   * and maximum. It includes `groupWait`.
   *
   * @default any
   */
  readonly within?: CompoundDuration | readonly [from: CompoundDuration, to: CompoundDuration];
  /**
   * Names of the labels that the alerts of the notification have in common: `groupBy` of the route; `'...'` alone for
   * all.
   *
   * @default any
   */
  readonly grouped?: readonly string[];
  /** Number of firing alerts in the notification. @default any */
  readonly count?: number;
  /**
   * Interval after which the notification is repeated while nothing changes: `repeatInterval` of the route, up to
   * `groupInterval` more.
   *
   * @default any
   */
  readonly repeated?: CompoundDuration;
  /** Expects a notification about resolved alerts instead of firing ones. @default false */
  readonly resolved?: boolean;
}
/** Selects inhibited alerts. */
export interface InhibitedOptions<A extends AnyAlert> extends Omit<RoutedAlertSelector<A>, 'alert'> {
  /** Alert that inhibits. @default any */
  readonly by?: A;
  /** Time at which the alerts are inhibited. @default whenever a notification is due */
  readonly at?: CompoundDuration;
}
/** Selects muted alerts. */
export interface MutedOptions<A extends AnyAlert> extends RoutedAlertSelector<A> {
  /** Time interval that mutes, one of the route. @default any */
  readonly by?: TimeInterval;
}

/** A scenario that can be extended: every method returns a new scenario. */
export interface Scenario<A extends AnyAlert = AnyAlert> extends AnyScenario {
  /**
   * Adds a series of a metric. Labels that are not set have the first example value of the catalog; `job`, `instance`
   * and other target labels have values of the bundle. Call it again for another series of the same metric.
   */
  series<M extends AnyHandle>(metric: M, shape: ShapeOf<M>): Scenario<A>;
  /** Adds a series with labels: `.series(metrics.http_requests_total, { status: '500' }, rateOf(1, 'per second'))`. */
  series<M extends AnyHandle>(
    metric: M,
    labels: { readonly [Label in LabelsOfHandle<NoInfer<M>>]?: string },
    shape: ShapeOf<M>,
  ): Scenario<A>;
  /**
   * Adds a series in the notation of promtool's unit tests, with one value per `step`: `0+10x5` is 0, 10, … 50; `3x2`
   * is 3, 3, 3; `_` is a scrape without the series, `_x4` are four; `stale` ends the series; `{{schema:0 sum:5
   * count:4 buckets:[1 2 1]}}` is a native histogram. All labels must be
   * written. It is used for recorded series, such as those of `dashwright backtest --to-scenario`, and for existing
   * tests.
   *
   * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
   * @example scenario('outage').inputSeries('http_requests_total{status="500"}', '0+6x40 240x20')
   */
  inputSeries(series: string, values: string): Scenario<A>;
  /** Expects the alerts to be pending: the condition is true, but not yet for the duration of `for`. */
  pendingAt(at: CompoundDuration, expected?: ExpectedAlerts<A>): Scenario<A>;
  /** Expects the alerts to be firing. */
  firingAt(at: CompoundDuration, expected?: ExpectedAlerts<A>): Scenario<A>;
  /** Expects the alerts to start firing in this range of time, both ends included, and not before. */
  firesWithin(
    within: readonly [from: CompoundDuration, to: CompoundDuration],
    expected?: ExpectedAlerts<A>,
  ): Scenario<A>;
  /** Expects the alerts to be neither pending nor firing at any time before. */
  quietUntil(until: CompoundDuration, which?: AlertSelector<A>): Scenario<A>;
  /** Expects the alerts to be neither pending nor firing. */
  quietAt(at: CompoundDuration, which?: AlertSelector<A>): Scenario<A>;
  /** Expects the alerts to be never pending or firing. */
  staysQuiet(which?: AlertSelector<A>): Scenario<A>;
  /** Expects the alerts never to fire; they may be pending. */
  neverFires(which?: AlertSelector<A>): Scenario<A>;
  /** Expects the alerts to have fired, and to be neither pending nor firing. */
  resolvedAt(at: CompoundDuration, which?: AlertSelector<A>): Scenario<A>;
  /** Expects the alerts to have fired, and to be neither pending nor firing from this time on at the latest. */
  resolvesBy(by: CompoundDuration, which?: AlertSelector<A>): Scenario<A>;
  /** Expects a recorded series or a signal to have this value. `labels` select one of several series. */
  sampleAt<L extends string>(
    of: RecordingRule<L> | Signal<L>,
    at: CompoundDuration,
    value: number | ApproximateValue,
    labels?: Readonly<Record<string, string>>,
  ): Scenario<A>;
  /** Expects a recorded series or a signal to have no sample. */
  noSampleAt<L extends string>(of: RecordingRule<L> | Signal<L>, at: CompoundDuration): Scenario<A>;
  /**
   * Expects the receiver to be notified of every selected alert. Alertmanager's own code evaluates the routing of the
   * bundle: routes, groups, inhibition rules and time intervals. After the end of the scenario, its last state
   * continues.
   */
  notifies(receiver: Receiver, expected?: NotifiedOptions<A>): Scenario<A>;
  /** Expects the receiver never to be notified of a selected alert, although it fires. */
  neverNotifies(receiver: Receiver, which?: RoutedAlertSelector<A>): Scenario<A>;
  /** Expects the alerts to fire without any notification, because another alert inhibits them. */
  inhibits(alert: A | readonly A[], expected?: InhibitedOptions<A>): Scenario<A>;
  /** Expects the alerts to fire at this time without any notification, because a time interval mutes their routes. */
  mutedAt(at: CompoundDuration, expected?: MutedOptions<A>): Scenario<A>;
}
