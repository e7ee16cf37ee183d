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
} from './label-flow.js';

/** How two vectors are matched. */
export interface LabelMatching {
  /** True for `on (…)`; false for `ignoring (…)` and for neither. */
  readonly on: boolean;
  readonly labels: readonly string[];
  /** The side that may have many series for one of the other: `group_left` or `group_right`. */
  readonly many: 'left' | 'right' | undefined;
  /** The labels of `group_left (…)` or `group_right (…)`. */
  readonly include: readonly string[];
}

/**
 * Labels of the result of an operator between two vectors.
 *
 * @param matching Undefined when the name of a label in it is not known
 */
export function binaryFlow(
  op: string,
  left: LabelFlow,
  right: LabelFlow,
  matching: LabelMatching | undefined,
): LabelFlow {
  if (op === 'or') return union(left, right);
  if (op === 'and' || op === 'unless') return left;
  if (!matching) return anyLabels;
  const { many, on, labels, include } = matching;
  if (many === 'left') return included(left, right, include);
  if (many === 'right') return included(right, left, include);
  return on ? matchedOn(left, right, labels) : without(left, labels);
}

/** One-to-one with `on`: only the labels that were matched remain. */
function matchedOn(left: LabelFlow, right: LabelFlow, labels: readonly string[]): LabelFlow {
  const guaranteed = new Set<string>();
  const possible = new Set<string>();
  let fixed: Fixed | undefined;
  for (const label of labels) {
    // Both sides have the same value: a label guaranteed on one side is on both, and one missing on a side is on neither.
    const sure = left.guaranteed.has(label) || right.guaranteed.has(label);
    if (sure) guaranteed.add(label);
    if (sure || (mayHave(left, label) && mayHave(right, label))) possible.add(label);
    const value = fixedValue(left, label) ?? fixedValue(right, label);
    if (value !== undefined) fixed = { label, value, next: fixed };
  }
  return { guaranteed, possible, open: false, gone: new Set(), fixed };
}

/** `group_left (…)`: the labels of the many side, and those copied from the one side. */
function included(many: LabelFlow, one: LabelFlow, include: readonly string[]): LabelFlow {
  let flow = many;
  for (const label of include) {
    if (one.guaranteed.has(label)) flow = withLabel(flow, label, fixedValue(one, label));
    else if (mayHave(one, label)) flow = withPossible(flow, label);
    else flow = without(flow, [label]);
  }
  return flow;
}
