import type { NumberLiteral, Place as Span, VectorSelector } from '../../../engine/index.js';
import { engineVersion } from '../../../engine/version.js';
import { isPlainInList, isPlainInMatcher, isPlainMetricName } from '../../../query/index.js';
import { ruleGroups } from '../../../resolve/index.js';
import type { Analysed } from '../../analysis/analysis.js';
import { sampleSelectors } from '../../analysis/operand.js';
import {
  type FeatureHistory,
  featureHistory,
  lacks,
  type RuleFeature,
  type SyntaxFeature,
} from '../../analysis/prometheus-features.js';
import type { Check, Details, VisitContext } from '../../check.js';
import type { Settings } from '../../settings.js';

const { functions, aggregations, syntax, rules, templates } = featureHistory;

export const featureGate: Check = {
  id: 'promql/feature-gate',
  level: 'error',
  summary: 'a function, modifier or field that the target Prometheus does not have or has not enabled',
  visit: {
    number: checkNumber,
    vector: checkSelector,
    matrix({ node }, context) {
      checkDuration(node.rangeExpr, node, context);
    },
    subquery({ node }, context) {
      gateSyntax('subquery', node, context);
      checkModifiers(node, node, context);
      for (const text of [node.rangeExpr, node.stepExpr]) checkDuration(text, node, context);
    },
    call({ node, children }, context) {
      const { func } = node;
      if (Object.hasOwn(functions, func)) {
        gate(`${func}()`, functions[func], { start: node.start, end: node.start + func.length }, context);
      }
      const label = func === 'label_replace' || func === 'label_join' ? node.args[1] : undefined;
      if (label?.kind === 'string') checkList([label.value], label, context);
      const buckets = func === 'histogram_fraction' ? children[2] : undefined;
      if (buckets && sampleSelectors(buckets).some(({ series }) => series?.type === 'bucket')) {
        gateSyntax('histogram_fraction() of a classic histogram', node, context);
      }
    },
    aggregation({ node }, context) {
      if (Object.hasOwn(aggregations, node.op)) {
        gate(
          `${node.op}()`,
          aggregations[node.op],
          { start: node.start, end: node.start + node.op.length },
          context,
        );
      }
      checkList(node.grouping, node, context);
      if (node.param?.kind === 'string') checkList([node.param.value], node.param, context);
    },
    binary({ node }, context) {
      const { op, matching } = node;
      if (op === 'atan2') gateSyntax('atan2', node, context);
      if (op === '</' || op === '>/') gateSyntax('trimming of histograms with </ or >/', node, context);
      if (!matching) return;
      if (matching.fillLeft !== undefined || matching.fillRight !== undefined)
        gateSyntax('fill()', node, context);
      checkList([...matching.labels, ...matching.include], node, context);
    },
  },
  bundle({ bundle, subject, alerts, settings, texts }, report) {
    const gateRule = (feature: RuleFeature, owner: typeof subject) => {
      const problem = problemOf(feature, rules[feature], settings);
      if (problem) report(owner, problem.message, problem.details);
    };
    for (const { rule, group, subject: owner } of alerts) {
      for (const text of Object.values(Object.assign({}, rule.annotations, group.labels, rule.labels))) {
        for (const { name } of texts.calls(text)) {
          const history = Object.hasOwn(templates, name) ? templates[name] : undefined;
          const problem = history && problemOf(`${name} in a template`, history, settings);
          if (problem) report(owner, problem.message, problem.details);
        }
      }
      if (rule.keepFiringFor !== undefined) gateRule('keep_firing_for', owner);
    }
    for (const { limit, queryOffset, labels } of ruleGroups(bundle)) {
      if (limit !== undefined) gateRule('a limit of a group', subject);
      if (queryOffset !== undefined) gateRule('query_offset', subject);
      if (labels !== undefined && Object.keys(labels).length > 0) gateRule('labels of a group', subject);
    }
  },
};

function checkNumber({ node }: Analysed<NumberLiteral>, context: VisitContext): void {
  if (node.duration) {
    if (!context.placeholderIn(node)) gateSyntax('a duration instead of a number', node, context);
  } else if (/[0-9]_[0-9]/.test(context.text.slice(node.start, node.end))) {
    gateSyntax('a number with underscores', node, context);
  }
}

function checkSelector({ node, series }: Analysed<VectorSelector>, context: VisitContext): void {
  checkModifiers(node, node, context);
  if (node.extension) gateSyntax(node.extension, node, context);
  if (series?.type === 'native') gateSyntax('a native histogram', node, context);
  const plain =
    (node.name === '' || isPlainMetricName(node.name)) &&
    node.matchers.every(({ name }) => name === '' || isPlainInMatcher(name));
  if (!plain) gateSyntax('a name in quotes', node, context);
}

function checkModifiers(
  { offsetMs, offsetExpr, at }: Pick<VectorSelector, 'offsetMs' | 'offsetExpr' | 'at'>,
  span: Span,
  context: VisitContext,
): void {
  if (at !== undefined) gateSyntax('the @ modifier', span, context);
  if (offsetMs < 0) gateSyntax('a negative offset', span, context);
  checkDuration(offsetExpr, span, context);
}

/** @param text of a duration that is calculated; undefined for a plain one */
function checkDuration(text: string | undefined, span: Span, context: VisitContext): void {
  if (text === undefined) return;
  gateSyntax('a calculated duration', span, context);
  if (text.includes('step()')) gateSyntax('step() in a duration', span, context);
  if (text.includes('range()')) gateSyntax('range() in a duration', span, context);
  if (/\b(min|max)_of\(/.test(text)) gateSyntax('min_of() or max_of() in a duration', span, context);
}

function checkList(labels: readonly string[], span: Span, context: VisitContext): void {
  if (labels.some((label) => !isPlainInList(label))) gateSyntax('a name in quotes', span, context);
}

function gateSyntax(feature: SyntaxFeature, span: Span, context: VisitContext): void {
  gate(feature, syntax[feature], span, context);
}

function gate(what: string, history: FeatureHistory | undefined, span: Span, context: VisitContext): void {
  const problem = history && problemOf(what, history, context.settings);
  if (problem) context.report(span, problem.message, problem.details);
}

function problemOf(
  what: string,
  history: FeatureHistory,
  { prometheusVersion = engineVersion, features }: Settings,
): { readonly message: string; readonly details: Details } | undefined {
  const { since, flag, stable } = history;
  switch (lacks(history, prometheusVersion, features)) {
    case 'version':
      return {
        message: `${what} requires Prometheus ${since}, but the target is ${prometheusVersion}`,
        details: {
          expected: `PromQL that Prometheus ${prometheusVersion} supports, or prometheus: '${since}' in the bundle`,
          cause: what,
        },
      };
    case 'flag':
      return {
        message: `${what} needs a Prometheus with --enable-feature=${flag}${stable ? ` before ${stable}, and the target is ${prometheusVersion}` : ''}`,
        details: {
          expected: `PromQL of a stock Prometheus, or ${flag} among the features in the settings of the checks${
            stable ? `, or prometheus: '${stable}' in the bundle` : ''
          }`,
          cause: what,
        },
      };
    default:
      return undefined;
  }
}
