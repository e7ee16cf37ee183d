import type { Aggregation, Call, Expression } from '../../../engine/index.js';
import { choosesSeries, seriesArgumentOf } from '../../../query/promql/labels/index.js';
import { patternProblem, wholeValues } from '../../../query/regular-expression.js';
import type { Analysed } from '../../analysis/analysis.js';
import { numberOf } from '../../analysis/conditions.js';
import { bare } from '../../analysis/parentheses.js';
import type { Check, VisitContext } from '../../check.js';
import { hasPlaceholder } from '../../collect/placeholder.js';
import { listed } from '../../names.js';

/** Functions that take a range with a modifier: AnchoredSafeFunctions and SmoothedSafeFunctions of promql/functions.go. */
const extended: Readonly<Record<'anchored' | 'smoothed', readonly string[]>> = {
  anchored: ['changes', 'delta', 'increase', 'rate', 'resets'],
  smoothed: ['delta', 'increase', 'rate'],
};

export const alwaysFails: Check = {
  id: 'promql/always-fails',
  level: 'error',
  summary: 'an expression that parses, but fails at every evaluation',
  visit: {
    call(analysed, context) {
      checkExtension(analysed, context);
      checkNames(analysed, context);
      const { node } = analysed;
      if (node.func === 'label_replace') {
        checkLabels(node.func, node.args.slice(1, 2), context);
        checkPattern(node.args[4], context);
      } else if (node.func === 'label_join') {
        checkLabels(node.func, [...node.args.slice(1, 2), ...node.args.slice(3)], context);
      } else if (node.func === 'double_exponential_smoothing') {
        checkFactors(analysed, context);
      }
    },
    aggregation(analysed, context) {
      const { node } = analysed;
      if (node.op === 'count_values' && node.param) checkLabels(node.op, [node.param], context);
      if (choosesSeries.has(node.op)) checkNumber(analysed, context);
    },
  },
};

function checkExtension({ node }: Analysed<Call>, context: VisitContext): void {
  for (const argument of node.args) {
    const extension = argument.kind === 'matrix' ? argument.selector.extension : undefined;
    if (extension === undefined || extended[extension].includes(node.func)) continue;
    context.report(argument, `${node.func}() does not accept a range that is ${extension}`, {
      expected: `${listed(extended[extension])}, or the range without ${extension}`,
    });
  }
}

/** Functions whose result has the name of the series, or does not have one series for each. */
const keepsName = new Set(
  `last_over_time first_over_time label_replace label_join sort sort_desc sort_by_label sort_by_label_desc info absent
  absent_over_time scalar vector histogram_quantile histogram_quantiles histogram_fraction`.split(/\s+/),
);

/**
 * Series of several metrics that a function makes the same by removing their names. Only metrics with the same labels
 * are, and only where they are exposed by the same targets.
 */
function checkNames(analysed: Analysed<Call>, context: VisitContext): void {
  const { node, children } = analysed;
  const argument = children[seriesArgumentOf(node.func)];
  if (!argument || keepsName.has(node.func)) return;
  const { node: range, children: inner } = bare(argument);
  const selector = range.kind === 'matrix' ? inner[0]?.node : range;
  if (selector?.kind !== 'vector') return;
  const named = selector.matchers.find(({ name, op }) => name === '__name__' && op === '=~');
  const pattern = named && !hasPlaceholder(named.value) ? wholeValues(named.value) : undefined;
  if (!pattern) return;
  const byLabels = new Map<string, string>();
  for (const name of context.model.seriesNames()) {
    const series = pattern.test(name) ? context.model.lookup(name) : undefined;
    if (!series || series.flow.open) continue;
    const labels = [...series.flow.possible].sort().join();
    const other = byLabels.get(labels);
    if (other !== undefined) {
      context.report(
        node,
        `${node.func}() removes the name of the metric: series of ${other} and ${name} with the same labels would be duplicates in the result`,
        { level: 'warning', expected: 'one metric, or label_replace of __name__ within a subquery' },
      );
      return;
    }
    byLabels.set(labels, name);
  }
}

/** Since Prometheus 3 every text but the empty one is the name of a label. */
function checkLabels(name: string, labels: readonly Expression[], context: VisitContext): void {
  for (const label of labels) {
    if (label.kind === 'string' && label.value === '')
      context.report(label, `${name}() needs the name of a label here`, { expected: 'a label' });
  }
}

function checkPattern(pattern: Expression | undefined, context: VisitContext): void {
  if (pattern?.kind !== 'string' || hasPlaceholder(pattern.value)) return;
  const problem = patternProblem(pattern.value);
  if (problem === undefined) return;
  context.report(pattern, `the pattern is not a regular expression: ${problem}`, {
    expected: 'a regular expression in the syntax of RE2',
  });
}

function checkFactors({ node, children }: Analysed<Call>, context: VisitContext): void {
  for (const factor of children.slice(1)) {
    const value = numberOf(factor);
    if (value === undefined || context.placeholderIn(factor.node) || (value > 0 && value < 1)) continue;
    context.report(factor.node, `${node.func}() does not accept the factor ${value}`, {
      expected: 'a number above 0 and below 1',
    });
  }
}

function checkNumber({ node, children }: Analysed<Aggregation>, context: VisitContext): void {
  const [, parameter] = children;
  if (parameter && Number.isNaN(numberOf(parameter)))
    context.report(parameter.node, `${node.op}() does not accept NaN`, { expected: 'a number' });
}
