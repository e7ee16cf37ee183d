import type { Analysed } from './analysis.js';

/** The node inside parentheses. */
export function bare(analysed: Analysed): Analysed {
  let node = analysed;
  while (node.node.kind === 'paren') {
    const [inner] = node.children;
    if (!inner) break;
    node = inner;
  }
  return node;
}

/** The nearest node above that is not a parenthesis. */
export function parentOf(analysed: Analysed): Analysed | undefined {
  let { parent } = analysed;
  while (parent?.node.kind === 'paren') parent = parent.parent;
  return parent;
}
