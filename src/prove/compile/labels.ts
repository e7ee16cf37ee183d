import { exampleValues, type LabelMatch, type Metric } from '../../catalog/index.js';
import { toRe2, wholeValues, withoutFlags } from '../../query/regular-expression.js';
import type { ScenarioSeries } from '../scenario/series.js';

/** The parts of a bundle that determine the labels of its series. */
export interface LabelContext {
  readonly name: string;
  /** The matchers that are added to all selectors of the bundle's rules. */
  readonly selectors?: Readonly<Record<string, LabelMatch>> | undefined;
}

/** All labels of a series, with `__name__`; labels that are not set take values of the catalog and the bundle. */
export function labelsOf(
  { metric, name, labels }: Pick<ScenarioSeries, 'metric' | 'name' | 'labels'>,
  context: LabelContext,
): Record<string, string> {
  const all: Record<string, string> = { __name__: name };
  for (const label of metric.targetLabels) all[label] = targetLabel(label, context);
  for (const [label, values] of Object.entries(metric.labels)) {
    all[label] = exampleValues(values)[0] ?? label;
  }
  if (metric.kind === 'summary' && name === metric.name) all.quantile = '0.5';
  return { ...all, ...labels };
}

/** The labels of a metric with its first example values. */
export function exampleLabels(metric: Metric, context: LabelContext): Record<string, string> {
  const { __name__: _, ...labels } = labelsOf({ metric, name: metric.name, labels: {} }, context);
  return labels;
}

/** The bundle's name, numbered for labels of instances, or a value that the selectors of the bundle's rules match. */
function targetLabel(label: string, { name, selectors }: LabelContext): string {
  const usual = label === 'instance' || label === 'pod' ? `${name}-0` : name;
  const match = selectors?.[label];
  if (typeof match === 'string') return match;
  if (!(match instanceof RegExp)) return usual;
  const pattern = toRe2(match);
  const alternatives = withoutFlags(pattern)
    .pattern.replace(/^\(\??:?|\)$/g, '')
    .split('|');
  return [usual, ...alternatives].find((candidate) => wholeValues(pattern)?.test(candidate)) ?? usual;
}
