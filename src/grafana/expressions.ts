import type {
  TypeClassicConditions,
  TypeMath,
  TypeReduce,
  TypeResample,
  TypeSql,
  TypeThreshold,
} from '@grafana/grafana-foundation-sdk/expr';
import { type Data, defined, type Plain } from './sdk.js';

/** Functions that reduce a series to one value. */
export const reducers = [
  'last',
  'mean',
  'min',
  'max',
  'sum',
  'count',
  'median',
] as const satisfies readonly Plain<TypeReduce['reducer']>[];
export type Reducer = (typeof reducers)[number];

/** Comparisons with a number, and with a range. */
export const comparisons = ['gt', 'lt', 'eq', 'ne', 'gte', 'lte'] as const;
export const rangeComparisons = [
  'within_range',
  'outside_range',
  'within_range_included',
  'outside_range_included',
] as const;
export type Comparison = {
  readonly [Name in (typeof comparisons)[number]]?: number;
} & {
  readonly [Name in (typeof rangeComparisons)[number]]?: readonly [from: number, to: number];
};

/** A server-side expression over other queries, to which it refers by `Reference`. */
export type Operation<Reference> =
  | { readonly type: 'math'; readonly expression: string }
  | {
      readonly type: 'reduce';
      readonly of: Reference;
      readonly reducer: Reducer;
      readonly mode?: 'strict' | 'dropNN' | 'replaceNN' | undefined;
      readonly replaceWith?: number | undefined;
    }
  | {
      readonly type: 'resample';
      readonly of: Reference;
      readonly window: string;
      readonly downsampler: Reducer;
      readonly upsampler: 'pad' | 'backfilling' | 'fillna';
    }
  | {
      readonly type: 'threshold';
      readonly of: Reference;
      readonly when: Comparison;
      readonly until?: Comparison | undefined;
    }
  | { readonly type: 'classic_conditions'; readonly conditions: readonly ClassicCondition<Reference>[] }
  | { readonly type: 'sql'; readonly expression: string };

export interface ClassicCondition<Reference> {
  readonly of: Reference;
  readonly reducer: string;
  readonly when: Comparison;
  /** Combination with the conditions before it. @default and */
  readonly operator?: 'and' | 'or';
}

type Model = Data<
  TypeMath | TypeReduce | TypeResample | TypeThreshold | Omit<TypeClassicConditions, 'conditions'> | TypeSql
>;

/**
 * Grafana's query for an expression.
 *
 * @param idOf returns the id of a query on the panel
 */
export function expressionModel<Reference>(
  operation: Operation<Reference>,
  idOf: (reference: Reference) => string,
): Model {
  switch (operation.type) {
    case 'math':
      return { type: 'math', expression: operation.expression };
    case 'sql':
      return { type: 'sql', expression: operation.expression, format: 'table' };
    case 'reduce': {
      const { of, reducer, mode = 'strict', replaceWith } = operation;
      const settings =
        mode === 'strict' ? undefined : { mode, ...defined({ replaceWithValue: replaceWith }) };
      return { type: 'reduce', expression: idOf(of), reducer, ...defined({ settings }) };
    }
    case 'resample': {
      const { of, window, downsampler, upsampler } = operation;
      return { type: 'resample', expression: idOf(of), window, downsampler, upsampler };
    }
    case 'threshold': {
      const { of, when, until } = operation;
      const condition = {
        evaluator: evaluator(when),
        ...defined({ unloadEvaluator: until && evaluator(until) }),
      };
      return { type: 'threshold', expression: idOf(of), conditions: [condition] };
    }
    case 'classic_conditions':
      return {
        type: 'classic_conditions',
        conditions: operation.conditions.map(({ of, reducer, when, operator = 'and' }) => ({
          type: 'query',
          evaluator: evaluator(when),
          operator: { type: operator },
          query: { params: [idOf(of)] },
          reducer: { type: reducer, params: [] },
        })),
      } as Model;
  }
}

type Evaluator = NonNullable<NonNullable<Data<TypeThreshold>['conditions']>[number]['evaluator']>;

function evaluator(comparison: Comparison): Evaluator {
  for (const type of comparisons) {
    const value = comparison[type];
    if (value !== undefined) return { type, params: [value] };
  }
  for (const type of rangeComparisons) {
    const values = comparison[type];
    if (values !== undefined) return { type, params: [...values] };
  }
  throw new Error('a comparison without an operator');
}

const reference = /\$(?:\{([^}]+)\}|(\w+))/g;

/** The ids of queries and the variables of the dashboard in a formula: `$A`, `${my query}`. */
export function idsInFormula(formula: string): string[] {
  return [...formula.matchAll(reference)].map(([, braced, plain]) => braced ?? plain ?? '');
}

/** The queries that an operation refers to; those of a formula are in its text. */
export function referencesOf<Reference>(operation: Operation<Reference>): readonly Reference[] {
  if ('of' in operation) return [operation.of];
  return operation.type === 'classic_conditions' ? operation.conditions.map(({ of }) => of) : [];
}
