import type { Analysed } from './analysis.js';
import { bare } from './parentheses.js';
import { isNeverZero } from './value-domain.js';

const passesOn = new Set(
  `rate irate increase delta idelta deriv abs ceil floor round clamp clamp_min clamp_max label_replace label_join sort
  sort_desc last_over_time quantile_over_time avg_over_time sum_over_time stddev_over_time exp`.split(/\s+/),
);
const giveNaNWhenEmpty = new Set(['histogram_quantile', 'histogram_avg']);

/** The part of an expression that can give NaN: a division by zero, a quantile without observations. */
export function sourceOfNaN(analysed: Analysed): Analysed | undefined {
  const { node, children, series } = analysed;
  const [first, second] = children;
  switch (node.kind) {
    case 'vector':
      return series?.recordedFrom?.some(({ root }) => sourceOfNaN(root)) ? analysed : undefined;
    case 'matrix':
    case 'subquery':
    case 'paren':
    case 'unary':
      return first && sourceOfNaN(first);
    case 'call':
      if (giveNaNWhenEmpty.has(node.func)) return analysed;
      return passesOn.has(node.func) ? firstSource(children) : undefined;
    case 'aggregation':
      return first && (node.op === 'sum' || node.op === 'avg') ? sourceOfNaN(first) : undefined;
    case 'binary':
      return first && second && ofOperator(analysed, node.op, node.returnBool, first, second);
    default:
      return undefined;
  }
}

function ofOperator(
  analysed: Analysed,
  op: string,
  bool: boolean,
  left: Analysed,
  right: Analysed,
): Analysed | undefined {
  switch (op) {
    case '/':
    case '%':
      // A number divided by zero is infinite; only zero divided by zero is NaN.
      if (!isNeverZero(right) && !(op === '/' && isNumber(left))) return analysed;
      return sourceOfNaN(left) ?? sourceOfNaN(right);
    case 'and':
      return isGuard(right) ? undefined : sourceOfNaN(left);
    case 'unless':
      return sourceOfNaN(left);
    case 'or':
    case '+':
    case '-':
    case '*':
    case '^':
      return sourceOfNaN(left) ?? sourceOfNaN(right);
    case '!=':
      return bool ? undefined : sourceOfNaN(left);
    default:
      // No comparison holds for NaN, so comparisons filter it out.
      return undefined;
  }
}

function isNumber(analysed: Analysed): boolean {
  return bare(analysed).node.kind === 'number';
}

/** `a / b and b > 0`. */
function isGuard(analysed: Analysed): boolean {
  const { node } = bare(analysed);
  return node.kind === 'binary' && /^[<>=!]/.test(node.op) && !node.returnBool;
}

function firstSource(children: readonly Analysed[]): Analysed | undefined {
  for (const child of children) {
    const found = sourceOfNaN(child);
    if (found) return found;
  }
  return undefined;
}
