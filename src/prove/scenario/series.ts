import {
  boundText,
  DefinitionError,
  type Matcher,
  type Metric,
  type MetricKind,
  type Place,
} from '../../catalog/index.js';
import type { CounterShape } from './counter-shape.js';
import type { HistogramShape } from './histogram-shape.js';
import type { ValueShape } from './value-shape.js';

export type AnyShape = ValueShape | CounterShape | HistogramShape;

/** What one metric does in a scenario; the labels that are not given are filled in for the bundle. */
export interface ScenarioSeries {
  readonly metric: Metric;
  /** The series' name: the metric's, unless it is a part of a histogram or summary. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly shape: AnyShape;
  readonly place: Place;
}

interface SeriesHandle {
  readonly metric: Metric | undefined;
  readonly name?: string;
  readonly matchers?: readonly Matcher[];
}

/**
 * A series of a metric, or of a selector whose matchers are all equalities: those are labels then.
 *
 * @throws DefinitionError for a selector that does not say which series it means.
 */
export function seriesOf(
  handle: SeriesHandle,
  labels: Readonly<Record<string, string>>,
  shape: AnyShape,
  place: Place,
): ScenarioSeries {
  const { metric, name = metric?.name, matchers = [] } = handle;
  if (metric === undefined || name === undefined) {
    throw new DefinitionError('a scenario tells what metrics of the catalog do', place);
  }
  const stored = (label: string, value: string): string =>
    label === numericLabels[metric.kind] ? asStored(value) : value;
  const known = new Set([...Object.keys(metric.labels), ...metric.targetLabels, 'quantile']);
  const all: Record<string, string> = {};
  for (const { label, operator, value } of matchers) {
    if (operator !== '=') {
      throw new DefinitionError(
        `series ${name}: ${label}${operator}"${value}" does not say which series is meant; give the label's value`,
        place,
      );
    }
    all[label] = stored(label, value);
  }
  for (const [label, value] of Object.entries(labels)) {
    if (!known.has(label)) {
      throw new DefinitionError(`metric ${metric.name} has no label "${label}"`, place);
    }
    all[label] = stored(label, value);
  }
  return { metric, name, labels: all, shape, place };
}

/** Labels whose values are numbers, which Prometheus stores in one spelling. */
const numericLabels: Partial<Record<MetricKind, string>> = { histogram: 'le', summary: 'quantile' };

function asStored(value: string): string {
  const number = Number(value);
  return value.trim() === '' || Number.isNaN(number) ? value : boundText(number);
}
