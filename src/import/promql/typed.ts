import type {
  Aggregation,
  Binary,
  Call,
  Expression,
  MatrixSelector,
  Subquery,
  VectorSelector,
} from '../../engine/index.js';
import type { labelJoin, labelReplace } from '../../query/index.js';
import { type Code, call, data, literal, member, name, object } from '../code/code.js';
import { bare, constantOf } from './constant.js';
import { durationText } from './duration.js';
import {
  camelCase,
  chooses,
  comparisons,
  counts,
  fluctuates,
  groups,
  keepsLabels,
  operators,
  over,
  setOperators,
} from './functions.js';
import { hasClause, type Labels, noLabels, without } from './labels.js';
import { narrowed, patternCode, selectorCode, windowCode } from './selector.js';
import { type Typed, type TypedContext, Untyped, type Vector } from './typed-model.js';

/** Code for each option of a function, so that a renamed option does not compile here. */
type OptionsOf<Function_ extends (value: never, options: never) => unknown> = Readonly<
  Record<keyof Parameters<Function_>[1], Code | undefined>
>;

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
      const { code, labels } = vectorOf(node.expr, context);
      return { code: call('negate', code), type: 'vector', labels };
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

function numberCode(node: Expression | undefined): Code {
  const code = node && constantCode(node);
  if (!code) throw new Untyped('a parameter that is calculated from series');
  return code;
}

/** A function over a range of series or over a subquery. */
function rangeCall(
  func: string,
  range: Expression,
  context: TypedContext,
  before: readonly Code[] = [],
): Vector {
  const node = bare(range);
  if (node.kind === 'matrix') {
    const vector = selectorCode(node.selector, context);
    const window = windowCode(node.rangeMs, node.rangeExpr, context);
    return {
      code: call(func, ...before, vector.code, ...(window ? [window] : [])),
      labels: vector.labels,
      series: vector.series,
    };
  }
  if (node.kind === 'subquery') return subqueryCall(func, node, context, before);
  throw new Untyped('a range that is neither a selector nor a subquery');
}

function subqueryCall(func: string, node: Subquery, context: TypedContext, before: readonly Code[]): Vector {
  if (node.offsetMs !== 0 || node.offsetExpr !== undefined || node.at !== undefined)
    throw new Untyped('a subquery with an offset');
  const vector = vectorOf(node.expr, context);
  const window = windowCode(node.rangeMs, node.rangeExpr, context);
  if (node.stepExpr !== undefined || (node.stepMs !== undefined && context.variables.has(node.stepMs)))
    throw new Untyped('a calculated step');
  if (node.stepMs === undefined && vector.series !== undefined) throw new Untyped('a subquery of a selector');
  if (node.stepMs !== undefined && !window) throw new Untyped('a step without a window');
  const options = node.stepMs === undefined ? [] : [object({ step: literal(durationText(node.stepMs)) })];
  const args = window ? [window, ...options] : [];
  return { code: call(func, ...before, vector.code, ...args), labels: vector.labels };
}

function callCode(node: Call, context: TypedContext): Typed {
  const { func, args } = node;
  const [first, second] = args;
  const name_ = camelCase(func);
  const vector = (code: Code, labels: Labels): Typed => ({ code, type: 'vector', labels });
  if (func === 'time') return { code: call('time'), type: 'scalar' };
  if (!first) throw new Untyped(`${func}() without an argument`);
  if (counts.has(func)) {
    const range = bare(first);
    if (range.kind !== 'matrix') throw new Untyped(`${func} of a subquery`);
    const found = rangeCall(name_, range, context);
    if (found.series === 'gauge' || found.series === 'recorded')
      throw new Untyped(`${func} of a ${found.series}`);
    return vector(found.code, found.labels);
  }
  if (over.has(func)) {
    const found = rangeCall(name_, first, context);
    return vector(found.code, found.labels);
  }
  if (fluctuates.has(func) || func === 'idelta') {
    const found = rangeCall(name_, first, context);
    if (found.series === undefined ? func === 'idelta' : !risesAndFalls(found.series))
      throw new Untyped(`${func} of a ${found.series}`);
    return vector(found.code, found.labels);
  }
  if (func === 'predict_linear' || func === 'double_exponential_smoothing')
    return predictionCode(node, context);
  if (func === 'quantile_over_time') {
    const found = rangeCall(name_, second ?? first, context, [numberCode(first)]);
    return vector(found.code, found.labels);
  }
  if (func === 'absent_over_time') return vector(rangeCall(name_, first, context).code, noLabels);
  if (func === 'absent') return vector(call(name_, vectorOf(first, context).code), noLabels);
  if (func === 'scalar') return { code: call(name_, vectorOf(first, context).code), type: 'scalar' };
  if (func === 'vector') return vector(call(name_, typedExpression(first, context).code), noLabels);
  if (func === 'histogram_quantile') return quantileCode(node, context);
  const operand = vectorOf(first, context);
  if (keepsLabels.has(func) && args.length === 1) return vector(call(name_, operand.code), operand.labels);
  if (/^(round|clamp|clamp_min|clamp_max)$/.test(func)) {
    return vector(call(name_, operand.code, ...args.slice(1).map(numberCode)), operand.labels);
  }
  if (func === 'label_replace') return replaceCode(operand, args.slice(1).map(textOf));
  if (func === 'label_join') return joinCode(operand, args.slice(1).map(textOf));
  if (func === 'sort_by_label') {
    const labels = args.slice(1).map(textOf);
    needLabels(operand.labels, labels);
    return vector(call(name_, operand.code, ...labels.map(literal)), operand.labels);
  }
  throw new Untyped(`the function ${func}`);
}

function risesAndFalls(series: string | undefined): boolean {
  return series === 'gauge' || series === 'recorded';
}

function textOf(node: Expression): string {
  if (node.kind !== 'string') throw new Untyped('a text that is calculated');
  return node.value;
}

function needLabels(labels: Labels, wanted: readonly string[]): void {
  const missing = wanted.find((label) => !labels.has(label));
  if (missing !== undefined) throw new Untyped(`the label ${missing} where it is not there`);
}

function predictionCode({ func, args }: Call, context: TypedContext): Typed {
  const range = args[0] && bare(args[0]);
  if (range?.kind !== 'matrix') throw new Untyped(`${func} of a subquery`);
  const series = selectorCode(range.selector, context);
  const typed = func === 'predict_linear' ? risesAndFalls(series.series) : series.series === 'gauge';
  if (!typed) throw new Untyped(`${func} of a ${series.series}`);
  const window = windowCode(range.rangeMs, range.rangeExpr, context);
  if (!window) throw new Untyped(`${func} without a window of its own`);
  const code = call(camelCase(func), series.code, window, ...args.slice(1).map(numberCode));
  return { code, type: 'vector', labels: series.labels };
}

/** A quantile of a histogram in the short form where it is one, otherwise over the buckets as they are written. */
function quantileCode({ args }: Call, context: TypedContext): Typed {
  const [phi, of] = args;
  if (!phi || !of) throw new Untyped('histogram_quantile without its arguments');
  const short = quantileOf(phi, bare(of), context);
  if (short) return short;
  const buckets = vectorOf(of, context);
  if (!buckets.labels.has('le')) throw new Untyped('histogram_quantile of series without le');
  const code = call('histogramQuantile', numberCode(phi), buckets.code);
  return { code, type: 'vector', labels: without(buckets.labels, ['le']) };
}

function quantileOf(phi: Expression, of: Expression, context: TypedContext): Typed | undefined {
  if (of.kind !== 'aggregation' || of.op !== 'sum' || of.without) return undefined;
  const rate = bare(of.expr);
  const range: Expression | undefined =
    rate.kind === 'call' && rate.func === 'rate' ? rate.args[0] : undefined;
  const matrix: MatrixSelector | undefined = range?.kind === 'matrix' ? range : undefined;
  const series = matrix && context.series(matrix.selector.name);
  if (!matrix || !series?.histogram || hasModifiers(matrix.selector)) return undefined;
  const isBucket = series.kind === 'bucket';
  if (isBucket !== of.grouping.includes('le') || matrix.selector.matchers.some((one) => one.name === 'le'))
    return undefined;
  const by = of.grouping.filter((label) => label !== 'le');
  if (new Set(by).size !== by.length || by.some((label) => !series.labels.has(label))) return undefined;
  const window = windowCode(matrix.rangeMs, matrix.rangeExpr, context);
  const histogram = narrowed(series.histogram, matrix.selector, series.labels);
  const options = object({ by: by.length > 0 ? data(by) : undefined, window });
  const rest = options.entries.length > 0 ? [options] : [];
  const code = call('histogramQuantile', numberCode(phi), histogram, ...rest);
  return { code, type: 'vector', labels: new Set(by) };
}

function hasModifiers({ offsetMs, offsetExpr, at, extension }: VectorSelector): boolean {
  return offsetMs !== 0 || offsetExpr !== undefined || at !== undefined || extension !== undefined;
}

function replaceCode(operand: Vector, texts: readonly string[]): Typed {
  const [target = '', replacement = '', source = '', match = ''] = texts;
  // Without a source and a pattern, every series gets the text.
  const isText = source === '' && match === '';
  if (target === '' || (source === '') !== (match === ''))
    throw new Untyped('label_replace without a source');
  if (!isText) needLabels(operand.labels, [source]);
  const options = object({
    dstLabel: literal(target),
    replacement: literal(replacement),
    srcLabel: isText ? undefined : literal(source),
    regex: isText ? undefined : patternCode(match),
  } satisfies OptionsOf<typeof labelReplace>);
  const labels = new Set([...operand.labels, target]);
  return { code: call('labelReplace', operand.code, options), type: 'vector', labels };
}

function joinCode(operand: Vector, [target = '', separator = '', ...sources]: readonly string[]): Typed {
  if (target === '' || sources.length === 0) throw new Untyped('label_join without sources');
  needLabels(operand.labels, sources);
  const options = object({
    dstLabel: literal(target),
    separator: literal(separator),
    srcLabels: data(sources),
  } satisfies OptionsOf<typeof labelJoin>);
  const labels = new Set([...operand.labels, target]);
  return { code: call('labelJoin', operand.code, options), type: 'vector', labels };
}

function aggregationCode(node: Aggregation, context: TypedContext): Typed {
  const { op, param, grouping } = node;
  if (op === 'count_values') return countValuesCode(node, context);
  const operand = vectorOf(node.expr, context);
  needLabels(operand.labels, grouping);
  if (new Set(grouping).size !== grouping.length) throw new Untyped('a label named twice');
  if (node.without && grouping.length === 0) throw new Untyped('without ()');
  const how = grouping.length > 0 ? [object({ [node.without ? 'without' : 'by']: data(grouping) })] : [];
  const kept = node.without ? without(operand.labels, grouping) : new Set(grouping);
  const vector = (code: Code, labels: Labels): Typed => ({ code, type: 'vector', labels });
  if (groups.has(op)) return vector(call(op, operand.code, ...how), kept);
  if (chooses.has(op))
    return vector(call(camelCase(op), numberCode(param), operand.code, ...how), operand.labels);
  if (op === 'quantile' && !node.without)
    return vector(call('quantile', numberCode(param), operand.code, ...how), kept);
  throw new Untyped(`the aggregation ${op}`);
}

function countValuesCode(
  { param, grouping, without: isWithout, expr }: Aggregation,
  context: TypedContext,
): Typed {
  if (grouping.length > 0 || isWithout || param?.kind !== 'string')
    throw new Untyped('count_values by labels');
  const code = call('countValues', literal(param.value), vectorOf(expr, context).code);
  return { code, type: 'vector', labels: new Set([param.value]) };
}

function binaryCode(node: Binary, context: TypedContext): Typed {
  const { op, matching, returnBool } = node;
  const func = operators[op];
  if (func === undefined) throw new Untyped(`the operator ${op}`);
  const left = typedExpression(node.lhs, context);
  const right = typedExpression(node.rhs, context);
  const bool = returnBool ? literal(true) : undefined;
  if (left.type === 'scalar' || right.type === 'scalar') {
    if (left.type === 'scalar' && right.type === 'scalar') {
      if (comparisons.has(op)) throw new Untyped('a comparison of numbers');
      return { code: call(func, left.code, right.code), type: 'scalar' };
    }
    const { labels } = left.type === 'vector' ? left : (right as Vector);
    const options = bool ? [object({ bool })] : [];
    return { code: call(func, left.code, right.code, ...options), type: 'vector', labels };
  }
  if (matching?.fillLeft !== undefined || matching?.fillRight !== undefined) throw new Untyped('fill');
  const many =
    matching?.card === 'many-to-one'
      ? 'groupLeft'
      : matching?.card === 'one-to-many'
        ? 'groupRight'
        : undefined;
  const clause = hasClause(node);
  if (!clause) needSame(left.labels, right.labels);
  const how = object({
    on: matching?.on ? data(matching.labels) : undefined,
    ignoring: matching && !matching.on && (clause || many) ? data(matching.labels) : undefined,
    ...(many && matching ? { [many]: data(matching.include) } : {}),
    bool,
  });
  if (matching?.on) {
    needLabels(left.labels, matching.labels);
    needLabels(right.labels, matching.labels);
  } else if (matching) needLabels(new Set([...left.labels, ...right.labels]), matching.labels);
  const options = how.entries.length > 0 ? [how] : [];
  const code = call(func, left.code, right.code, ...options);
  return { code, type: 'vector', labels: resultLabels(node, left.labels, right.labels) };
}

function resultLabels({ op, matching }: Binary, left: Labels, right: Labels): Labels {
  if (op === 'or')
    return matching && (matching.on || matching.labels.length > 0) ? new Set([...left, ...right]) : left;
  if (setOperators.has(op) || !matching) return left;
  if (matching.card === 'many-to-one') return new Set([...left, ...matching.include]);
  if (matching.card === 'one-to-many') return new Set([...right, ...matching.include]);
  return matching.on ? new Set(matching.labels) : without(left, matching.labels);
}

function needSame(left: Labels, right: Labels): void {
  const only = [...left].find((label) => !right.has(label)) ?? [...right].find((label) => !left.has(label));
  if (only !== undefined) throw new Untyped(`the label ${only} on one side only`);
}

/** The code of a series of the catalog: a metric, or a part of one. */
export function catalogSeries(metric: string, part: string | undefined): Code {
  const handle = member(name('metrics'), metric);
  return part === undefined ? handle : member(handle, part);
}
