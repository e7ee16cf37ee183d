import { legacyMetricName, withoutPart } from '../../catalog/names.js';
import type { Expression, VectorSelector } from '../../engine/index.js';
import { childrenOf, selectedName } from '../../engine/tree.js';
import type { SiteMetric } from '../model.js';
import { usualLabelValues } from '../usual-labels.js';
import { accepts, ofParts, textsFor } from './matchers.js';
import { type FoundSelector, metricsOf } from './selected-metrics.js';

/** A metric for each selector that means none of those that there are. */
export function guessedMetrics(
  query: Expression,
  selectors: readonly FoundSelector[],
  metrics: readonly SiteMetric[],
  isFixed: (name: string) => boolean,
): readonly SiteMetric[] {
  const made: SiteMetric[] = [];
  for (const { selector, isRate } of selectors) {
    const found = metricsOf(selector, [...metrics, ...made]).some(({ name }) => !isFixed(name));
    if (found || isFixed(withoutPart(selectedName(selector) ?? ''))) continue;
    const metric = guessed(selector, isRate, groupedIn(query));
    if (metric) made.push(metric);
  }
  return made;
}

/** Labels that aggregations group by. */
function groupedIn(at: Expression): readonly string[] {
  const own = at.kind === 'aggregation' && !at.without ? at.grouping : [];
  return [...own, ...childrenOf(at).flatMap(groupedIn)];
}

/** A metric that a selector asks for and nobody has declared, of the kind that its name and function tell. */
function guessed(
  selector: VectorSelector,
  isRate: boolean,
  grouped: readonly string[],
): SiteMetric | undefined {
  const patterns = selector.matchers.filter(({ name }) => name === '__name__');
  const series =
    selectedName(selector) || textsFor(patterns).find((one) => accepts(patterns, { __name__: one }));
  if (!series || (!selectedName(selector) && patterns.length === 0) || !legacyMetricName.test(series))
    return undefined;
  const isBucket = series.endsWith('_bucket');
  const labels = grouped.filter((label) => !ofParts.has(label));
  return {
    name: isBucket ? withoutPart(series) : series,
    kind: isBucket ? 'histogram' : isRate || /_(total|count|sum)$/.test(series) ? 'counter' : 'gauge',
    help: '',
    labels: {
      instance: ['a:9090', 'b:9090'],
      ...Object.fromEntries(labels.map((label) => [label, usualLabelValues(label)])),
    },
  };
}
