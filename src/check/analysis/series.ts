import type { LabelValues, Metric } from '../../catalog/index.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import type { Analysis, Series } from './analysis.js';
import { anyLabels, exactly, type LabelFlow, union, withLabel } from './label-flow.js';

/** Series that Prometheus adds to each scrape, with the labels of the target. */
const ofScrape = [
  'up',
  'scrape_duration_seconds',
  'scrape_samples_scraped',
  'scrape_samples_post_metric_relabeling',
  'scrape_series_added',
  'scrape_timeout_seconds',
  'scrape_sample_limit',
  'scrape_body_size_bytes',
];

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
  for (const name of ofScrape) found.set(name, { name, type: 'gauge', flow: target });
  for (const metric of bundle.metrics) {
    for (const series of seriesOf(metric)) found.set(series.name, series);
  }
  return found;
}

function seriesOf(metric: Metric): Series[] {
  const { name, kind } = metric;
  const flow = metricFlow(metric);
  const part = (suffix: string): Series => ({ name: name + suffix, type: 'counter', flow, metric });
  switch (kind) {
    case 'histogram':
      return [
        { name: `${name}_bucket`, type: 'bucket', flow: withLabel(flow, 'le'), metric },
        part('_sum'),
        part('_count'),
      ];
    case 'summary':
      return [
        { name, type: 'quantile', flow: withLabel(flow, 'quantile'), metric },
        part('_sum'),
        part('_count'),
      ];
    case 'native_histogram':
      return [{ name, type: 'native', flow, metric }];
    default:
      return [{ name, type: kind, flow, metric }];
  }
}

function metricFlow(metric: Metric): LabelFlow {
  const own = Object.entries(metric.labels);
  const filled = own.filter(([, values]) => !valuesOf(values).includes('')).map(([label]) => label);
  const flow = exactly([...filled, ...metric.targetLabels]);
  if (filled.length === own.length) return flow;
  return { ...flow, possible: new Set([...flow.possible, ...own.map(([label]) => label)]) };
}

function valuesOf(values: LabelValues): readonly string[] {
  return 'oneOf' in values ? values.oneOf : values;
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
