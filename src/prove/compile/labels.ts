import { exampleValues, type LabelMatch, type Metric } from '../../catalog/index.js';
import { toRe2, wholeValues, withoutFlags } from '../../query/regular-expression.js';
import type { ScenarioSeries } from '../scenario/series.js';

/** What the labels of a bundle's series follow from. */
export interface LabelContext {
  readonly name: string;
  /** The matchers that the bundle's rules are narrowed with. */
  readonly selectors?: Readonly<Record<string, LabelMatch>> | undefined;
}

/** All labels of a series, with `__name__`: those given, and for the others what the catalog and the bundle say. */
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

/** The label values of a metric's first example, for a series of which nothing was said. */
export function exampleLabels(metric: Metric, context: LabelContext): Record<string, string> {
  const { __name__: _, ...labels } = labelsOf({ metric, name: metric.name, labels: {} }, context);
  return labels;
}

/** The bundle's own name, numbered where a label tells instances apart, as far as the bundle's rules look at it. */
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
