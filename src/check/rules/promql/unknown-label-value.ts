import { boundMatcher, boundText } from '../../../catalog/index.js';
import { didYouMean } from '../../../catalog/similar.js';
import type { VectorSelector } from '../../../engine/index.js';
import { wholeValues } from '../../../query/regular-expression.js';
import type { Analysed } from '../../analysis/analysis.js';
import { boundMistake } from '../../analysis/bucket-bounds.js';
import { alternatives } from '../../analysis/pattern.js';
import { spanOfMatcher } from '../../analysis/spans.js';
import type { Check, VisitContext } from '../../check.js';
import { hasPlaceholder } from '../../collect/placeholder.js';
import { listed } from '../../names.js';

export const unknownLabelValue: Check = {
  id: 'promql/unknown-label-value',
  level: 'warning',
  summary: 'a value that a label never has according to the catalog',
  visit: {
    vector(analysed, context) {
      const { node, series } = analysed;
      if (node.matchers.length === 0 || !series?.metric) return;
      if (series.type === 'bucket') checkBounds(analysed, context);
      for (const { name, op, value } of node.matchers) {
        const declared = series.metric.labels[name];
        if (!declared || !('oneOf' in declared) || value === '' || hasPlaceholder(value)) continue;
        const wrong = unknownIn(op, value, declared.oneOf);
        if (wrong === undefined) continue;
        context.report(
          spanOfMatcher(context.text, node, name, op),
          wrong.single
            ? `${name} of ${series.metric.name} is never "${wrong.text}"`
            : `${name} of ${series.metric.name} never matches ${wrong.text}`,
          {
            expected: `one of ${listed(declared.oneOf)}`,
            suggestion: didYouMean(wrong.text, declared.oneOf),
            cause: `${series.metric.name} ${name} ${wrong.text}`,
          },
        );
      }
    },
  },
};

/** The part of a matcher that no declared value matches. */
function unknownIn(
  op: string,
  value: string,
  values: readonly string[],
): { text: string; single: boolean } | undefined {
  if (op === '=' || op === '!=') return values.includes(value) ? undefined : { text: value, single: true };
  const literals = alternatives(value);
  if (literals) {
    const wrong = literals.find((literal) => literal !== '' && !values.includes(literal));
    return wrong === undefined ? undefined : { text: wrong, single: true };
  }
  const pattern = wholeValues(value);
  if (!pattern || pattern.test('') || values.some((known) => pattern.test(known))) return undefined;
  return { text: value, single: false };
}

/** A bound that is not among the buckets: the selector is empty, and a share of fast requests is no longer there. */
function checkBounds({ node, series }: Analysed<VectorSelector>, context: VisitContext): void {
  const metric = series?.metric;
  if (!metric?.buckets) return;
  for (const { name, op, value } of node.matchers) {
    if (name !== 'le' || hasPlaceholder(value)) continue;
    const mistake = boundMistake(op, value, metric.buckets);
    if (!mistake) continue;
    const at = spanOfMatcher(context.text, node, name, op);
    const cause = `${metric.name} le ${op} ${value}`;
    if (mistake.type === 'unknown') {
      context.report(at, `${metric.name} has no bucket with the bound ${mistake.text}`, {
        expected: `one of ${listed([...metric.buckets, Number.POSITIVE_INFINITY].map(boundText))}`,
        cause,
      });
    } else {
      const stored = boundText(mistake.bound);
      const isAll = value === mistake.text;
      const matcher = `le${op}"${value}"`;
      context.report(
        at,
        `Prometheus stores the bound ${mistake.text} of ${metric.name} as "${stored}": ${isAll ? matcher : `${mistake.text} in ${matcher}`} ${op.startsWith('!') ? 'excludes nothing' : 'selects nothing'}`,
        {
          expected: isAll
            ? anySpelling(op, mistake.bound)
            : `${JSON.stringify(boundMatcher(mistake.bound).value).slice(1, -1)} in place of ${mistake.text}`,
          cause,
        },
      );
    }
  }
}

/** A matcher that holds for what every client and version writes. */
function anySpelling(op: string, bound: number): string {
  const { operator, value } = boundMatcher(bound);
  const sign = op.startsWith('!') ? '!' : '=';
  return `le${sign}${operator === '=~' ? '~' : sign === '!' ? '=' : ''}${JSON.stringify(value)}`;
}
