import { closed } from '../../catalog/misses.js';
import {
  choice,
  duration,
  fields,
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
import { isRecord } from '../../plain.js';
import { type CommonQueryOptions, commonQueryFields } from './query-fields.js';

/** A query of the same panel: its id, the query, or the signal that it shows. */
export type QueryReference =
  | string
  | { readonly language: string }
  | { readonly type: 'signal'; readonly title: string };

/** A server-side expression of Grafana, computed from other queries of the panel. */
export interface ExpressionQuery extends CommonQueryOptions {
  readonly language: 'expression';
  readonly operation: Operation<QueryReference>;
  readonly json?: Readonly<Record<string, unknown>>;
}

/** Options of every server-side expression. */
export interface ExpressionOptions extends CommonQueryOptions {
  /** Further fields of Grafana's query, merged last. */
  readonly json?: Readonly<Record<string, unknown>>;
}
type Of<Type extends Operation<QueryReference>['type']> = Omit<
  Extract<Operation<QueryReference>, { type: Type }>,
  'type' | 'of'
>;

/** Options of `expression.reduce`. */
export interface ReduceExpressionOptions extends ExpressionOptions {
  /** Function that reduces a series to one value. */
  readonly reducer: Reducer;
  /**
   * Handling of non-numeric values: the result is NaN (`strict`), they are dropped (`dropNN`), or replaced
   * (`replaceNN`).
   *
   * @default strict
   */
  readonly mode?: 'strict' | 'dropNN' | 'replaceNN';
  /** Replacement of non-numeric values, with `replaceNN`. */
  readonly replaceWith?: number;
}
/** Options of `expression.resample`. */
export interface ResampleExpressionOptions extends ExpressionOptions {
  /** Interval of the resampled points, such as `1m`. */
  readonly window: string;
  /** Function for several points in one interval. @default mean */
  readonly downsampler?: Reducer;
  /**
   * Value of an interval without points: the last known value (`pad`), the next known value (`backfilling`), or NaN
   * (`fillna`).
   *
   * @default fillna
   */
  readonly upsampler?: 'pad' | 'backfilling' | 'fillna';
}
/** Options of `expression.threshold`. */
export interface ThresholdExpressionOptions extends ExpressionOptions {
  /**
   * Recovery threshold: once the result is 1, it stays 1 until this comparison is true.
   *
   * @default returns to 0 when the comparison is false
   */
  readonly until?: Comparison;
}
/** One condition of a classic condition. */
export interface ClassicConditionOptions {
  /** Query to evaluate. */
  readonly of: QueryReference;
  /** Function that reduces a series to one value, as classic conditions name it: `avg`, `percent_diff`. */
  readonly reducer: string;
  /** Comparison of the value. */
  readonly when: Comparison;
  /** Combination with the conditions before it. @default and */
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
 * Grafana's server-side expressions, computed from the results of other queries of the panel, also of several data
 * sources.
 */
export const expression = closed('expression', 'type', {
  /** Arithmetic on the results of queries by their ids: `$A / $B * 100`. */
  math: (formula: string, options: ExpressionOptions = {}): ExpressionQuery => {
    validate(name, formula, 'expression.math: the formula', expression.math);
    validate(shapes.math, options, 'expression.math', expression.math);
    return made({ type: 'math', expression: formula }, options);
  },
  /** Reduces each series to one value. */
  reduce: (of: QueryReference, options: ReduceExpressionOptions): ExpressionQuery => {
    validate(reference, of, 'expression.reduce: the query', expression.reduce);
    validate(shapes.reduce, options, 'expression.reduce', expression.reduce);
    const settings: Of<'reduce'> = options;
    const { reducer: by, mode, replaceWith } = settings;
    return made({ type: 'reduce', of, reducer: by, mode, replaceWith }, options);
  },
  /** Resamples each series to the same interval, so that a formula can combine several. */
  resample: (of: QueryReference, options: ResampleExpressionOptions): ExpressionQuery => {
    validate(reference, of, 'expression.resample: the query', expression.resample);
    validate(shapes.resample, options, 'expression.resample', expression.resample);
    const { window, downsampler = 'mean', upsampler = 'fillna' } = options;
    return made({ type: 'resample', of, window, downsampler, upsampler }, options);
  },
  /** 1 where the comparison is true, otherwise 0. */
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
  /** Classic conditions of Grafana's legacy alerting: 1 if the combination of all conditions is true. */
  classicConditions: (
    conditions: readonly ClassicConditionOptions[],
    options: ExpressionOptions = {},
  ): ExpressionQuery => {
    validate(shapes.conditions, conditions, 'expression.classicConditions', expression.classicConditions);
    validate(shapes.math, options, 'expression.classicConditions', expression.classicConditions);
    return made({ type: 'classic_conditions', conditions }, options);
  },
  /** SQL over the results of queries; their ids are the tables: `SELECT * FROM A`. */
  sql: (statement: string, options: ExpressionOptions = {}): ExpressionQuery => {
    validate(text, statement, 'expression.sql: the statement', expression.sql);
    validate(shapes.math, options, 'expression.sql', expression.sql);
    return made({ type: 'sql', expression: statement }, options);
  },
} as const);
