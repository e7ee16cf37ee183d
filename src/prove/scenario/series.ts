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
  readonly metric: Metric | undefined;
  readonly name?: string;
  readonly matchers?: readonly Matcher[];
}

/**
 * A series of a metric, or of a selector with equality matchers only, which become labels.
 *
 * @throws DefinitionError for other matchers, and for labels that the metric does not have.
 */
export function seriesOf(
  handle: SeriesHandle,
  labels: Readonly<Record<string, string>>,
  shape: AnyShape,
  place: Place,
): ScenarioSeries {
  const { metric, name = metric?.name, matchers = [] } = handle;
  if (metric === undefined || name === undefined) {
    throw new DefinitionError('a series of a scenario needs a metric of the catalog', place);
  }
  const stored = (label: string, value: string): string =>
    label === numericLabels[metric.kind] ? asStored(value) : value;
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
      throw new DefinitionError(`metric ${metric.name} has no label "${label}"`, place);
    }
    all[label] = stored(label, value);
  }
  return { metric, name, labels: all, shape, place };
}

/** Labels with numeric values, which Prometheus normalizes. */
const numericLabels: Partial<Record<MetricKind, string>> = { histogram: 'le', summary: 'quantile' };

function asStored(value: string): string {
  const number = Number(value);
  return value.trim() === '' || Number.isNaN(number) ? value : boundText(number);
}
