import { durationText } from '../promql/duration.js';
import { listOf, type Plain, plain } from './plain.js';

/** Why the condition of a rule has no form on metrics. */
export class NoCondition extends Error {}

/** The condition of a rule of Grafana in PromQL. */
export interface Condition {
  readonly expr: string;
  /** The queries and expressions whose value is that of the rule. */
  readonly values: ReadonlySet<string>;
  /** What is said in another way. */
  readonly notes: readonly string[];
}

/** What a query or an expression of a rule gives. */
interface Part {
  readonly expr: string;
  /** Whether it is a condition: series that are there while it is true. */
  readonly isCondition: boolean;
  readonly values: ReadonlySet<string>;
  /** The range of a query that gives several samples per series. */
  readonly range?: { readonly seconds: number; readonly stepMs: number } | undefined;
}

/** `__expr__` is the source of server side expressions; `-100` is its old uid. */
const expressionSources = new Set(['__expr__', '-100', '__expr__:-100']);

/**
 * The condition of a rule of Grafana.
 *
 * @param refId The query or expression that is the condition, or that is recorded
 * @throws NoCondition for what has no form in PromQL
 */
export function conditionOf(rule: Plain, refId: string, isRecording: boolean): Condition {
  const parts = new Map(listOf(rule.data).map((one) => [String(plain(one).refId ?? ''), plain(one)]));
  const notes: string[] = [];
  const open = new Set<string>();
  const partOf = (id: string): Part => {
    const data = parts.get(id);
    if (!data) throw new NoCondition(`there is no query ${id}`);
    if (open.has(id)) throw new NoCondition(`${id} refers to itself`);
    open.add(id);
    const part = isExpression(data) ? expressionPart(plain(data.model), id) : queryPart(data, id);
    open.delete(id);
    return { ...part, values: new Set([...part.values, id]) };
  };
  const expressionPart = (model: Plain, id: string): Part => {
    switch (model.type) {
      case 'reduce':
        return reduced(partOf(idIn(model.expression)), model, notes);
      case 'threshold':
        return thresholded(partOf(idIn(model.expression)), model);
      case 'math':
        return mathPart(String(model.expression ?? ''), partOf);
      case 'classic_conditions':
        return classicPart(model, partOf);
      default:
        throw new NoCondition(`${id} is an expression of the type ${String(model.type)}`);
    }
  };
  const part = partOf(refId);
  if (part.range)
    throw new NoCondition(`${refId} is a query over a range, without an expression that reduces it`);
  const expr = part.isCondition || isRecording ? part.expr : `(${part.expr}) != 0`;
  return { expr, values: part.values, notes };
}

function isExpression({ datasourceUid, model }: Plain): boolean {
  const { datasource, type } = plain(model);
  const named = [datasourceUid, plain(datasource).uid, plain(datasource).type].map(String);
  return (
    named.some((name) => expressionSources.has(name)) ||
    (datasourceUid === undefined && /^(math|reduce|threshold|classic_conditions)$/.test(String(type)))
  );
}

function queryPart({ model, relativeTimeRange }: Plain, id: string): Part {
  const { expr, instant, range, intervalMs, datasource } = plain(model);
  const { type } = plain(datasource);
  if (
    typeof type === 'string' &&
    type !== '' &&
    !/prometheus|mimir|amazonprometheus|azureprometheus/.test(type)
  )
    throw new NoCondition(`${id} asks a data source of the type ${type}`);
  if (typeof expr !== 'string' || expr.trim() === '') throw new NoCondition(`${id} has no PromQL`);
  const { from, to } = plain(relativeTimeRange);
  if (typeof to === 'number' && to > 0) throw new NoCondition(`the range of ${id} ends in the past`);
  const isInstant = instant === true && range !== true;
  return {
    expr: expr.replaceAll('$$', '$').trim(),
    isCondition: false,
    values: new Set(),
    range: isInstant
      ? undefined
      : {
          seconds: typeof from === 'number' ? from : 600,
          stepMs: Math.max(1000, typeof intervalMs === 'number' ? intervalMs : 1000),
        },
  };
}

/** `$A` and `${A}` in expressions; older rules name the query alone. */
function idIn(given: unknown): string {
  const [, braced, plainId, bare] = /^\$\{(\w+)\}$|^\$(\w+)$|^(\w+)$/.exec(String(given ?? '').trim()) ?? [];
  return braced ?? plainId ?? bare ?? '';
}

/** Functions over the samples of a range, by Grafana's reducers. */
const overRange: Readonly<Record<string, string>> = {
  mean: 'avg_over_time',
  avg: 'avg_over_time',
  min: 'min_over_time',
  max: 'max_over_time',
  sum: 'sum_over_time',
  count: 'count_over_time',
};

function reduced(of: Part, { reducer, settings }: Plain, notes: string[]): Part {
  const { mode } = plain(settings);
  if (mode === 'replaceNN') throw new NoCondition('a value in the place of NaN');
  const how = String(reducer ?? 'last');
  if (how === 'last' || (!of.range && how !== 'count')) return { ...of, range: undefined };
  const func = overRange[how];
  if (func === undefined || !of.range) throw new NoCondition(`the reducer ${how}`);
  const { seconds, stepMs } = of.range;
  notes.push(
    `the reducer ${how} over ${durationText(seconds * 1000)} is a subquery with the step of the query`,
  );
  return {
    ...of,
    expr: `${func}((${of.expr})[${durationText(seconds * 1000)}:${durationText(stepMs)}])`,
    range: undefined,
  };
}

const comparisons: Readonly<Record<string, string>> = {
  gt: '>',
  lt: '<',
  gte: '>=',
  lte: '<=',
  eq: '==',
  ne: '!=',
};

function thresholded(of: Part, { conditions }: Plain): Part {
  const [first] = listOf(conditions).map(plain);
  if (!first) throw new NoCondition('a threshold without a condition');
  if (first.unloadEvaluator !== undefined) throw new NoCondition('a threshold of its own for recovery');
  if (of.range) throw new NoCondition('a threshold of a query over a range');
  return { ...of, expr: evaluated(of.expr, first), isCondition: true };
}

/** The comparison of a value with what an evaluator says. */
function evaluated(expr: string, { evaluator }: Plain): string {
  const { type, params } = plain(evaluator);
  const [low, high] = listOf(params).map(Number);
  const name = String(type);
  const operator = comparisons[name];
  if (operator !== undefined && Number.isFinite(low)) return `(${expr}) ${operator} ${low}`;
  if (!Number.isFinite(low) || !Number.isFinite(high)) throw new NoCondition(`the evaluator ${name}`);
  const open = name.includes('included') ? '=' : '';
  if (name.startsWith('within_range')) return `((${expr}) >${open} ${low}) <${open} ${high}`;
  if (name.startsWith('outside_range')) return `(${expr}) <${open} ${low} or (${expr}) >${open} ${high}`;
  throw new NoCondition(`the evaluator ${name}`);
}

const functions: Readonly<Record<string, string>> = {
  abs: 'abs',
  ceil: 'ceil',
  floor: 'floor',
  round: 'round',
  log: 'ln',
};

/** Mathematics of Grafana: its operators are those of PromQL but for `&&` and `||`. */
function mathPart(text: string, partOf: (id: string) => Part): Part {
  const values = new Set<string>();
  let hasConditions = false;
  const replaced = text
    .replaceAll('$$', '$')
    .replaceAll(/\$\{(\w+)\}|\$(\w+)/g, (_, braced?: string, own?: string) => {
      const part = partOf(braced ?? own ?? '');
      if (part.range) throw new NoCondition('mathematics with a query over a range');
      hasConditions ||= part.isCondition;
      for (const id of part.values) values.add(id);
      return ` (${part.expr}) `;
    });
  const [rest] = [text.replaceAll(/\$\{?\w+\}?/g, ' 0 ')];
  if (/!(?!=)|\*\*|"/.test(rest)) throw new NoCondition(`mathematics such as ${text.trim()}`);
  for (const [, func] of rest.matchAll(/\b([a-z_]+)\s*\(/gi))
    if (functions[func ?? ''] === undefined) throw new NoCondition(`the function ${func} of mathematics`);
  const logical = /&&|\|\|/.test(rest);
  // The result of a condition is a number there, and series here.
  if (hasConditions && /[-+*/%^<>=]/.test(rest)) throw new NoCondition('arithmetic on conditions');
  const expr = replaced
    .replaceAll('&&', ' and ')
    .replaceAll('||', ' or ')
    .replaceAll(/\b(log)\s*\(/g, 'ln(')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return { expr, isCondition: hasConditions || logical || /[<>]|[=!]=/.test(rest), values };
}

/** Conditions of old alerts: one instance for all series. */
function classicPart({ conditions }: Plain, partOf: (id: string) => Part): Part {
  const all = listOf(conditions).map(plain);
  if (all.length !== 1)
    throw new NoCondition('several classic conditions, which make one alert of all series');
  const [condition = {}] = all;
  const of = partOf(String(listOf(plain(condition.query).params)[0] ?? ''));
  const notes: string[] = [];
  const { type } = plain(condition.evaluator);
  if (type === 'no_value') return { ...of, expr: `absent(${of.expr})`, isCondition: true, range: undefined };
  const value = reduced(of, { reducer: plain(condition.reducer).type }, notes);
  return {
    ...value,
    expr: `count(${evaluated(value.expr, condition)}) > 0`,
    isCondition: true,
    values: new Set(),
  };
}
