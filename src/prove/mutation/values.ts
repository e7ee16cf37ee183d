import type { Node } from '../../query/index.js';

/** The values that an expression can have: from `low` to `high`, which is itself possible unless `lowOpen`. */
export interface Values {
  readonly low: number;
  readonly lowOpen: boolean;
  readonly high: number;
  /** True if a sample can equal a chosen number: gauges can, rates of counters rarely do. */
  readonly exact: boolean;
}

const anything: Values = {
  low: Number.NEGATIVE_INFINITY,
  lowOpen: false,
  high: Number.POSITIVE_INFINITY,
  exact: false,
};
const countFunctions = ['rate', 'irate', 'increase', 'resets', 'changes', 'count_over_time'];
const keepsRange = ['max', 'min', 'avg', 'sum', 'topk', 'bottomk'];
const keepsRangeOverTime = /^(max|min|avg|last)_over_time$/;

/** The expression of a recording rule, by the recorded name. */
export type Recorded = (name: string) => Node | undefined;

/** The known range of an expression's values, which shows whether a changed threshold makes a difference. */
export function valuesOf(node: Node, recorded: Recorded): Values {
  const of = (part: Node): Values => valuesOf(part, recorded);
  switch (node.type) {
    case 'number':
      return { low: node.value, lowOpen: false, high: node.value, exact: true };
    case 'selector': {
      const { metric, name } = node;
      const behind = recorded(name);
      if (behind) return of(behind);
      if (metric?.range) return { low: metric.range[0], lowOpen: false, high: metric.range[1], exact: true };
      const gauge = metric?.kind === 'gauge' && name === metric.name;
      return gauge ? { ...anything, exact: true } : { ...anything, low: 0 };
    }
    case 'range':
    case 'subquery':
      return of(node.of);
    case 'aggregate': {
      if (node.op === 'count' || node.op === 'group') return { ...anything, low: 1, exact: true };
      const below = of(node.of);
      if (!keepsRange.includes(node.op)) return { ...anything, exact: false };
      return node.op === 'sum'
        ? {
            ...below,
            high: Number.POSITIVE_INFINITY,
            low: below.low < 0 ? Number.NEGATIVE_INFINITY : below.low,
          }
        : below;
    }
    case 'call':
      return callValues(node.name, node.args, of);
    case 'binary':
      return binaryValues(node, of);
    default:
      return anything;
  }
}

type Below = (part: Node) => Values;

function callValues(name: string, args: readonly Node[], of: Below): Values {
  const first = args.find((arg) => arg.type !== 'number' && arg.type !== 'string');
  if (countFunctions.includes(name)) return { ...anything, low: 0 };
  if (keepsRangeOverTime.test(name) && first) return of(first);
  if (name === 'absent' || name === 'absent_over_time') {
    return { low: 1, lowOpen: false, high: 1, exact: true };
  }
  if ((name === 'delta' || name === 'idelta') && first) return { ...anything, exact: of(first).exact };
  if (name === 'time') return { ...anything, low: 0, exact: true };
  return anything;
}

function binaryValues(node: Extract<Node, { type: 'binary' }>, of: Below): Values {
  const left = of(node.left);
  const right = of(node.right);
  switch (node.op) {
    case 'or':
      return {
        low: Math.min(left.low, right.low),
        lowOpen:
          left.low === right.low
            ? left.lowOpen && right.lowOpen
            : (left.low < right.low ? left : right).lowOpen,
        high: Math.max(left.high, right.high),
        exact: left.exact || right.exact,
      };
    case 'and':
    case 'unless':
      return left;
    case '>':
      if (node.bool || node.right.type !== 'number') return { ...left };
      return right.low >= left.low ? { ...left, low: right.low, lowOpen: true } : left;
    case '>=':
      if (node.bool || node.right.type !== 'number') return { ...left };
      return right.low > left.low ? { ...left, low: right.low, lowOpen: false } : left;
    case '<':
    case '<=':
      if (node.bool || node.right.type !== 'number') return { ...left };
      return { ...left, high: Math.min(left.high, right.high) };
    case '/':
      return left.low >= 0 && right.low >= 0 ? { ...anything, low: 0 } : anything;
    case '-':
      return { ...anything, exact: left.exact && right.exact };
    default:
      return anything;
  }
}

/** Whether a value can lie from `from` to `to`, both included. */
export function possibleBetween({ low, lowOpen, high }: Values, from: number, to: number): boolean {
  if (high < from) return false;
  return lowOpen ? low < to : low <= to;
}
