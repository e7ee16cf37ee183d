import { mayHave } from '../../query/promql/labels/index.js';
import type { Analysis } from './analysis.js';
import { selectorsBelow } from './operand.js';

/**
 * True when two expressions select by different matchers on a label that both results keep: then their series are
 * different, as far as the text shows. Verbs or status codes are often recorded this way, one rule for each.
 */
export function selectDifferently(a: Analysis, b: Analysis): boolean {
  const ofA = matchersOf(a);
  const ofB = matchersOf(b);
  for (const [label, matchers] of ofA) {
    const others = ofB.get(label);
    if (others !== undefined && others !== matchers) return true;
  }
  return false;
}

/** The matchers on each label that the result can have, as text. */
function matchersOf({ root }: Analysis): Map<string, string> {
  const found = new Map<string, string>();
  for (const { node } of selectorsBelow(root)) {
    if (node.kind !== 'vector') continue;
    for (const { name, op, value } of node.matchers) {
      if (!mayHave(root.flow, name)) continue;
      found.set(name, `${found.get(name) ?? ''}${op}${value}\u0000`);
    }
  }
  return found;
}
