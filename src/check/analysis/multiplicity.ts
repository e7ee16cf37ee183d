import { exampleValues } from '../../catalog/index.js';
import type { VectorMatching } from '../../engine/index.js';
import { choosesSeries, fixedValue } from '../../query/promql/labels/index.js';
import type { Analysed } from './analysis.js';
import { isInfo } from './info-series.js';
import { selectorsBelow } from './operand.js';

/**
 * A label, not matched on, of which the catalog knows several values on this side: then several of its series match one
 * of the other side. Undefined when there is none, or when something on the way may have chosen one.
 *
 * The catalog has example values of each label, not the existing combinations. Counters and histograms are assumed to
 * have all combinations. Labels of an info series, and those of a gauge from which labels are brought over, are
 * attributes: a pod is on one node, however many nodes there are.
 */
export function severalPerMatch(side: Analysed, matching: VectorMatching): string | undefined {
  if (choosesBelow(side)) return undefined;
  const attributes = matching.include.length > 0;
  for (const label of side.flow.guaranteed) {
    const matched = matching.on ? matching.labels.includes(label) : !matching.labels.includes(label);
    if (!matched && fixedValue(side.flow, label) === undefined && hasSeveralValues(side, label, attributes))
      return label;
  }
  return undefined;
}

/** True when the matched labels identify each series of this side. */
export function isOnePerMatch({ flow }: Analysed, matching: VectorMatching): boolean {
  if (flow.open) return false;
  return [...flow.possible].every((label) => matching.labels.includes(label) === matching.on);
}

function hasSeveralValues(side: Analysed, label: string, attributes: boolean): boolean {
  const selectors = selectorsBelow(side);
  return selectors.length > 0 && selectors.every((selector) => selectsSeveral(selector, label, attributes));
}

function selectsSeveral(selector: Analysed, label: string, attributes: boolean): boolean {
  const { node, series } = selector;
  if (node.kind !== 'vector' || node.matchers.some(({ name }) => name === label)) return false;
  if (isInfo(selector) || (attributes && series?.type === 'gauge')) return false;
  if (series?.type === 'bucket' && label === 'le') return true;
  if (series?.type === 'recorded') {
    const roots = series.recordedFrom ?? [];
    return (
      roots.length > 0 &&
      roots.every(({ root }) => !choosesBelow(root) && hasSeveralValues(root, label, attributes))
    );
  }
  const values = series?.metric?.labels[label];
  return values !== undefined && exampleValues(values).length > 1;
}

/** Comparisons, `and`, `unless` and `topk` may leave one series where there were several. */
function choosesBelow({ node, children }: Analysed): boolean {
  if (node.kind === 'aggregation' && choosesSeries.has(node.op)) return true;
  if (node.kind === 'binary' && node.matching && /^(and|unless|or)$/.test(node.op)) return true;
  if (node.kind === 'binary' && /^[<>=!]/.test(node.op) && !node.returnBool) return true;
  if (node.kind === 'call' && /^(label_replace|label_join|info|absent)/.test(node.func)) return true;
  return children.some(choosesBelow);
}
