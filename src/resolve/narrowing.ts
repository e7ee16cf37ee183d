import { type LabelMatch, type Metric, metricsIn, toMatchers } from '../catalog/index.js';
import { scrapeSeries } from '../catalog/scrape-series.js';
import type { Bundle } from '../define/bundle.js';
import type { PrintContext, SelectorNode } from '../query/index.js';
import { wholeValues } from '../query/regular-expression.js';

/** Whether all series that a selector can select have a label. */
export type HasLabel = (selector: SelectorNode, label: string) => boolean;

/**
 * Matchers to add to the selectors of a bundle's rules, if the metric has the label and the selector has no matcher on
 * it.
 */
export function ruleMatchers(
  bundle: Bundle,
  selectors: Readonly<Record<string, LabelMatch>> | undefined = bundle.options.selectors,
): PrintContext['inject'] {
  if (!selectors) return undefined;
  const matchers = toMatchers(selectors);
  const hasLabel = labelFinder(bundle);
  return (selector) => matchers.filter(({ label }) => isFree(selector, label) && hasLabel(selector, label));
}

/** True when the selector has no matcher on the label; an existing matcher takes precedence. */
export function isFree({ matchers }: SelectorNode, label: string): boolean {
  return !matchers.some((matcher) => matcher.label === label);
}

/**
 * Which labels the series of a selector have: for a typed selector those of its metric, in hand-written PromQL those of
 * the metric with that name in the bundle's catalogs. Without a name, or with a regular expression for it, all metrics
 * that it can match must have the label, so that no series is lost.
 */
export function labelFinder(bundle: Bundle): HasLabel {
  let known: ReadonlyMap<string, Metric> | undefined;
  return (selector, label) => {
    if (selector.metric) return metricHas(selector.metric, label);
    known ??= metricsBySeries(bundle);
    const name = nameOf(selector);
    if (typeof name === 'string') {
      const metric = known.get(name);
      return metric ? metricHas(metric, label) : scrapeSeries.has(name) && areOfTargets(label, known);
    }
    const meant = [...known].filter(([series]) => name === undefined || name.test(series));
    return meant.length > 0 && meant.every(([, metric]) => metricHas(metric, label));
  };
}

const ofTarget: ReadonlySet<string> = new Set(['job', 'instance']);

/** Whether every target has a label: each scrape gives `up` the labels that it gives to the metrics. */
function areOfTargets(label: string, known: ReadonlyMap<string, Metric>): boolean {
  if (ofTarget.has(label)) return true;
  return known.size > 0 && [...known.values()].every(({ targetLabels }) => targetLabels.includes(label));
}

function metricHas(metric: Metric, label: string): boolean {
  return metric.targetLabels.includes(label) || Object.hasOwn(metric.labels, label);
}

/** The name of the selected metric, or a regular expression for it; undefined if it can be any. */
function nameOf({ name, matchers }: SelectorNode): string | RegExp | undefined {
  if (name !== '') return name;
  const named = matchers.filter(({ label }) => label === '__name__');
  const exact = named.find(({ operator }) => operator === '=');
  if (exact) return exact.value;
  const pattern = named.find(({ operator }) => operator === '=~');
  return pattern && (wholeValues(pattern.value) ?? /(?!)/);
}

/** The metrics of all catalogs by the names of their series. */
function metricsBySeries(bundle: Bundle): ReadonlyMap<string, Metric> {
  const found = new Map<string, Metric>();
  for (const metric of metricsIn(bundle.options.metrics))
    for (const suffix of suffixes(metric)) found.set(`${metric.name}${suffix}`, metric);
  return found;
}

function suffixes({ kind }: Metric): readonly string[] {
  if (kind === 'histogram') return ['_bucket', '_sum', '_count'];
  return kind === 'summary' ? ['', '_sum', '_count'] : [''];
}
