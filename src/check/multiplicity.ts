import { exampleValues } from '../catalog/index.js';
import type { VectorMatching } from '../engine/index.js';
import type { Analysed } from './analyse.js';
import { choosesSeries } from './flow/aggregation.js';
import { fixedValue } from './label-flow.js';
import { selectorsBelow } from './operand.js';

/**
 * A label, not matched on, of which the catalog knows several values on this side: then several of its series
 * match one of the other side. Undefined when there is none, or when something on the way may have chosen one.
 */
export function severalPerMatch(side: Analysed, matching: VectorMatching): string | undefined {
  if (choosesBelow(side)) return undefined;
  for (const label of side.flow.guaranteed) {
    const matched = matching.on ? matching.labels.includes(label) : !matching.labels.includes(label);
    if (!matched && fixedValue(side.flow, label) === undefined && hasSeveralValues(side, label)) return label;
  }
  return undefined;
}

function hasSeveralValues(side: Analysed, label: string): boolean {
  const selectors = selectorsBelow(side);
  return selectors.length > 0 && selectors.every((selector) => selectsSeveral(selector, label));
}

function selectsSeveral({ node, series }: Analysed, label: string): boolean {
  if (node.kind !== 'vector' || node.matchers.some(({ name }) => name === label)) return false;
  if (series?.nature === 'bucket' && label === 'le') return true;
  if (series?.nature === 'recorded') {
    return (
      (series.recordedFrom ?? []).length > 0 &&
      (series.recordedFrom ?? []).every(({ root }) => !choosesBelow(root) && hasSeveralValues(root, label))
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
