import type { Binary } from '../../engine/index.js';
import { fixedValue, type LabelFlow, mayHave } from '../../query/promql/labels/index.js';
import type { Analysed } from './analysis.js';

/** A label because of which two sides never match. */
export interface Conflict {
  readonly label: string;
  /** The side that lacks the label, or `both` when they have different values of it. */
  readonly missing: 'left' | 'right' | 'both';
  readonly values?: readonly [left: string, right: string] | undefined;
}

/** Why no series of one side matches a series of the other; undefined when one may. */
export function conflictOf({ node, children }: Analysed<Binary>): Conflict | undefined {
  const [left, right] = children;
  const { matching } = node;
  if (!left || !right || !matching) return undefined;
  if (matching.on) {
    for (const label of matching.labels) {
      const found = conflictOn(label, left.flow, right.flow);
      if (found) return found;
    }
    return undefined;
  }
  for (const label of [...left.flow.guaranteed, ...right.flow.guaranteed]) {
    if (matching.labels.includes(label)) continue;
    const found = conflictOn(label, left.flow, right.flow);
    if (found) return found;
  }
  return undefined;
}

function conflictOn(label: string, left: LabelFlow, right: LabelFlow): Conflict | undefined {
  if (left.guaranteed.has(label) && !mayHave(right, label)) return { label, missing: 'right' };
  if (right.guaranteed.has(label) && !mayHave(left, label)) return { label, missing: 'left' };
  const a = fixedValue(left, label);
  const b = fixedValue(right, label);
  if (a === undefined || b === undefined || a === b) return undefined;
  return { label, missing: 'both', values: [a, b] };
}

/** The conflict as text for a message. */
export function describeConflict({ label, missing, values }: Conflict): string {
  if (values) return `the left side has ${label}="${values[0]}" and the right side ${label}="${values[1]}"`;
  const [with_, without] = missing === 'right' ? ['left', 'right'] : ['right', 'left'];
  return `every series on the ${with_} has the label ${label}, and none on the ${without} has it`;
}
