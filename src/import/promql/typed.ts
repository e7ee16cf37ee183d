import type {
  Aggregation,
  Binary,
  Call,
  Expression,
  MatrixSelector,
  Subquery,
  VectorSelector,
} from '../../engine/index.js';
import { hasVariable, type labelJoin, type labelReplace } from '../../query/index.js';
import { type Code, call, data, literal, member, name, object } from '../code/code.js';
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
  setOperators,
} from './functions.js';
import { hasClause, type Labels, noLabels, without } from './labels.js';
import {
  atCode,
  matchesCode,
  narrowed,
  offsetCode,
  patternCode,
  selectorCode,
  windowCode,
} from './selector.js';
import { type Typed, type TypedContext, Untyped, type Vector } from './typed-model.js';
import { hasPlaceholder, withVariables } from './variables.js';

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

/** The series with labels that are needed of them, where the types do not have them. */
function withNeeded(vector: Vector, wanted: readonly string[]): Vector {
  const missing = [...new Set(wanted)].filter((label) => !hasVariable(label) && !vector.labels.has(label));
  if (missing.length === 0) return vector;
  return {
    code: call('withLabels', vector.code, ...missing.map(literal)),
    labels: new Set([...vector.labels, ...missing]),
  };
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

function infoCode(operand: Vector, matched: Expression | undefined): Typed {
  if (!matched) return { code: call('info', operand.code), type: 'vector', labels: operand.labels };
  if (matched.kind !== 'vector' || matched.name !== '') throw new Untyped('info of a metric by its name');
  const added = matched.matchers.map(({ name: label }) => label).filter((label) => label !== '__name__');
  const labels = new Set([...operand.labels, ...added]);
  return { code: call('info', operand.code, matchesCode(matched)), type: 'vector', labels };
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

function statisticOf(
  func: string,
  numbers: readonly Code[],
  of: Expression,
  context: TypedContext,
): Typed | undefined {
  if (of.kind !== 'aggregation' || of.op !== 'sum' || of.without) return undefined;
  const rate = bare(of.expr);
  const range: Expression | undefined =
    rate.kind === 'call' && rate.func === 'rate' ? rate.args[0] : undefined;
  const matrix: MatrixSelector | undefined = range?.kind === 'matrix' ? range : undefined;
  const series = matrix && context.series(matrix.selector.name);
  if (of.grouping.some(hasPlaceholder)) return undefined;
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
  const code = call(func, ...numbers, histogram, ...rest);
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
  const of = isText || source === '__name__' ? operand : withNeeded(operand, [source]);
  const options = object({
    dstLabel: literal(target),
    replacement: literal(replacement),
    srcLabel: isText ? undefined : literal(source),
    regex: isText ? undefined : patternCode(match),
  } satisfies OptionsOf<typeof labelReplace>);
  const labels = new Set([...of.labels, target]);
  return { code: call('labelReplace', of.code, options), type: 'vector', labels };
}

function joinCode(operand: Vector, [target = '', separator = '', ...sources]: readonly string[]): Typed {
  if (target === '' || sources.length === 0) throw new Untyped('label_join without sources');
  const of = withNeeded(operand, sources);
  const options = object({
    dstLabel: literal(target),
    separator: literal(separator),
    srcLabels: data(sources),
  } satisfies OptionsOf<typeof labelJoin>);
  const labels = new Set([...of.labels, target]);
  return { code: call('labelJoin', of.code, options), type: 'vector', labels };
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

/** An operator between two sides with series. */
function matchedCode(node: Binary, func: string, left: Vector, right: Vector, bool: Code | undefined): Typed {
  const { matching } = node;
  const many =
    matching?.card === 'many-to-one'
      ? 'groupLeft'
      : matching?.card === 'one-to-many'
        ? 'groupRight'
        : undefined;
  const clause = hasClause(node);
  const named = (matching?.labels ?? []).map(withVariables);
  const [a, b] = matching?.on
    ? [withNeeded(left, named), withNeeded(right, named)]
    : [
        withNeeded(
          left,
          named.filter((label) => !right.labels.has(label)),
        ),
        right,
      ];
  // All labels, of sides that differ in the labels that the types know.
  const allLabels = !clause && !sameLabels(a.labels, b.labels);
  const { fillLeft, fillRight } = matching ?? {};
  const same = fillLeft !== undefined && fillLeft === fillRight;
  const number = (value: number | undefined) => (value === undefined ? undefined : literal(value));
  const how = object({
    on: matching?.on ? data(named) : undefined,
    ignoring: matching && !matching.on && (clause || many || allLabels) ? data(named) : undefined,
    ...(many && matching ? { [many]: data(matching.include.map(withVariables)) } : {}),
    bool,
    fill: same ? number(fillLeft) : undefined,
    fillLeft: same ? undefined : number(fillLeft),
    fillRight: same ? undefined : number(fillRight),
  });
  const options = how.entries.length > 0 ? [how] : [];
  const code = call(func, a.code, b.code, ...options);
  return { code, type: 'vector', labels: resultLabels(node, a.labels, b.labels, clause || allLabels) };
}

function resultLabels({ op, matching }: Binary, left: Labels, right: Labels, hasMatching: boolean): Labels {
  if (op === 'or') return hasMatching ? new Set([...left, ...right]) : left;
  if (setOperators.has(op) || !matching) return left;
  const named = (labels: readonly string[]) => labels.map(withVariables);
  if (matching.card === 'many-to-one') return new Set([...left, ...named(matching.include)]);
  if (matching.card === 'one-to-many') return new Set([...right, ...named(matching.include)]);
  return matching.on ? new Set(named(matching.labels)) : without(left, named(matching.labels));
}

function sameLabels(left: Labels, right: Labels): boolean {
  return [...left].every((label) => right.has(label)) && [...right].every((label) => left.has(label));
}

/** The code of a series of the catalog: a metric, or a part of one. */
export function catalogSeries(metric: string, part: string | undefined): Code {
  const handle = member(name('metrics'), metric);
  return part === undefined ? handle : member(handle, part);
}
