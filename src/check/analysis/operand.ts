import { selectedName } from '../../engine/index.js';
import { seriesArgumentOf } from '../../query/promql/labels/index.js';
import type { Analysed } from './analysis.js';
import { isInfo } from './info-series.js';

/** Describes an argument for messages: the metric it selects, or the function it applies. */
export function describeOperand({ node, children }: Analysed): string {
  const [first] = children;
  switch (node.kind) {
    case 'vector':
      return selectedName(node) ?? 'a selector';
    case 'call':
      return `the result of ${node.func}()`;
    case 'aggregation':
      return `the result of ${node.op}()`;
    case 'matrix':
    case 'subquery':
    case 'paren':
      return first ? describeOperand(first) : 'an expression';
    default:
      return 'an expression';
  }
}

/** The selectors in an expression, from left to right. */
export function selectorsBelow(analysed: Analysed): Analysed[] {
  if (analysed.node.kind === 'vector') return [analysed];
  return analysed.children.flatMap(selectorsBelow);
}

/**
 * The selectors whose samples become those of the result. What only filters the series, brings over labels or is a
 * parameter is left out: in `rate(x_bucket[5m]) * on (instance) group_left (node) node_info` it is `x_bucket` alone.
 */
export function sampleSelectors(analysed: Analysed): Analysed[] {
  const { node, children } = analysed;
  const [first, second] = children;
  switch (node.kind) {
    case 'vector':
      return [analysed];
    case 'call': {
      const argument = children[seriesArgumentOf(node.func)];
      return argument ? sampleSelectors(argument) : [];
    }
    case 'aggregation':
      return first ? sampleSelectors(first) : [];
    case 'binary': {
      if (!first || !second) return [];
      if (isFilter(node.op) && first.vector) return sampleSelectors(first);
      const sides = [first, second].filter((side) => side.vector);
      const withoutInfo = node.op === '*' || node.op === '/' ? sides.filter((side) => !isInfo(side)) : sides;
      const many = { 'many-to-one': [first], 'one-to-many': [second] };
      const { card } = node.matching ?? {};
      const chosen =
        card === 'many-to-one' || card === 'one-to-many'
          ? many[card]
          : withoutInfo.length > 0
            ? withoutInfo
            : sides;
      return chosen.flatMap(sampleSelectors);
    }
    default:
      return first ? sampleSelectors(first) : [];
  }
}

function isFilter(op: string): boolean {
  return op === 'and' || op === 'unless' || /^[<>=!]/.test(op);
}
