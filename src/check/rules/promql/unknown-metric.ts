import { didYouMean, nearest } from '../../../catalog/similar.js';
import { selectedName, type VectorSelector } from '../../../engine/index.js';
import { wholeValues } from '../../../query/regular-expression.js';
import type { Analysed } from '../../analysis/analysis.js';
import { spanOfWord } from '../../analysis/spans.js';
import type { Check, VisitContext } from '../../check.js';
import { hasPlaceholder } from '../../collect/placeholder.js';

export const unknownMetric: Check = {
  id: 'promql/unknown-metric',
  level: 'error',
  summary: 'a metric that is neither declared in a catalog of the bundle nor recorded by one of its rules',
  visit: {
    vector(analysed, context) {
      const { node, series } = analysed;
      if (series) return;
      const name = selectedName(node);
      if (isDataSelector(analysed) && (name === undefined || name === 'target_info')) return;
      if (name === undefined) return checkPattern(node, context);
      if (hasPlaceholder(name) || context.placeholders.has(name)) return;
      const at = spanOfWord(context.text, node, name);
      const part = missingPart(name, context);
      if (part) return context.report(at, part.message, { expected: part.expected, cause: name });
      context.report(at, `no metric named ${name} is declared or recorded`, {
        expected: 'a metric of a catalog of this bundle, or a series that one of its rules records',
        suggestion: didYouMean(name, context.model.seriesNames()) ?? histogramHint(name, context),
        cause: name,
      });
    },
  },
};

/** The second argument of `info`, which brings labels of OpenTelemetry's resources: no bundle declares those itself. */
function isDataSelector({ node, parent }: Analysed): boolean {
  return parent?.node.kind === 'call' && parent.node.func === 'info' && parent.node.args[0] !== node;
}

/** A regular expression on the metric name that matches no known metric. */
function checkPattern({ matchers, ...at }: Analysed<VectorSelector>['node'], context: VisitContext): void {
  const named = matchers.find(({ name, op }) => name === '__name__' && op === '=~');
  if (!named || hasPlaceholder(named.value)) return;
  const pattern = wholeValues(named.value);
  if (!pattern) return;
  for (const name of context.model.seriesNames()) if (pattern.test(name)) return;
  context.report(at, `no metric that is declared or recorded has a name like ${named.value}`, {
    expected:
      'the metrics that it selects, in a catalog of the bundle; dashwright metrics --from URL writes them',
    // A list of names says which metrics there are; another pattern is about those that there may be.
    ...(/^[\w:|()]*$/.test(named.value) ? {} : { level: 'warning' }),
  });
}

/** The bare name of a histogram: its series have suffixes. And suffixes that a metric of another kind does not have. */
function missingPart(
  name: string,
  { model }: VisitContext,
): { message: string; expected: string } | undefined {
  const histogram = model.lookup(`${name}_bucket`);
  if (histogram?.type === 'bucket') {
    return {
      message: `${name} is a histogram: it has no series of that name`,
      expected: `${name}_bucket, ${name}_sum or ${name}_count`,
    };
  }
  const base = /^(.*)_(bucket|sum|count)$/.exec(name)?.[1];
  const metric = base === undefined ? undefined : model.lookup(base)?.metric;
  if (!metric) return undefined;
  if (metric.kind === 'native_histogram') {
    return {
      message: `${base} is a native histogram: it has no series ${name}`,
      expected: `histogram_quantile, histogram_sum or histogram_count of ${base} itself`,
    };
  }
  return { message: `${base} is a ${metric.kind}: it has no series ${name}`, expected: `${base}` };
}

/** `x_seconds_buckets` and the like: the nearest histogram without its suffix. */
function histogramHint(name: string, { model }: VisitContext): string | undefined {
  const found = nearest(
    name,
    model.bundle.metrics.map((metric) => metric.name),
  );
  return found === undefined ? undefined : `did you mean a series of ${found}?`;
}
