import { closed } from '../../catalog/misses.js';
import {
  choice,
  duration,
  fields,
  isRecord,
  jsonObject as json,
  list,
  name,
  number,
  optionsFrom,
  type Problem,
  required,
  type Shape,
  text,
  validate,
  wrong,
} from '../../catalog/shape/index.js';
import {
  type Comparison,
  comparisons,
  type Operation,
  type Reducer,
  rangeComparisons,
  reducers,
} from '../../grafana/index.js';
import { type CommonQueryOptions, commonQueryFields } from './query-fields.js';

/** A query of the same panel: its id, the query itself, or the signal that it shows. */
export type QueryReference =
  | string
  | { readonly language: string }
  | { readonly type: 'signal'; readonly title: string };

/** What Grafana's server computes from other queries of the panel. */
export interface ExpressionQuery extends CommonQueryOptions {
  readonly language: 'expression';
  readonly operation: Operation<QueryReference>;
  readonly json?: Readonly<Record<string, unknown>>;
}

export interface ExpressionOptions extends CommonQueryOptions {
  /** Anything else of Grafana's query, merged last. */
  readonly json?: Readonly<Record<string, unknown>>;
}
type Of<Type extends Operation<QueryReference>['type']> = Omit<
  Extract<Operation<QueryReference>, { type: Type }>,
  'type' | 'of'
>;

export interface ReduceExpressionOptions extends ExpressionOptions {
  /** How a series becomes one value. */
  readonly reducer: Reducer;
  /** What becomes of samples that are no numbers: the result is none either, they are left out, or replaced. @default strict */
  readonly mode?: 'strict' | 'dropNN' | 'replaceNN';
  /** The number in their place, with `replaceNN`. */
  readonly replaceWith?: number;
}
export interface ResampleExpressionOptions extends ExpressionOptions {
  /** Distance of the points that there are then, such as `1m`. */
  readonly window: string;
  /** What becomes of several points in a window. @default mean */
  readonly downsampler?: Reducer;
  /** What a window without a point has: the one before, the one behind, or no number. @default fillna */
  readonly upsampler?: 'pad' | 'backfilling' | 'fillna';
}
export interface ThresholdExpressionOptions extends ExpressionOptions {
  /** With which it was 1, it becomes 0 only once this holds. @default when the comparison no longer holds */
  readonly until?: Comparison;
}
/** Options of a classic condition, a server-side expression of Grafana. */
export interface ClassicConditionOptions {
  readonly of: QueryReference;
  /** How the series becomes one value, as alerts of Grafana's first years name it: `avg`, `percent_diff`. */
  readonly reducer: string;
  /** How it compares. */
  readonly when: Comparison;
  /** How it goes together with those before. @default and */
  readonly operator?: 'and' | 'or';
}

const common = { ...commonQueryFields, json };
const reducer = choice(...reducers);
const reference: Shape = (value) =>
  (typeof value === 'string' && value.trim() !== '') ||
  (isRecord(value) && (value.type === 'signal' || 'language' in value))
    ? undefined
    : wrong(value, 'a query of the panel: its id, the query, or the signal that it shows');

const numbers = number();
const pair: Shape = (value) =>
  Array.isArray(value) && value.length === 2 ? list(numbers)(value) : wrong(value, 'two numbers');
const comparisonFields = optionsFrom(
  fields<Comparison>({
    gt: numbers,
    lt: numbers,
    eq: numbers,
    ne: numbers,
    gte: numbers,
    lte: numbers,
    within_range: pair,
    outside_range: pair,
    within_range_included: pair,
    outside_range_included: pair,
  }),
);
const operators = [...comparisons, ...rangeComparisons];
const comparison: Shape = (value) => {
  const found = comparisonFields(value);
  if (found || !isRecord(value)) return found;
  const said = Object.values(value).filter((one) => one !== undefined).length;
  if (said === 1) return undefined;
  const problem: Problem = {
    at: '',
    message: said === 0 ? 'compares with nothing' : `has ${said} comparisons`,
    expected: `one of ${operators.join(', ')}, such as { gt: 5 }`,
    fatal: true,
  };
  return [problem];
};

const shapes = {
  math: optionsFrom(fields<ExpressionOptions>(common)),
  reduce: optionsFrom(
    fields<ReduceExpressionOptions>({
      ...common,
      reducer: required(reducer),
      mode: choice('strict', 'dropNN', 'replaceNN'),
      replaceWith: numbers,
    }),
  ),
  resample: optionsFrom(
    fields<ResampleExpressionOptions>({
      ...common,
      window: required(duration),
      downsampler: reducer,
      upsampler: choice('pad', 'backfilling', 'fillna'),
    }),
  ),
  threshold: optionsFrom(fields<ThresholdExpressionOptions>({ ...common, until: comparison })),
  conditions: list(
    optionsFrom(
      fields<ClassicConditionOptions>({
        of: required(reference),
        reducer: required(name),
        when: required(comparison),
        operator: choice('and', 'or'),
      }),
    ),
    1,
  ),
};

function made(
  operation: Operation<QueryReference>,
  { id, hide, json: rest }: ExpressionOptions,
): ExpressionQuery {
  return {
    language: 'expression',
    operation,
    ...(id === undefined ? {} : { id }),
    ...(hide === undefined ? {} : { hide }),
    ...(rest === undefined ? {} : { json: rest }),
  };
}

/**
 * Grafana's server-side expressions: computed from the results of other queries of the panel, which may be of several
 * data sources.
 */
export const expression = closed('expression', 'type', {
  /** Arithmetic on the results of queries by their ids: `$A / $B * 100`. */
  math: (formula: string, options: ExpressionOptions = {}): ExpressionQuery => {
    validate(name, formula, 'expression.math: the formula', expression.math);
    validate(shapes.math, options, 'expression.math', expression.math);
    return made({ type: 'math', expression: formula }, options);
  },
  /** Each series as one value. */
  reduce: (of: QueryReference, options: ReduceExpressionOptions): ExpressionQuery => {
    validate(reference, of, 'expression.reduce: the query', expression.reduce);
    validate(shapes.reduce, options, 'expression.reduce', expression.reduce);
    const settings: Of<'reduce'> = options;
    const { reducer: by, mode, replaceWith } = settings;
    return made({ type: 'reduce', of, reducer: by, mode, replaceWith }, options);
  },
  /** Series with points at the same times, so that a formula can put them together. */
  resample: (of: QueryReference, options: ResampleExpressionOptions): ExpressionQuery => {
    validate(reference, of, 'expression.resample: the query', expression.resample);
    validate(shapes.resample, options, 'expression.resample', expression.resample);
    const { window, downsampler = 'mean', upsampler = 'fillna' } = options;
    return made({ type: 'resample', of, window, downsampler, upsampler }, options);
  },
  /** 1 where a value compares so, otherwise 0. */
  threshold: (
    of: QueryReference,
    when: Comparison,
    options: ThresholdExpressionOptions = {},
  ): ExpressionQuery => {
    validate(reference, of, 'expression.threshold: the query', expression.threshold);
    validate(comparison, when, 'expression.threshold: the comparison', expression.threshold);
    validate(shapes.threshold, options, 'expression.threshold', expression.threshold);
    return made({ type: 'threshold', of, when, until: options.until }, options);
  },
  /** The conditions of alerts of Grafana's first years: 1 where all or one of them hold. */
  classicConditions: (
    conditions: readonly ClassicConditionOptions[],
    options: ExpressionOptions = {},
  ): ExpressionQuery => {
    validate(shapes.conditions, conditions, 'expression.classicConditions', expression.classicConditions);
    validate(shapes.math, options, 'expression.classicConditions', expression.classicConditions);
    return made({ type: 'classic_conditions', conditions }, options);
  },
  /** SQL over the results of queries, whose ids are the tables: `SELECT * FROM A`. */
  sql: (statement: string, options: ExpressionOptions = {}): ExpressionQuery => {
    validate(text, statement, 'expression.sql: the statement', expression.sql);
    validate(shapes.math, options, 'expression.sql', expression.sql);
    return made({ type: 'sql', expression: statement }, options);
  },
} as const);
