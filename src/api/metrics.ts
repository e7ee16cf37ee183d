/**
 * The metrics of a system with their types, units and labels, and the series that they give.
 *
 * @module
 */
export {
  type AnyCatalog,
  type AnyMetricHandle,
  type Catalog,
  type CatalogOptions,
  type Counter,
  catalog,
  counter,
  type Duration,
  defaultTargetLabels,
  type Gauge,
  gauge,
  type HistogramHandle,
  type HistogramOptions,
  histogram,
  kubernetesTargetLabels,
  type LabelExamples,
  type Labelled,
  type LabelMatch,
  type LabelValues,
  type Metric,
  type MetricOptions,
  type MetricType,
  type NativeHistogram,
  type Not,
  nativeHistogram,
  not,
  type OneOf,
  oneOf,
  type Selector,
  type SummaryHandle,
  selector,
  summary,
} from '../catalog/index.js';
