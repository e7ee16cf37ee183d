import type { Expression, VectorSelector } from './ast.js';

/** The direct parts of an expression, in the order of Prometheus' `parser.Children`. */
export function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'matrix':
      return [node.selector];
    case 'call':
      return node.args;
    case 'aggregation':
      return node.param ? [node.expr, node.param] : [node.expr];
    case 'binary':
      return [node.lhs, node.rhs];
    case 'subquery':
    case 'unary':
    case 'paren':
      return [node.expr];
    default:
      return [];
  }
}

/** The name that a selector asks for, before or within its braces; undefined where it may be any. */
export function selectedName({ name, matchers }: VectorSelector): string | undefined {
  return name || matchers.find((matcher) => matcher.name === '__name__' && matcher.op === '=')?.value;
}
