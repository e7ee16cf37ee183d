import type { Aggregation, Binary, Call, Expression, Subquery } from '../../engine/index.js';
import { type Code, call, data, literal, object } from '../code/code.js';
import { bare, constantOf } from './constant.js';
import {
  calendar,
  camelCase,
  chooses,
  constants,
  counts,
  fluctuates,
  groups,
  keepsLabels,
  operators,
  over,
} from './functions.js';
import { infoCode, joinCode, replaceCode } from './label-calls.js';
import { type Labels, noLabels, without } from './labels.js';
import { matchedCode } from './matched.js';
import { withNeeded } from './needed-labels.js';
import { atCode, offsetCode, selectorCode, windowCode } from './selector.js';
import { statisticOf } from './statistic.js';
import { type Typed, type TypedContext, Untyped, type Vector } from './typed-model.js';
import { hasPlaceholder, withVariables } from './variables.js';

/**
 * An expression of PromQL in calls of our typed functions.
 *
 * @throws Untyped where the types have no form for it
 */
export function typedExpression(given: Expression, context: TypedContext): Typed {
  const constant = constantCode(given);
  if (constant) return { code: constant, type: 'scalar' };
  const node = bare(given);
  switch (node.kind) {
    case 'number':
      return { code: literal(node.value), type: 'scalar' };
    case 'vector':
      return selectorCode(node, context);
    case 'call':
      return callCode(node, context);
    case 'aggregation':
      return aggregationCode(node, context);
    case 'binary':
      return binaryCode(node, context);
    case 'unary': {
      const of = typedExpression(node.expr, context);
      const code = call('negate', of.code);
      return of.type === 'scalar' ? { code, type: 'scalar' } : { code, type: 'vector', labels: of.labels };
    }
    default:
      throw new Untyped(`a ${node.kind} on its own`);
  }
}

function vectorOf(node: Expression, context: TypedContext): Vector {
  const typed = typedExpression(node, context);
  if (typed.type === 'scalar') throw new Untyped('a number in the place of series');
  return typed;
}

/** Arithmetic on numbers alone, as it was written. */
function constantCode(given: Expression): Code | undefined {
  const node = bare(given);
  if (constantOf(node) === undefined) return undefined;
  if (node.kind === 'binary') {
    const left = constantCode(node.lhs);
    const right = constantCode(node.rhs);
    if (left && right) return { kind: 'operation', op: node.op as '+', left, right };
  }
  return literal(constantOf(node) ?? 0);
}

function numberCode(node: Expression | undefined, context: TypedContext): Code {
  const found = node && typedExpression(node, context);
  if (found?.type !== 'scalar') throw new Untyped('series in the place of a number');
  return found.code;
}

/** What a function over a range needs its series to be. */
type Needs = 'counter' | 'gauge' | 'any';

/** A function over a range of series or over a subquery. */
function rangeCall(
  func: string,
  range: Expression | undefined,
  context: TypedContext,
  needs: Needs,
  { before = [], after = [] }: { before?: readonly Code[]; after?: readonly Code[] } = {},
): Vector {
  const node = range && bare(range);
  if (node?.kind !== 'matrix' && node?.kind !== 'subquery')
    throw new Untyped('a range that is neither a selector nor a subquery');
  const of: Vector =
    node.kind === 'matrix' ? selectorCode(node.selector, context) : vectorOf(node.expr, context);
  const options = node.kind === 'matrix' ? [] : subqueryOptions(node, of, context);
  const window = windowCode(node.rangeMs, node.rangeExpr, context);
  const more = after.length + options.length > 0;
  const args = window ? [window] : more ? [literal('auto')] : [];
  return {
    code: call(func, ...before, fitted(of, needs), ...args, ...after, ...options),
    labels: of.labels,
  };
}

/** The series as the type of a function wants them. */
function fitted({ code, series }: Vector, needs: Needs): Code {
  if (needs === 'counter') {
    const fits = series !== undefined && series !== 'gauge' && series !== 'recorded';
    return fits ? code : call('asCounter', code);
  }
  const isCounter = series === 'counter' || series === 'bucket' || series === 'native_histogram';
  return needs === 'gauge' && isCounter ? call('asGauge', code) : code;
}

function subqueryOptions(node: Subquery, of: Vector, context: TypedContext): readonly Code[] {
  const { stepMs, stepExpr } = node;
  // A metric's own series would be a range without a step.
  const step =
    stepExpr !== undefined || stepMs !== undefined
      ? (windowCode(stepMs ?? 0, stepExpr, { ...context, auto: undefined }) ?? literal('default'))
      : of.series === undefined
        ? undefined
        : literal('default');
  const options = object({ step, offset: offsetCode(node, context), at: atCode(node) });
  return options.entries.length > 0 ? [options] : [];
}

function callCode(node: Call, context: TypedContext): Typed {
  const { func, args } = node;
  const [first, second] = args;
  const name_ = camelCase(func);
  const vector = (code: Code, labels: Labels): Typed => ({ code, type: 'vector', labels });
  if (constants.has(func)) return { code: call(func), type: 'scalar' };
  if (calendar.has(func) && !first) return vector(call(name_), noLabels);
  if (!first) throw new Untyped(`${func}() without an argument`);
  const ranged = (
    range: Expression | undefined,
    needs: Needs,
    around?: { before?: readonly Code[]; after?: readonly Code[] },
  ): Typed => {
    const { code, labels } = rangeCall(name_, range, context, needs, around);
    return vector(code, labels);
  };
  if (counts.has(func)) return ranged(first, 'counter');
  if (over.has(func)) return ranged(first, 'any');
  if (fluctuates.has(func))
    return ranged(first, 'gauge', { after: args.slice(1).map((arg) => numberCode(arg, context)) });
  if (func === 'quantile_over_time') return ranged(second, 'any', { before: [numberCode(first, context)] });
  if (func === 'integral') return ranged(first, 'any', { after: second ? [strategyCode(second)] : [] });
  if (func === 'absent_over_time') return vector(rangeCall(name_, first, context, 'any').code, noLabels);
  if (func === 'absent') return vector(call(name_, vectorOf(first, context).code), noLabels);
  if (func === 'scalar') {
    const variable = first.kind === 'vector' && hasPlaceholder(first.name) && withVariables(first.name);
    const code = variable ? literal(variable) : call(name_, vectorOf(first, context).code);
    return { code, type: 'scalar' };
  }
  if (func === 'min_of' || func === 'max_of')
    return { code: call(name_, ...args.map((arg) => numberCode(arg, context))), type: 'scalar' };
  if (func === 'vector') return vector(call(name_, typedExpression(first, context).code), noLabels);
  if (func === 'histogram_quantile' || func === 'histogram_fraction') return statisticCode(node, context);
  const operand = vectorOf(first, context);
  if (keepsLabels.has(func) && args.length === 1) return vector(call(name_, operand.code), operand.labels);
  if (/^(round|clamp|clamp_min|clamp_max)$/.test(func)) {
    const numbers = args.slice(1).map((arg) => numberCode(arg, context));
    return vector(call(name_, operand.code, ...numbers), operand.labels);
  }
  if (func === 'label_replace') return replaceCode(operand, args.slice(1).map(textOf));
  if (func === 'label_join') return joinCode(operand, args.slice(1).map(textOf));
  if (func === 'sort_by_label' || func === 'sort_by_label_desc') {
    const labels = args.slice(1).map(textOf);
    const { code, labels: all } = withNeeded(operand, labels);
    return vector(call(name_, code, ...labels.map(literal)), all);
  }
  if (func === 'histogram_quantiles') {
    const [label = '', ...phis] = args.slice(1);
    const of = withNeeded(operand, ['le']);
    const numbers: Code = { kind: 'array', items: phis.map((phi) => numberCode(phi, context)) };
    const code = call(name_, literal(textOf(label as Expression)), numbers, of.code);
    return vector(code, new Set([...without(of.labels, ['le']), textOf(label as Expression)]));
  }
  if (func === 'info') return infoCode(operand, second);
  throw new Untyped(`the function ${func}`);
}

const strategies = ['left', 'right', 'trapezoidal'];

function strategyCode(node: Expression): Code {
  const strategy = strategies[constantOf(node) ?? -1];
  if (strategy === undefined) throw new Untyped('a strategy of integral that Prometheus does not have');
  return literal(strategy);
}

function textOf(node: Expression): string {
  if (node.kind !== 'string') throw new Untyped('a text that is calculated');
  return node.value;
}

/** A statistic of a histogram in the short form where it is one, otherwise over the buckets as they are written. */
function statisticCode({ func, args }: Call, context: TypedContext): Typed {
  const of = args.at(-1);
  const numbers = args.slice(0, -1).map((arg) => numberCode(arg, context));
  if (!of) throw new Untyped(`${func} without its arguments`);
  const name_ = camelCase(func);
  const short = statisticOf(name_, numbers, bare(of), context);
  if (short) return short;
  const buckets = withNeeded(vectorOf(of, context), ['le']);
  const code = call(name_, ...numbers, buckets.code);
  return { code, type: 'vector', labels: without(buckets.labels, ['le']) };
}

function aggregationCode(node: Aggregation, context: TypedContext): Typed {
  const { op, param } = node;
  const grouping = [...new Set(node.grouping.map(withVariables))];
  const operand = withNeeded(vectorOf(node.expr, context), grouping);
  if (node.without && grouping.length === 0) throw new Untyped('without ()');
  const how = grouping.length > 0 ? [object({ [node.without ? 'without' : 'by']: data(grouping) })] : [];
  const kept = node.without ? without(operand.labels, grouping) : new Set(grouping);
  const vector = (code: Code, labels: Labels): Typed => ({ code, type: 'vector', labels });
  if (groups.has(op)) return vector(call(op, operand.code, ...how), kept);
  if (op === 'count_values') {
    if (param?.kind !== 'string') throw new Untyped('count_values without a label');
    return vector(
      call('countValues', literal(param.value), operand.code, ...how),
      new Set([...kept, param.value]),
    );
  }
  const size = numberCode(param, context);
  if (chooses.has(op)) return vector(call(camelCase(op), size, operand.code, ...how), operand.labels);
  if (op === 'quantile') return vector(call(op, size, operand.code, ...how), kept);
  throw new Untyped(`the aggregation ${op}`);
}

function binaryCode(node: Binary, context: TypedContext): Typed {
  const { op, returnBool } = node;
  const func = operators[op];
  if (func === undefined) throw new Untyped(`the operator ${op}`);
  const left = typedExpression(node.lhs, context);
  const right = typedExpression(node.rhs, context);
  const bool = returnBool ? literal(true) : undefined;
  if (left.type === 'scalar' || right.type === 'scalar') {
    const options = bool ? [object({ bool })] : [];
    const code = call(func, left.code, right.code, ...options);
    if (left.type === 'scalar' && right.type === 'scalar') return { code, type: 'scalar' };
    const { labels } = left.type === 'vector' ? left : (right as Vector);
    return { code, type: 'vector', labels };
  }
  return matchedCode(node, func, left, right, bool);
}
