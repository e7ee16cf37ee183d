import { selectedName } from '../../engine/index.js';
import type { Analysed } from './analysis.js';

/** True when the node reads the series `name` as they were some time ago. */
export function readsPastOf({ node, children }: Analysed, name: string): boolean {
  if (node.kind === 'vector') {
    return selectedName(node) === name && (node.offsetMs > 0 || node.offsetExpr !== undefined);
  }
  return children.some((child) => readsPastOf(child, name));
}

/** True when the expression also catches series of `name` that are new: `x unless x offset 15m`. */
export function catchesNewSeries(analysed: Analysed, name: string): boolean {
  const { node, children } = analysed;
  const [, right] = children;
  if (node.kind === 'binary' && node.op === 'unless' && right && readsPastOf(right, name)) return true;
  return children.some((child) => catchesNewSeries(child, name));
}

/** The outermost node of an expression. */
export function rootOf(analysed: Analysed): Analysed {
  let root = analysed;
  while (root.parent) root = root.parent;
  return root;
}
