import type { Aggregation } from '../../../engine/index.js';
import { anyLabels, type LabelFlow, only, withLabel, without } from '../label-flow.js';

/** Aggregations that choose whole series and so keep all labels. */
export const choosesSeries: ReadonlySet<string> = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio']);

/** `known` is false when a variable is among the labels. */
export function aggregationFlow(node: Aggregation, operand: LabelFlow, known: boolean): LabelFlow {
  if (choosesSeries.has(node.op)) return operand;
  if (!known) return anyLabels;
  const kept = node.without ? without(operand, node.grouping) : only(operand, node.grouping);
  if (node.op !== 'count_values') return kept;
  return node.param?.kind === 'string' ? withLabel(kept, node.param.value) : anyLabels;
}
