import { type Node, type PrintContext, print } from '../../query/index.js';

/** Longest line of an expression on a page, in characters. */
const widest = 88;

/** An expression on several lines if it does not fit on one; only white space differs. */
export function pretty(node: Node, context: PrintContext, indent = ''): string {
  const flat = print(node, context);
  if (indent.length + flat.length <= widest) return flat;
  const deeper = `${indent}  `;
  const block = (head: string, inner: string): string => `${head}(\n${deeper}${inner}\n${indent})`;
  switch (node.type) {
    case 'binary': {
      const left = side(node.left, flat, 'left');
      const right = side(node.right, flat, 'right');
      const operator = flat.slice(left.flat.length, flat.length - right.flat.length).trim();
      const text = ({ node: operand, wrapped }: Side): string =>
        wrapped ? block('', pretty(operand, context, deeper)) : pretty(operand, context, indent);
      return `${text(left)}\n${indent}${operator}\n${indent}${text(right)}`;
    }
    case 'aggregate': {
      const inner = print(node.of, context);
      const head = flat.slice(0, flat.length - inner.length - 1);
      const opening = head.lastIndexOf('(');
      const parameter = head.slice(opening + 1);
      return block(head.slice(0, opening), `${parameter}${pretty(node.of, context, deeper)}`);
    }
    case 'call': {
      const args = node.args.map((arg) => pretty(arg, context, deeper));
      return block(node.name, args.join(`,\n${deeper}`));
    }
    default:
      return flat;
  }

  function side(operand: Node, whole: string, where: 'left' | 'right'): Side {
    const text = print(operand, context);
    const wrapped = where === 'left' ? whole.startsWith(`(${text})`) : whole.endsWith(`(${text})`);
    return { node: operand, wrapped, flat: wrapped ? `(${text})` : text };
  }
}

interface Side {
  readonly node: Node;
  /** In parentheses, which the operator requires. */
  readonly wrapped: boolean;
  readonly flat: string;
}
