import type { BinaryNode, Node, SelectorNode } from '../../query/index.js';
import { matcherAccepts } from '../../query/label-matcher.js';
import { always } from '../scenario/lifetime.js';
import { valueShape } from '../scenario/value-shape.js';
import type { DerivationContext, Derive } from './derivation.js';
import { bothOf, cannot, type DerivedSeries, fromSelector } from './derived-series.js';
import { observations } from './observations.js';
import { levelOf, mapSteps, type Steps } from './steps.js';

/** Value of a divisor, such as requests per second. */
const whole = 10;

/** The context, with the function that derives series for an operand. */
export interface BinaryContext extends DerivationContext {
  readonly derive: Derive;
}

/** Series for which a binary expression has the wanted values. */
export function deriveBinary(node: BinaryNode, wanted: Steps, context: BinaryContext): DerivedSeries {
  const { op, left, right } = node;
  if (isComparison(op)) {
    return node.bool
      ? cannot('a comparison with bool is not supported')
      : context.derive(left, wanted, context);
  }
  if (op === 'or') {
    const first = context.derive(left, wanted, context);
    return first.ok ? first : context.derive(right, wanted, context);
  }
  if (right.type === 'number') return withNumber(op, left, right.value, wanted, context);
  if (left.type === 'number') return ofNumber(op, left.value, right, wanted, context);
  if (op === '-' && isTime(left)) return age(right, wanted, context);
  if (op === '/') return quotient(left, right, wanted, context);
  return cannot(`"${op}" of two expressions is not supported`);
}

function isComparison(op: string): boolean {
  return ['>', '<', '>=', '<=', '==', '!='].includes(op);
}
function isTime(node: Node): boolean {
  return node.type === 'call' && node.name === 'time';
}

function withNumber(
  op: string,
  left: Node,
  number: number,
  wanted: Steps,
  context: BinaryContext,
): DerivedSeries {
  const back: Record<string, (value: number) => number> = {
    '+': (value) => value - number,
    '-': (value) => value + number,
    '*': (value) => value / number,
    '/': (value) => value * number,
  };
  const undo = back[op];
  if (!undo || ((op === '*' || op === '/') && number === 0))
    return cannot(`"${op} ${number}" is not supported`);
  return context.derive(left, mapSteps(wanted, undo), context);
}

function ofNumber(
  op: string,
  number: number,
  right: Node,
  wanted: Steps,
  context: BinaryContext,
): DerivedSeries {
  if (op === '-')
    return context.derive(
      right,
      mapSteps(wanted, (value) => number - value),
      context,
    );
  if (op === '*' || op === '+') return withNumber(op, right, number, wanted, context);
  return cannot(`"${number} ${op}" is not supported`);
}

/** `time() - timestamp`: the gauge holds a timestamp of the wanted age. */
function age(right: Node, wanted: Steps, context: BinaryContext): DerivedSeries {
  const gauge = soleSelector(right, context);
  if (!gauge) return cannot('the age of an expression is not supported');
  return fromSelector(gauge, valueShape({ type: 'timestamp', age: levelOf(wanted) }, always), context.place);
}

function soleSelector(node: Node, context: BinaryContext): SelectorNode | undefined {
  if (node.type === 'aggregate') return soleSelector(node.of, context);
  return node.type === 'selector' && !context.recorded(node.name) ? node : undefined;
}

function quotient(part: Node, divisor: Node, wanted: Steps, context: BinaryContext): DerivedSeries {
  const unguarded = divisor.type === 'binary' && isComparison(divisor.op) ? divisor.left : divisor;
  const [some] = selectorsOf(part, context);
  const [all] = selectorsOf(unguarded, context);
  if (!some || !all) return cannot('the operands of the division are not selectors');
  if (some.metric && some.metric === all.metric) return share(some, all, part, unguarded, wanted, context);
  const steady: Steps = [[0, whole]];
  return bothOf(
    context.derive(
      part,
      mapSteps(wanted, (value) => value * whole),
      context,
    ),
    context.derive(unguarded, steady, context),
  );
}

/** Both operands select the same metric: its sum over its count, or some of its series over all of them. */
function share(
  some: SelectorNode,
  all: SelectorNode,
  part: Node,
  divisor: Node,
  wanted: Steps,
  context: BinaryContext,
): DerivedSeries {
  if (some.name.endsWith('_sum') && all.name.endsWith('_count')) {
    return fromSelector(some, observations(wanted.map(([at, value]) => [at, whole, value])), context.place);
  }
  const more = some.matchers.filter(
    (own) => !all.matchers.some((other) => JSON.stringify(own) === JSON.stringify(other)),
  );
  const [matcher] = more;
  if (!matcher || wanted.some(([, value]) => value > 1))
    return cannot(`the share of ${some.name} is not supported`);
  const inside = context.derive(
    part,
    mapSteps(wanted, (value) => value * whole),
    context,
  );
  const outside = context.derive(
    divisor,
    mapSteps(wanted, (value) => (1 - value) * whole),
    context,
  );
  if (!inside.ok || !outside.ok) return inside.ok ? outside : inside;
  const [rest] = outside.series;
  const values = rest?.metric.labels[matcher.label];
  const others = values ? ('oneOf' in values ? values.oneOf : values) : [];
  const other = [...others, 'other'].find(
    (value) => !more.every((one) => one.label !== matcher.label || matcherAccepts(one, value)),
  );
  if (!rest || other === undefined) return cannot(`no series of ${some.name} is outside of the share`);
  return bothOf(inside, {
    ok: true,
    series: [{ ...rest, labels: { ...rest.labels, [matcher.label]: other } }],
  });
}

/** The selectors of an expression, including those of the recording rules that it uses. */
function selectorsOf(node: Node, context: BinaryContext): SelectorNode[] {
  switch (node.type) {
    case 'selector': {
      const behind = context.recorded(node.name);
      return behind ? selectorsOf(behind.node, context) : [node];
    }
    case 'range':
    case 'subquery':
    case 'negate':
    case 'aggregate':
      return selectorsOf(node.of, context);
    case 'call':
      return node.args.flatMap((arg) => selectorsOf(arg, context));
    case 'binary':
      return [...selectorsOf(node.left, context), ...selectorsOf(node.right, context)];
    default:
      return [];
  }
}
