import type { BinaryNode, Node, SelectorNode } from '../../query/index.js';
import { always } from '../scenario/presence.js';
import { valueShape } from '../scenario/value-shape.js';
import { type Inversion, invert, observed } from './invert.js';
import { levelOf, mapSteps, type Steps } from './steps.js';
import { bothOf, cannot, matches, type Wish, wishSeries } from './wish.js';

/** What a divisor is: requests per second, say. */
const whole = 10;

export function invertBinary(node: BinaryNode, wanted: Steps, about: Inversion): Wish {
  const { op, left, right } = node;
  if (isComparison(op)) {
    return node.bool ? cannot('a comparison with bool is not turned round') : invert(left, wanted, about);
  }
  if (op === 'or') {
    const first = invert(left, wanted, about);
    return first.ok ? first : invert(right, wanted, about);
  }
  if (right.type === 'number') return withNumber(op, left, right.value, wanted, about);
  if (left.type === 'number') return ofNumber(op, left.value, right, wanted, about);
  if (op === '-' && isTime(left)) return age(right, wanted, about);
  if (op === '/') return quotient(left, right, wanted, about);
  return cannot(`"${op}" of two expressions is not turned round`);
}

function isComparison(op: string): boolean {
  return ['>', '<', '>=', '<=', '==', '!='].includes(op);
}
function isTime(node: Node): boolean {
  return node.type === 'call' && node.name === 'time';
}

function withNumber(op: string, left: Node, number: number, wanted: Steps, about: Inversion): Wish {
  const back: Record<string, (value: number) => number> = {
    '+': (value) => value - number,
    '-': (value) => value + number,
    '*': (value) => value / number,
    '/': (value) => value * number,
  };
  const undo = back[op];
  if (!undo || ((op === '*' || op === '/') && number === 0))
    return cannot(`"${op} ${number}" is not turned round`);
  return invert(left, mapSteps(wanted, undo), about);
}

function ofNumber(op: string, number: number, right: Node, wanted: Steps, about: Inversion): Wish {
  if (op === '-')
    return invert(
      right,
      mapSteps(wanted, (value) => number - value),
      about,
    );
  if (op === '*' || op === '+') return withNumber(op, right, number, wanted, about);
  return cannot(`"${number} ${op}" is not turned round`);
}

/** `time() - timestamp`: the gauge holds a time that is so long ago. */
function age(right: Node, wanted: Steps, about: Inversion): Wish {
  const gauge = soleSelector(right, about);
  if (!gauge) return cannot('the age of an expression is not turned round');
  return wishSeries(gauge, valueShape({ type: 'timestamp', age: levelOf(wanted) }, always), about.place);
}

function soleSelector(node: Node, about: Inversion): SelectorNode | undefined {
  if (node.type === 'aggregate') return soleSelector(node.of, about);
  return node.type === 'selector' && !about.recorded(node.name) ? node : undefined;
}

function quotient(part: Node, divisor: Node, wanted: Steps, about: Inversion): Wish {
  const unguarded = divisor.type === 'binary' && isComparison(divisor.op) ? divisor.left : divisor;
  const [some] = selectorsOf(part, about);
  const [all] = selectorsOf(unguarded, about);
  if (!some || !all) return cannot('this quotient is not of plain series');
  if (some.metric && some.metric === all.metric) return share(some, all, part, unguarded, wanted, about);
  const steady: Steps = [[0, whole]];
  return bothOf(
    invert(
      part,
      mapSteps(wanted, (value) => value * whole),
      about,
    ),
    invert(unguarded, steady, about),
  );
}

/** Part and whole are of the same metric: its sum over its count, or some of its series over all of them. */
function share(
  some: SelectorNode,
  all: SelectorNode,
  part: Node,
  divisor: Node,
  wanted: Steps,
  about: Inversion,
): Wish {
  if (some.name.endsWith('_sum') && all.name.endsWith('_count')) {
    return wishSeries(some, observed(wanted.map(([at, value]) => [at, whole, value])), about.place);
  }
  const more = some.matchers.filter(
    (own) => !all.matchers.some((other) => JSON.stringify(own) === JSON.stringify(other)),
  );
  const [matcher] = more;
  if (!matcher || wanted.some(([, value]) => value > 1))
    return cannot(`the share of ${some.name} is not turned round`);
  const inside = invert(
    part,
    mapSteps(wanted, (value) => value * whole),
    about,
  );
  const outside = invert(
    divisor,
    mapSteps(wanted, (value) => (1 - value) * whole),
    about,
  );
  if (!inside.ok || !outside.ok) return inside.ok ? outside : inside;
  const [rest] = outside.series;
  const values = rest?.metric.labels[matcher.label];
  const others = values ? ('oneOf' in values ? values.oneOf : values) : [];
  const other = [...others, 'other'].find(
    (value) => !more.every((one) => one.label !== matcher.label || matches(value, one)),
  );
  if (!rest || other === undefined) return cannot(`no series of ${some.name} lies outside of the share`);
  return bothOf(inside, {
    ok: true,
    series: [{ ...rest, labels: { ...rest.labels, [matcher.label]: other } }],
  });
}

/** The selectors that an expression reads, through recording rules. */
function selectorsOf(node: Node, about: Inversion): SelectorNode[] {
  switch (node.type) {
    case 'selector': {
      const behind = about.recorded(node.name);
      return behind ? selectorsOf(behind.node, about) : [node];
    }
    case 'range':
    case 'subquery':
    case 'negate':
    case 'aggregate':
      return selectorsOf(node.of, about);
    case 'call':
      return node.args.flatMap((arg) => selectorsOf(arg, about));
    case 'binary':
      return [...selectorsOf(node.left, about), ...selectorsOf(node.right, about)];
    default:
      return [];
  }
}
