import { boundText, DefinitionError, type Matcher, type Metric, type Place } from '../../catalog/index.js';
import { partLabel } from '../../catalog/metric.js';
import { anything, type Shape, validate, wrong } from '../../catalog/shape/index.js';
import { didYouMean } from '../../catalog/similar.js';
import { isRecord } from '../../plain.js';
import type { CounterShape } from './counter-shape.js';
import type { HistogramShape } from './histogram-shape.js';
import { seriesLabels } from './shapes.js';
import type { ValueShape } from './value-shape.js';

/** A shape of any series. */
export type AnyShape = ValueShape | CounterShape | HistogramShape;

/** A series of a metric in a scenario. Labels that are not set are completed when the scenario is compiled. */
export interface ScenarioSeries {
  readonly metric: Metric;
  /** The metric name, or the name of a series of a histogram or summary. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly shape: AnyShape;
  readonly place: Place;
}

interface SeriesHandle {
  readonly kind?: string;
  readonly metric: Metric | undefined;
  readonly name?: string;
  readonly matchers?: readonly Matcher[];
}

/**
 * A series of a metric, or of a selector with equality matchers only, which become labels.
 *
 * @throws DefinitionError for other matchers, and for labels that the metric does not have
 */
export function seriesOf(
  handle: SeriesHandle,
  labels: Readonly<Record<string, string>>,
  shape: AnyShape,
  place: Place,
): ScenarioSeries {
  validate(handleShape, handle, 'series: the metric', place);
  const { metric, name = metric?.name, matchers = [] } = handle;
  if (metric === undefined || name === undefined) {
    throw new DefinitionError('a series of a scenario needs a metric of the catalog', place);
  }
  validate(seriesLabels, labels, `series ${name}: the labels`, place);
  validate(shapes.get(handle.kind ?? metric.kind) ?? anything, shape, `series ${name}: what it does`, place);
  // Their values are numbers, which Prometheus normalizes.
  const stored = (label: string, value: string): string =>
    label === partLabel(metric.kind) ? asStored(value) : value;
  const known = new Set([...Object.keys(metric.labels), ...metric.targetLabels, 'quantile']);
  const all: Record<string, string> = {};
  for (const { label, operator, value } of matchers) {
    if (operator !== '=') {
      throw new DefinitionError(
        `series ${name}: ${label}${operator}"${value}" does not select one series; set the value of the label`,
        place,
      );
    }
    all[label] = stored(label, value);
  }
  for (const [label, value] of Object.entries(labels)) {
    if (!known.has(label)) {
      throw new DefinitionError(`metric ${metric.name} has no label "${label}"`, place, {
        expected: `one of ${[...known].join(', ')}`,
        suggestion: didYouMean(label, [...known]),
      });
    }
    all[label] = stored(label, value);
  }
  for (const [label, value] of Object.entries(all)) refuseExcluded(metric, label, value, place);
  return { metric, name, labels: all, shape, place };
}

/** A label that is declared with all its values never has another value. */
function refuseExcluded(metric: Metric, label: string, value: string, place: Place): void {
  const values = metric.labels[label];
  if (values === undefined || !('oneOf' in values) || values.oneOf.includes(value)) return;
  throw new DefinitionError(`series ${metric.name}: ${label} is never ${JSON.stringify(value)}`, place, {
    expected: `one of ${values.oneOf.join(', ')}, as oneOf in the catalog says`,
    suggestion: didYouMean(value, values.oneOf),
  });
}

const handleShape: Shape = (value) =>
  isRecord(value) && ('metric' in value || 'node' in value || 'type' in value)
    ? undefined
    : wrong(value, 'a metric of the catalog');

const counts = 'how it increases: rateOf(…), eventsAt(…) or idle(), or its exact values';
const values = 'its values: constant(…), ramp(…) or a similar function';
const observes = 'what it observes: observing(…) or unobserved()';

function shapeOf(expected: string, ...types: readonly AnyShape['type'][]): Shape {
  return (value) =>
    types.some((type) => isRecord(value) && value.type === type) ? undefined : wrong(value, expected);
}

/** The shapes of each kind of series. */
const shapes: ReadonlyMap<string, Shape> = new Map([
  ['counter', shapeOf(counts, 'counter', 'value')],
  ['bucket', shapeOf(counts, 'counter', 'value')],
  ['gauge', shapeOf(values, 'value')],
  ['histogram', shapeOf(observes, 'histogram')],
  ['native_histogram', shapeOf(observes, 'histogram')],
]);

function asStored(value: string): string {
  const number = Number(value);
  return value.trim() === '' || Number.isNaN(number) ? value : boundText(number);
}
