/**
 * Metric names of the legacy validation scheme (`MetricNameRE` in prometheus/common): every Prometheus, remote storage
 * and dashboard accepts them without quotes. Prometheus 3 accepts any UTF-8 text, in quotes.
 */
export const legacyMetricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** Label names of the legacy validation scheme (`LabelNameRE`). */
export const legacyLabelName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** The metric that a series may be a part of: without the suffix of a histogram's or summary's series. */
export function withoutPart(series: string): string {
  return series.replace(/_(?:bucket|sum|count)$/, '');
}
