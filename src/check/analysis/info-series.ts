import type { Analysed } from './analysis.js';
import { bare } from './parentheses.js';

/** Aggregations of ones that are one again, whatever they aggregate. */
const keepsOne = new Set([
  'max',
  'min',
  'avg',
  'group',
  'topk',
  'bottomk',
  'limitk',
  'limit_ratio',
  'quantile',
]);

/**
 * True for series that are there for their labels: `kube_pod_info`, `target_info`, a gauge that is declared to be
 * always 1. Their value is 1 (OpenMetrics: "the sample value of an Info metric MUST be 1"), and their labels are
 * attributes of one thing, of which the catalog does not say which identify it.
 */
export function isInfo(analysed: Analysed): boolean {
  const { node, children, series } = bare(analysed);
  const [first, second] = children;
  switch (node.kind) {
    case 'vector': {
      if (series?.type === 'recorded') {
        const roots = series.recordedFrom ?? [];
        return roots.length > 0 && roots.every(({ root }) => isInfo(root));
      }
      if (series?.type !== 'gauge') return false;
      const [min, max] = series.metric?.range ?? [];
      return series.name.endsWith('_info') || (min === 1 && max === 1);
    }
    case 'aggregation':
      return node.op === 'group' || (keepsOne.has(node.op) && first !== undefined && isInfo(first));
    case 'call':
      return /^(label_replace|label_join|last_over_time|max_over_time|min_over_time|avg_over_time|present_over_time)$/.test(
        node.func,
      )
        ? first !== undefined && isInfo(first)
        : false;
    case 'matrix':
    case 'subquery':
      return first !== undefined && isInfo(first);
    case 'binary':
      if (!first || !second) return false;
      // Filters let ones through or nothing; one times one is one.
      if (/^(==|!=|>|<|>=|<=|and|unless)$/.test(node.op) && !('returnBool' in node && node.returnBool))
        return isInfo(first);
      return (node.op === '*' || node.op === 'or') && isInfo(first) && isInfo(second);
    default:
      return false;
  }
}
