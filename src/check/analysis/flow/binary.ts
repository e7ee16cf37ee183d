import type { Binary, VectorMatching } from '../../../engine/index.js';
import {
  anyLabels,
  type Fixed,
  fixedValue,
  type LabelFlow,
  mayHave,
  union,
  withLabel,
  without,
  withPossible,
} from '../label-flow.js';

/** Labels of the result of an operator between two vectors. `known` is false when a label name is a variable. */
export function binaryFlow(node: Binary, left: LabelFlow, right: LabelFlow, known: boolean): LabelFlow {
  const { op, matching } = node;
  if (op === 'or') return union(left, right);
  if (op === 'and' || op === 'unless') return left;
  if (!matching || !known) return known ? left : anyLabels;
  switch (matching.card) {
    case 'many-to-one':
      return included(left, right, matching);
    case 'one-to-many':
      return included(right, left, matching);
    default:
      return matching.on ? matchedOn(left, right, matching.labels) : without(left, matching.labels);
  }
}

/** One-to-one with `on`: only the labels that were matched remain. */
function matchedOn(left: LabelFlow, right: LabelFlow, labels: readonly string[]): LabelFlow {
  const guaranteed = new Set<string>();
  const possible = new Set<string>();
  let fixed: Fixed | undefined;
  for (const label of labels) {
    // Both sides have the same value: a label guaranteed on one side is on both, and one missing on a side is on neither.
    if (left.guaranteed.has(label) || right.guaranteed.has(label)) guaranteed.add(label);
    if (mayHave(left, label) && mayHave(right, label)) possible.add(label);
    const value = fixedValue(left, label) ?? fixedValue(right, label);
    if (value !== undefined) fixed = { label, value, next: fixed };
  }
  for (const label of guaranteed) possible.add(label);
  return { guaranteed, possible, open: false, gone: new Set(), fixed };
}

/** `group_left (…)`: the labels of the many side, and those copied from the one side. */
function included(many: LabelFlow, one: LabelFlow, { include }: VectorMatching): LabelFlow {
  let flow = many;
  for (const label of include) {
    if (one.guaranteed.has(label)) flow = withLabel(flow, label, fixedValue(one, label));
    else if (mayHave(one, label)) flow = withPossible(flow, label);
    else flow = without(flow, [label]);
  }
  return flow;
}
