import { type Labelled, type Place, placeOf } from '../catalog/index.js';
import { chosenBy, func, options as optionsOf, required, text, validate } from '../catalog/shape/index.js';
import { grafanaUnit, isTimestamp, type Node, nodeOf, unitOf, type Vector } from '../query/index.js';
import { expression, metricUnit, range as rangeShape, suppressions } from './shapes.js';
import { nothingSuppressed, type Suppressible, type Suppression } from './suppression.js';

/** Label names as Grafana's legend placeholders, typed by the labels that the expression keeps. */
export type LegendLabels<L extends string> = { readonly [Label in L]: string };
/** The legend of a signal: a text with placeholders, or a function of the labels. */
export type Legend<L extends string> = string | ((labels: LegendLabels<L>) => string);

/** Options of a signal. */
export interface SignalOptions<L extends string> extends Suppressible {
  /** Title of panels and in the documentation. */
  readonly title: string;
  /** What the value means, for readers who see it for the first time. Shown on panels and in the documentation. */
  readonly description?: string;
  /** Expression, whose labels the signal has. */
  readonly expr: Vector<L>;
  /** Grafana unit id. @default inferred from the metrics and functions in the expression */
  readonly unit?: string;
  /** Legend: the name of each series, such as `({ topic }) => topic`. @default the values of the labels; the title where the expression keeps none */
  readonly legend?: Legend<L>;
  /** Range of possible values, both ends included. A threshold outside of the range is a finding. @default not known */
  readonly range?: readonly [minimum: number, maximum: number];
}

/** A named, typed expression with a unit: panels show it, rules record it and alerts compare it with a threshold. */
export interface Signal<L extends string> extends Labelled<L> {
  readonly type: 'signal';
  readonly title: string;
  readonly description?: string | undefined;
  readonly node: Node;
  readonly unit?: string | undefined;
  /** Whether the value is a point in time in seconds since 1970, for which Grafana has no unit. */
  readonly timestamp?: true;
  readonly legend?: string | undefined;
  readonly range?: readonly [number, number] | undefined;
  readonly suppress: readonly Suppression[];
  readonly place: Place;
}

/** A signal whose labels do not matter here. */
export type AnySignal = Omit<Signal<never>, keyof Labelled<never>>;

const shape = optionsOf<SignalOptions<string>>({
  title: required(text),
  description: text,
  expr: required(expression),
  unit: metricUnit,
  legend: chosenBy((value) => (typeof value === 'function' ? func : text)),
  range: rangeShape,
  suppress: suppressions,
});

/**
 * A named, typed expression with a unit, inferred from its metrics: panels show it, rules record it and alerts
 * compare it with a threshold.
 *
 * @throws DefinitionError for an option that is missing, misspelt or has an invalid value
 * @example signal({ title: 'Queue length', description: 'Jobs that wait.', expr: max(metrics.queue_length, { by: ['topic'] }) })
 */
export function signal<L extends string>(options: SignalOptions<L>): Signal<L> {
  const place = placeOf(signal);
  validate(shape, options, 'signal', place);
  const { title, description, expr, legend, range, suppress = nothingSuppressed } = options;
  const node = nodeOf(expr);
  return {
    type: 'signal',
    title,
    description,
    node,
    unit: grafanaUnit(options.unit) ?? unitOf(node),
    ...(options.unit === 'timestamp' && { timestamp: true }),
    legend: typeof legend === 'function' ? legend(legendLabels as LegendLabels<L>) : legend,
    range,
    suppress,
    place,
  };
}

/** The unit for a signal's value in texts: that of its panels, or `timestamp`. */
export function unitInTexts({ unit, timestamp, node }: AnySignal): string | undefined {
  if (timestamp) return 'timestamp';
  return (unit === undefined || unit === 'none') && isTimestamp(node) ? 'timestamp' : unit;
}

/** Any label as Grafana's legend placeholder: `labels.topic` is `{{topic}}`. */
const legendLabels = new Proxy({}, { get: (_, label) => `{{${String(label)}}}` });
