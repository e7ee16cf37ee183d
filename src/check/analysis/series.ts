import type { Metric } from '../../catalog/index.js';
import { scrapeSeries } from '../../catalog/scrape-series.js';
import {
  anyLabels,
  exactly,
  type LabelFlow,
  metricFlow,
  union,
  withLabel,
} from '../../query/promql/labels/index.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import type { Analysis, Series, SeriesType } from './analysis.js';

/** All series that a bundle's catalogs declare, by the names under which they are queried, and Prometheus' own. */
export function catalogSeries(bundle: ResolvedBundle): Map<string, Series> {
  const found = new Map<string, Series>();
  const alert = withLabel(withLabel(anyLabels, 'alertname'), 'alertstate');
  found.set('ALERTS', { name: 'ALERTS', type: 'gauge', flow: alert });
  found.set('ALERTS_FOR_STATE', {
    name: 'ALERTS_FOR_STATE',
    type: 'gauge',
    flow: withLabel(anyLabels, 'alertname'),
  });
  // Relabelling decides which other labels a target has: `metrics_path`, `node`, `cluster`.
  const target = { ...exactly(['job', 'instance']), open: true };
  for (const name of scrapeSeries) found.set(name, { name, type: 'gauge', flow: target });
  for (const metric of bundle.metrics) {
    for (const series of seriesOf(metric)) found.set(series.name, series);
  }
  return found;
}

/** The series that a metric has. */
export function seriesOf(metric: Metric): Series[] {
  const { name, kind } = metric;
  const series = (suffix: string, type: SeriesType): Series => ({
    name: name + suffix,
    type,
    flow: metricFlow(metric, name + suffix),
    metric,
  });
  const total = [series('_sum', 'counter'), series('_count', 'counter')];
  switch (kind) {
    case 'histogram':
      return [series('_bucket', 'bucket'), ...total];
    case 'summary':
      return [series('', 'quantile'), ...total];
    case 'native_histogram':
      return [series('', 'native')];
    default:
      return [series('', kind)];
  }
}

/** The series that recording rules of one name make. */
export function recordedSeries(
  name: string,
  rules: readonly {
    readonly analysis: Analysis | undefined;
    readonly labels: Readonly<Record<string, string>>;
  }[],
): Series {
  let flow: LabelFlow | undefined;
  for (const { analysis, labels } of rules) {
    let own = analysis?.root.flow ?? anyLabels;
    for (const [label, value] of Object.entries(labels)) own = withLabel(own, label, value);
    flow = flow === undefined ? own : union(flow, own);
  }
  const recordedFrom = rules.flatMap(({ analysis }) => (analysis ? [analysis] : []));
  return { name, type: 'recorded', flow: flow ?? anyLabels, recordedFrom };
}
