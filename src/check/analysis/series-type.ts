import { choosesSeries, seriesArgumentOf } from '../../query/promql/labels/index.js';
import type { Analysed } from './analysis.js';
import { isInfo } from './info-series.js';
import { bare } from './parentheses.js';

/** What the samples of an expression are; `total` is an aggregation of counters, which is neither. */
export type SampleKind = 'counter' | 'total' | 'gauge' | 'native';

/** Functions that return a gauge, whatever their argument. */
const givesGauge = new Set(
  `rate irate increase delta idelta deriv predict_linear absent absent_over_time present_over_time count_over_time
  changes resets histogram_quantile histogram_fraction histogram_avg time timestamp vector scalar`.split(
    /\s+/,
  ),
);
/** Functions that return the samples of their argument. */
const passesOn = new Set(
  'label_replace label_join sort sort_desc sort_by_label last_over_time info'.split(' '),
);

/** The sample kind of a node, as far as the catalog and the recording rules say. */
export function sampleKindOf(analysed: Analysed): SampleKind | undefined {
  const { node, children } = analysed;
  const [first, second] = children;
  switch (node.kind) {
    case 'vector':
      return seriesKind(analysed);
    case 'matrix':
    case 'subquery':
    case 'paren':
      return first && sampleKindOf(first);
    case 'aggregation': {
      if (node.op === 'count' || node.op === 'group' || node.op === 'count_values') return 'gauge';
      const kind = first && sampleKindOf(first);
      return kind === 'counter' && !choosesSeries.has(node.op) ? 'total' : kind;
    }
    case 'call': {
      if (givesGauge.has(node.func)) return 'gauge';
      const argument = children[seriesArgumentOf(node.func)];
      const kind = argument && sampleKindOf(argument);
      return passesOn.has(node.func) || kind === 'gauge' ? kind : undefined;
    }
    case 'binary':
      return first && second && binaryKind(node.op, first, second);
    default:
      return undefined;
  }
}

function seriesKind({ series }: Analysed): SampleKind | undefined {
  switch (series?.type) {
    case 'counter':
    case 'bucket':
      return 'counter';
    case 'gauge':
    case 'quantile':
      return 'gauge';
    case 'native':
      return 'native';
    case 'recorded': {
      const kinds = new Set(series.recordedFrom?.map(({ root }) => sampleKindOf(root)));
      const [kind] = kinds;
      return kinds.size === 1 ? kind : undefined;
    }
    default:
      return undefined;
  }
}

function binaryKind(op: string, first: Analysed, second: Analysed): SampleKind | undefined {
  const left = sampleKindOf(first);
  const right = sampleKindOf(second);
  switch (op) {
    case '*':
    case '/': {
      // A counter in another unit is still a counter.
      if (!second.vector && bare(second).node.kind === 'number') return left;
      if (!first.vector && op === '*') return right;
      // A multiplication by 1, for the labels.
      if (second.vector && isInfo(second)) return left;
      if (first.vector && op === '*' && isInfo(first)) return right;
      return op === '/' || left === 'gauge' || right === 'gauge' ? 'gauge' : undefined;
    }
    case '+':
    case '-':
      return left === 'gauge' || right === 'gauge' ? 'gauge' : undefined;
    case 'or':
      return left === right ? left : undefined;
    default:
      return ['and', 'unless', '>', '<', '>=', '<=', '==', '!='].includes(op) ? left : undefined;
  }
}
