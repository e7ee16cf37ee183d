import type { Analysed } from './analysis.js';
import { isComparison } from './conditions.js';
import { bare } from './parentheses.js';

const minutesOfDay = 24 * 60;
const minutesOfWeek = 7 * minutesOfDay;

/** Functions of the time of evaluation, in UTC, whose values repeat every week, by minute from Sunday. */
const clock: Readonly<Record<string, (minute: number) => number>> = {
  minute: (at) => at % 60,
  hour: (at) => Math.floor((at % minutesOfDay) / 60),
  day_of_week: (at) => Math.floor(at / minutesOfDay),
};

/**
 * The longest time without a break, in minutes, for which the conditions on the time of the day and the day of the week
 * let an expression have a result. Undefined where they always do, or where there are none.
 */
export function longestTime(root: Analysed, nodes: readonly Analysed[]): number | undefined {
  if (!nodes.some(({ node }) => node.kind === 'call' && Object.hasOwn(clock, node.func))) return undefined;
  let longest = 0;
  let run = 0;
  // Twice, as a night may go on from Saturday to Sunday.
  for (let at = 0; at < 2 * minutesOfWeek; at += 1) {
    run = holdsAt(root, at % minutesOfWeek) === false ? 0 : run + 1;
    longest = Math.max(longest, run);
  }
  return longest >= minutesOfWeek ? undefined : longest;
}

/** Whether there is a result in a minute of the week; undefined where other series decide. */
function holdsAt(analysed: Analysed, minute: number): boolean | undefined {
  const inner = bare(analysed);
  const { node, children } = inner;
  const [left, right] = children;
  if (node.kind === 'aggregation') return left && holdsAt(left, minute);
  if (node.kind !== 'binary' || !left || !right) return undefined;
  if (isComparison(inner)) {
    const [a, b] = [valueAt(left, minute), valueAt(right, minute)];
    return node.returnBool || a === undefined || b === undefined ? undefined : compares(node.op, a, b);
  }
  const [first, second] = [holdsAt(left, minute), holdsAt(right, minute)];
  switch (node.op) {
    case 'and':
      return first === false || second === false ? false : first && second;
    case 'or':
      return first || second ? true : first === false ? second : first;
    case 'unless':
      return first === false || second ? false : second === false ? first : undefined;
    default:
      return first === false || second === false ? false : undefined;
  }
}

/** The value of an expression of numbers and the time. */
function valueAt(analysed: Analysed, minute: number): number | undefined {
  const { node, children } = bare(analysed);
  const [first, second] = children;
  if (node.kind === 'number') return node.value;
  if (node.kind === 'unary') {
    const value = first && valueAt(first, minute);
    return value === undefined || node.op !== '-' ? value : -value;
  }
  if (node.kind === 'call') {
    if (node.func === 'vector') return first && valueAt(first, minute);
    return node.args.length === 0 ? clock[node.func]?.(minute) : undefined;
  }
  if (node.kind !== 'binary' || !first || !second) return undefined;
  const [a, b] = [valueAt(first, minute), valueAt(second, minute)];
  return a === undefined || b === undefined ? undefined : arithmetic[node.op]?.(a, b);
}

const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
};

function compares(op: string, a: number, b: number): boolean | undefined {
  switch (op) {
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    default:
      return undefined;
  }
}
