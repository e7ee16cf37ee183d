import type { Metric } from './metric.js';
import type { Place } from './place.js';
import { toRe2 } from './regular-expression.js';
import { duration, labelMatches, type Shape, unfit, validate } from './shape/index.js';

declare const labels: unique symbol;

/** Anything that evaluates to series with the labels `L`; invariant, so that no label is added or lost silently. */
export interface Labelled<L extends string> {
  /** Exists only for the compiler. @internal */
  readonly [labels]?: (label: L) => L;
}

/** A point of Prometheus' duration syntax with one unit: `90s`, `5m`, `1h`, `30d`. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h' | 'd' | 'w' | 'y'}`;

/** A variable of a Grafana dashboard, such as `$service`, `${service:regex}` or `[[service]]`. For dashboards only. */
export type GrafanaVariable = `$${string}` | `[[${string}]]`;

/**
 * A duration, a variable of a dashboard such as `$__range`, or a duration that Prometheus calculates, in parentheses:
 * `(max_of(step(), 1m) * 4)`. Calculated durations need Prometheus 3.14, or the flag `promql-duration-expr` since 3.4.
 */
export type DurationText = Duration | GrafanaVariable | `(${string})`;

export type MatcherOperator = '=' | '!=' | '=~' | '!~';
export interface Matcher {
  readonly label: string;
  readonly operator: MatcherOperator;
  readonly value: string;
}

/**
 * What a label is matched against: a string for equality, a regular expression for the whole value, or `not(…)`.
 * Regular expressions may use the flags `i`, `s` and `u`, and the syntax that RE2 supports.
 */
export type LabelMatch = string | RegExp | Not;
/** A negated label match, made by `not`. */
export interface Not {
  readonly not: string | RegExp;
}

/**
 * Negates a label match: `where({ status: not(/2../) })`.
 *
 * @example metrics.http_requests_total.where({ status: not(/2../) })
 */
export function not(value: string | RegExp): Not {
  return { not: value };
}

export type SeriesKind = 'counter' | 'gauge' | 'bucket' | 'native_histogram' | 'recorded' | 'any';

/** How a range ends: at samples, or at its bounds with values that Prometheus extends or interpolates. */
export type RangeExtension = 'anchored' | 'smoothed';

/** A selector without its type parameters and methods: plain data, and a node of an expression as it is. */
export interface SelectorData<Kind extends SeriesKind = SeriesKind> {
  readonly type: 'selector';
  readonly kind: Kind;
  /** Name as it is queried: the metric's, with `_bucket`, `_sum` or `_count` for a part of a histogram. */
  readonly name: string;
  readonly metric: Metric | undefined;
  readonly matchers: readonly Matcher[];
  readonly offset?: string | undefined;
  readonly at?: number | 'start' | 'end' | undefined;
  readonly extension?: RangeExtension | undefined;
}

/** The series of one metric, narrowed by matchers. */
export interface Selector<Kind extends SeriesKind, L extends string> extends Labelled<L>, SelectorData<Kind> {
  /** The series whose labels match all of `matches`. */
  where(
    matches: { readonly [Label in L]?: LabelMatch } & { readonly [Label in GrafanaVariable]?: LabelMatch },
  ): Selector<Kind, L>;
  /** The same series `offset` ago: PromQL's `offset` modifier. A negative offset looks ahead. */
  offsetBy(offset: DurationText | `-${DurationText}`): Selector<Kind, L>;
  /** The same series at a fixed time, in unix seconds or at the start or end of the range: PromQL's `@` modifier. */
  atTime(at: number | 'start' | 'end'): Selector<Kind, L>;
  /**
   * The same series with ranges that begin and end at the bounds of the window, each with the last sample before it:
   * PromQL's `anchored` modifier, for `rate`, `increase`, `delta`, `resets` and `changes`. Without extrapolation, the
   * increase of a counter of whole numbers is a whole number. Needs Prometheus 3.16, or the flag
   * `promql-extended-range-selectors` since 3.7.
   *
   * @example increase(metrics.http_requests_total.anchored(), '1h')
   */
  anchored(): Selector<Kind, L>;
  /**
   * The same series with values at the bounds of the window that are interpolated between the samples before and after
   * them: PromQL's `smoothed` modifier, for `rate`, `increase` and `delta`, and for series without a range. Needs
   * Prometheus 3.16, or the flag `promql-extended-range-selectors` since 3.7.
   *
   * @example rate(metrics.http_requests_total.smoothed(), '5m')
   */
  smoothed(): Selector<Kind, L>;
}

/** The series of a counter. */
export type Counter<L extends string> = Selector<'counter', L>;
/** The series of a gauge. */
export type Gauge<L extends string> = Selector<'gauge', L>;
/** The series of a native histogram. */
export type NativeHistogram<L extends string> = Selector<'native_histogram', L>;

const matchesShape = labelMatches();
/** A duration, a variable of a dashboard, or a duration that Prometheus calculates. */
export const durationText: Shape = (value) =>
  typeof value === 'string' && (value.includes('$') || /^\(.+\)$|^\[\[.+\]\]$/s.test(value))
    ? undefined
    : duration(value);
const offsetShape: Shape = (value) =>
  durationText(typeof value === 'string' && value.startsWith('-') ? value.slice(1) : value);
const atShape: Shape = (value) =>
  value === 'start' || value === 'end' || Number.isFinite(value)
    ? undefined
    : unfit(value, "unix seconds, 'start' or 'end'");

/** A class, so that thousands of selectors share methods. */
class SelectorOf<Kind extends SeriesKind> {
  readonly type = 'selector';
  readonly kind: Kind;
  readonly name: string;
  readonly metric: Metric | undefined;
  readonly matchers: readonly Matcher[];
  readonly offset: string | undefined;
  readonly at: number | 'start' | 'end' | undefined;
  readonly extension: RangeExtension | undefined;

  constructor(
    { kind, name, metric, matchers, offset, at, extension }: SelectorParts<Kind>,
    more: readonly Matcher[] = none,
  ) {
    this.kind = kind;
    this.name = name;
    this.metric = metric;
    this.matchers = matchers.length === 0 ? more : more.length === 0 ? matchers : matchers.concat(more);
    this.offset = offset;
    this.at = at;
    this.extension = extension;
  }
  where(matches: Readonly<Record<string, LabelMatch | undefined>>): SelectorOf<Kind> {
    validate(matchesShape, matches, `${this.name}.where`, this.where);
    return new SelectorOf<Kind>(this, toMatchers(matches));
  }
  offsetBy(offset: string): SelectorOf<Kind> {
    validate(offsetShape, offset, `${this.name}.offsetBy`, this.offsetBy);
    return new SelectorOf({ ...this, offset });
  }
  atTime(at: number | 'start' | 'end'): SelectorOf<Kind> {
    validate(atShape, at, `${this.name}.atTime`, this.atTime);
    return new SelectorOf({ ...this, at });
  }
  anchored(): SelectorOf<Kind> {
    return new SelectorOf({ ...this, extension: 'anchored' });
  }
  smoothed(): SelectorOf<Kind> {
    return new SelectorOf({ ...this, extension: 'smoothed' });
  }
}

const none: readonly never[] = [];

type SelectorParts<Kind extends SeriesKind> = Omit<SelectorData<Kind>, 'type'>;

/** Makes a selector from its data. */
export function selector<Kind extends SeriesKind, L extends string>(
  parts: SelectorParts<Kind>,
): Selector<Kind, L> {
  return new SelectorOf(parts) as unknown as Selector<Kind, L>;
}

/**
 * Matchers in the order in which they were written.
 *
 * @param place Where they were defined, when this is called later
 * @throws DefinitionError for a regular expression that RE2 does not have
 */
export function toMatchers(
  matches: Readonly<Record<string, LabelMatch | undefined>>,
  place?: Place,
): readonly Matcher[] {
  const labels = Object.keys(matches);
  const [label] = labels;
  // Nearly always one label: a literal list of one takes a tenth of the memory of a list that may grow.
  if (labels.length === 1 && label !== undefined) {
    const match = matches[label];
    return match === undefined ? none : [matcherOf(label, match, place)];
  }
  const matchers: Matcher[] = [];
  for (const label of labels) {
    const match = matches[label];
    if (match !== undefined) matchers.push(matcherOf(label, match, place));
  }
  return matchers;
}

function matcherOf(label: string, match: LabelMatch, place: Place | undefined): Matcher {
  const negated = typeof match === 'object' && 'not' in match;
  const value = negated ? match.not : match;
  return value instanceof RegExp
    ? { label, operator: negated ? '!~' : '=~', value: toRe2(value, place) }
    : { label, operator: negated ? '!=' : '=', value };
}
