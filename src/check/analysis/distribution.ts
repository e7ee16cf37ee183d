import { choosesSeries, seriesArgumentOf } from '../../query/promql/labels/index.js';
import type { Analysed } from './analysis.js';

/** Functions that give a distribution for the native histograms that they take. */
const keepsDistributions = new Set(
  `rate irate increase delta idelta sum_over_time avg_over_time last_over_time first_over_time label_replace label_join
  sort sort_desc sort_by_label sort_by_label_desc`.split(/\s+/),
);

/** True where the samples of an expression are native histograms, not numbers. */
export function isDistribution(analysed: Analysed): boolean {
  const { node, children, series } = analysed;
  const [first, second] = children;
  switch (node.kind) {
    case 'vector':
      if (series?.type === 'native') return true;
      return (
        series?.type === 'recorded' &&
        (series.recordedFrom?.length ?? 0) > 0 &&
        series.recordedFrom?.every(({ root }) => isDistribution(root)) === true
      );
    case 'matrix':
    case 'subquery':
    case 'paren':
    case 'unary':
      return first !== undefined && isDistribution(first);
    case 'aggregation':
      return (
        (node.op === 'sum' || node.op === 'avg' || choosesSeries.has(node.op)) &&
        first !== undefined &&
        isDistribution(first)
      );
    case 'call': {
      const argument = children[seriesArgumentOf(node.func)];
      return keepsDistributions.has(node.func) && argument !== undefined && isDistribution(argument);
    }
    case 'binary':
      if (!first || !second) return false;
      if (node.op === 'or' || node.op === '+' || node.op === '-')
        return isDistribution(first) && isDistribution(second);
      if (node.op === '*') return isDistribution(first) !== isDistribution(second);
      return ['/', 'and', 'unless'].includes(node.op) && isDistribution(first);
    default:
      return false;
  }
}
