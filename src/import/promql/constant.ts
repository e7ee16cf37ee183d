import type { Expression } from '../../engine/index.js';

/** The expression without the parentheses around it. */
export function bare(node: Expression): Expression {
  let found = node;
  while (found.kind === 'paren' || (found.kind === 'unary' && found.op === '+')) found = found.expr;
  return found;
}

const operators: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
};

/** The value of arithmetic on numbers alone: `24 * 60 * 60`; undefined for anything else. */
export function constantOf(given: Expression): number | undefined {
  const node = bare(given);
  if (node.kind === 'number') return node.value;
  if (node.kind === 'unary') {
    const value = constantOf(node.expr);
    return value === undefined ? undefined : -value;
  }
  if (node.kind !== 'binary' || node.returnBool) return undefined;
  const operator = operators[node.op];
  if (!operator) return undefined;
  const left = constantOf(node.lhs);
  if (left === undefined) return undefined;
  const right = constantOf(node.rhs);
  if (right === undefined) return undefined;
  const value = operator(left, right);
  return Number.isFinite(value) ? value : undefined;
}
