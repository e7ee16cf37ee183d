import type {
  Counter,
  Gauge,
  HistogramHandle,
  Labelled,
  NativeHistogram,
  Place,
} from '../../catalog/index.js';
import type { AnyAlert, RecordingRule, Signal } from '../../define/index.js';
import type { CounterShape } from './counter-shape.js';
import type { Approximately, Expectation, TextMatch } from './expectation.js';
import type { HistogramShape } from './histogram-shape.js';
import type { ScenarioSeries } from './series.js';
import type { Span } from './time.js';
import type { ValueShape } from './value-shape.js';

export interface ScenarioOptions<A extends AnyAlert> {
  /** Alerts that the scenario is about. None where only recorded series are looked at. */
  readonly alerts?: readonly A[];
  /** Distance of scrapes, and of evaluations in groups that have no interval of their own. @default 15s */
  readonly step?: Span;
  /** Length. @default up to the last expectation; half an hour where no expectation names a time */
  readonly lasting?: Span;
  /** Time of the first scrape, RFC 3339. @default 2026-01-01T00:00:00Z */
  readonly start?: string;
  readonly externalLabels?: Readonly<Record<string, string>>;
}

/** A story told in time series, and what alerts must make of it: plain data. */
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
  /** What the metrics do. */
  readonly inputs: readonly ScenarioSeries[];
  readonly expectations: readonly Expectation[];
  readonly place: Place;
}

type LabelsOf<Of> = Of extends Labelled<infer L> ? L : never;
type Handle = Counter<never> | Gauge<never> | NativeHistogram<never> | HistogramHandle<never>;
type LabelsOfHandle<M> = M extends { readonly sum: Counter<infer L> } ? L : LabelsOf<M>;
/** The shapes that fit a metric: a gauge does not count, and only a histogram observes. */
type ShapeOf<M> = M extends { readonly kind: 'counter' }
  ? CounterShape | ValueShape
  : M extends { readonly kind: 'gauge' }
    ? ValueShape
    : HistogramShape;
/** What a metric of a catalog is at least. */
export type AnyHandle = { readonly [Property in keyof Pick<Handle, 'kind' | 'metric'>]: Handle[Property] };

/** Which of an alert's instances are meant: those that match all that is given. */
export interface Which<A extends AnyAlert> {
  /** One alert of several. @default all alerts of the scenario, each of them */
  readonly alert?: A;
  readonly labels?: { readonly [Label in LabelsOf<A> | 'severity' | 'alertname']?: TextMatch };
}
export interface Expected<A extends AnyAlert> extends Which<A> {
  /** Annotations of every instance that is meant. */
  readonly annotations?: Readonly<Record<string, TextMatch>>;
  /** The value of the alert's expression, in the signal's unit. */
  readonly value?: number | Approximately;
  /** How many instances there must be. @default at least one */
  readonly count?: number;
}

/** A scenario that can be told further: every call returns a new one. */
export interface Scenario<A extends AnyAlert = AnyAlert> extends AnyScenario {
  /**
   * What a metric does. Labels that are left out take the catalog's first example value; `job`, `instance` and
   * their like are those of the bundle. Call it again for another series of the same metric.
   */
  series<M extends AnyHandle>(metric: M, shape: ShapeOf<M>): Scenario<A>;
  series<M extends AnyHandle>(
    metric: M,
    labels: { readonly [Label in LabelsOfHandle<NoInfer<M>>]?: string },
    shape: ShapeOf<M>,
  ): Scenario<A>;
  /** The condition holds, but not for long enough yet. */
  pendingAt(at: Span, expected?: Expected<A>): Scenario<A>;
  firingAt(at: Span, expected?: Expected<A>): Scenario<A>;
  /** Starts to fire in this time, both ends included, and not before. */
  firesWithin(within: readonly [from: Span, to: Span], expected?: Expected<A>): Scenario<A>;
  /** Neither pending nor firing at any time before. */
  quietUntil(until: Span, which?: Which<A>): Scenario<A>;
  /** Neither pending nor firing. */
  quietAt(at: Span, which?: Which<A>): Scenario<A>;
  /** Never pending and never firing. */
  staysQuiet(which?: Which<A>): Scenario<A>;
  /** May be pending, but never fires. */
  neverFires(which?: Which<A>): Scenario<A>;
  /** Neither pending nor firing, having fired before. */
  resolvedAt(at: Span, which?: Which<A>): Scenario<A>;
  /** Has fired, stops by this time at the latest, and does not come back. */
  resolvesBy(by: Span, which?: Which<A>): Scenario<A>;
  /** A recorded series or a signal has this value; `labels` are those that tell its series apart. */
  sampleAt<L extends string>(
    of: RecordingRule<L> | Signal<L>,
    at: Span,
    value: number | Approximately,
    labels?: Readonly<Record<string, string>>,
  ): Scenario<A>;
  /** A recorded series or a signal has no sample at all. */
  noSampleAt<L extends string>(of: RecordingRule<L> | Signal<L>, at: Span): Scenario<A>;
}
