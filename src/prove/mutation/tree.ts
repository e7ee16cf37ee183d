import type { Node } from '../../query/index.js';

/** An operand of an expression, and a function that replaces it. */
export interface Branch {
  readonly child: Node;
  readonly put: (child: Node) => Node;
}

/** The direct operands of an expression. */
export function branches(node: Node): Branch[] {
  switch (node.type) {
    case 'range':
      return [{ child: node.of, put: (of) => (of.type === 'selector' ? { ...node, of } : node) }];
    case 'subquery':
    case 'negate':
      return [{ child: node.of, put: (of) => ({ ...node, of }) }];
    case 'call':
      return node.args.map((child, at) => ({
        child,
        put: (arg) => ({ ...node, args: node.args.with(at, arg) }),
      }));
    case 'aggregate':
      return [{ child: node.of, put: (of) => ({ ...node, of }) }];
    case 'binary':
      return [
        { child: node.left, put: (left) => ({ ...node, left }) },
        { child: node.right, put: (right) => ({ ...node, right }) },
      ];
    case 'raw':
      return node.parts.flatMap((part, at) =>
        typeof part === 'object' && 'type' in part
          ? [{ child: part, put: (child: Node): Node => ({ ...node, parts: node.parts.with(at, child) }) }]
          : [],
      );
    default:
      return [];
  }
}

/** Applies `change` to every node of an expression, from the leaves up. */
export function rewrite(node: Node, change: (part: Node) => Node): Node {
  let whole = node;
  for (const [index, { child }] of branches(node).entries()) {
    const changed = rewrite(child, change);
    if (changed !== child) whole = branches(whole)[index]?.put(changed) ?? whole;
  }
  return change(whole);
}

/** Every node of an expression, the root first. */
export function* parts(node: Node): Generator<Node> {
  yield node;
  for (const { child } of branches(node)) yield* parts(child);
}
