import type { Expression, Feature, Place as Span } from '../../../engine/index.js';
import type { Analysis } from '../../analyse.js';
import type { Check } from '../../check.js';
import {
  experimentalAggregations,
  experimentalFunctions,
  functionSince,
  isOlder,
} from '../../feature-versions.js';
import { all } from '../../spans.js';

export const featureGate: Check = {
  id: 'promql/feature-gate',
  level: 'error',
  summary: 'a function or modifier that the target does not have or has not enabled',
  visit: {
    call({ node }, context) {
      const { prometheusVersion } = context.settings;
      if (prometheusVersion === undefined) return;
      const since = functionSince[node.func];
      if (since === undefined || !isOlder(prometheusVersion, since)) return;
      context.report(
        { start: node.start, end: node.start + node.func.length },
        `${node.func}() came with Prometheus ${since}, and the target runs ${prometheusVersion}`,
      );
    },
  },
  expression({ occurrence, result, analysis }, report, { settings }) {
    if (!result.ok || !analysis) return;
    for (const feature of result.features) {
      if (settings.features.has(feature)) continue;
      const at = placeOf(feature, analysis) ?? all(occurrence.text);
      report(at, `this needs a Prometheus with --enable-feature=${feature}`, {
        expected: `PromQL of a stock Prometheus, or ${feature} among the features in the settings of the checks`,
      });
    }
  },
};

/** The first node that needs the feature. */
function placeOf(feature: Feature, { nodes }: Analysis): Span | undefined {
  for (const { node } of nodes) if (needs(node, feature)) return node;
  return undefined;
}

function needs(node: Expression, feature: Feature): boolean {
  switch (feature) {
    case 'promql-experimental-functions':
      return (
        (node.kind === 'call' && experimentalFunctions.has(node.func)) ||
        (node.kind === 'aggregation' && experimentalAggregations.has(node.op))
      );
    case 'promql-duration-expr':
      return (
        ((node.kind === 'matrix' || node.kind === 'subquery') && node.rangeExpr !== undefined) ||
        ((node.kind === 'vector' || node.kind === 'subquery') && node.offsetExpr !== undefined)
      );
    case 'promql-extended-range-selectors':
      return node.kind === 'vector' && node.extension !== undefined;
    default:
      return (
        node.kind === 'binary' &&
        (node.matching?.fillLeft !== undefined || node.matching?.fillRight !== undefined)
      );
  }
}
