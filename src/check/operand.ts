import type { Analysed } from './analyse.js';
import { selectedName } from './flow/selector.js';

/** What an argument is, for messages: the metric it selects, or what it does. */
export function describeOperand({ node, children }: Analysed): string {
  const [first] = children;
  switch (node.kind) {
    case 'vector':
      return selectedName(node) ?? 'a selector';
    case 'call':
      return `the result of ${node.func}()`;
    case 'aggregation':
      return `the result of ${node.op}()`;
    case 'matrix':
    case 'subquery':
    case 'paren':
      return first ? describeOperand(first) : 'an expression';
    default:
      return 'an expression';
  }
}

/** The selectors in an expression, from left to right. */
export function selectorsBelow(analysed: Analysed): Analysed[] {
  if (analysed.node.kind === 'vector') return [analysed];
  return analysed.children.flatMap(selectorsBelow);
}
