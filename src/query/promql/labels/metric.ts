import { exampleValues, type Metric } from '../../../catalog/index.js';
import { exactly, type LabelFlow, withLabel } from './label-flow.js';

const known = new WeakMap<Metric, LabelFlow>();

/**
 * Labels of the series of a declared metric: its own, those of the target, and what its kind adds.
 *
 * @param name The name of the series: the metric's, or that of a part such as `_bucket`
 */
export function metricFlow(metric: Metric, name: string): LabelFlow {
  let flow = known.get(metric);
  if (!flow) {
    flow = ownFlow(metric);
    known.set(metric, flow);
  }
  if (metric.kind === 'histogram' && name === `${metric.name}_bucket`) return withLabel(flow, 'le');
  if (metric.kind === 'summary' && name === metric.name) return withLabel(flow, 'quantile');
  return flow;
}

/** A label with an empty example may be missing. */
function ownFlow({ labels, targetLabels, otherLabels }: Metric): LabelFlow {
  const own = Object.entries(labels);
  const filled = own.filter(([, values]) => !exampleValues(values).includes('')).map(([label]) => label);
  const all = { ...exactly([...own.map(([label]) => label), ...targetLabels]), open: otherLabels === true };
  return filled.length === own.length ? all : { ...all, guaranteed: new Set([...filled, ...targetLabels]) };
}
