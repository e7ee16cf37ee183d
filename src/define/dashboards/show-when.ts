import {
  chosenBy,
  fitting,
  flag,
  isRecord,
  list,
  matching,
  name,
  options as optionsOf,
  required,
  type Shape,
  text,
} from '../../catalog/shape/index.js';

/**
 * When a row or a tab is shown: by a variable, by whether its panels have data, or by how long the time range is. Only
 * resources of version v2 can hide it: elsewhere it is always shown.
 */
export type ShowCondition =
  | {
      /** The name of a variable. */
      readonly variable: string;
      readonly equals?: string;
      readonly notEquals?: string;
      /** A regular expression, of the whole value. */
      readonly matches?: string;
      readonly notMatches?: string;
    }
  | { readonly hasData: boolean }
  /** Such as `7d`. */
  | { readonly timeRangeShorterThan: string };

/** One condition, all of several, or any of them. */
export type ShowConditions =
  | ShowCondition
  | readonly ShowCondition[]
  | { readonly any: readonly ShowCondition[] };

const operators = ['equals', 'notEquals', 'matches', 'notMatches'] as const;
export type VariableOperator = (typeof operators)[number];

const ofVariable = fitting(
  optionsOf<Extract<ShowCondition, { variable: string }>>({
    variable: required(name),
    equals: text,
    notEquals: text,
    matches: text,
    notMatches: text,
  }),
  (given) =>
    operators.filter((operator) => given[operator] !== undefined).length === 1
      ? []
      : [
          {
            at: '',
            message: 'has no comparison of the variable, or more than one',
            expected: `one of ${operators.join(', ')}`,
            fatal: true,
          },
        ],
);
const ofData = optionsOf<Extract<ShowCondition, { hasData: boolean }>>({ hasData: required(flag) });
const ofRange = optionsOf<Extract<ShowCondition, { timeRangeShorterThan: string }>>({
  timeRangeShorterThan: required(matching(/^\d+[smhdwMy]$/, 'a duration such as 6h or 7d')),
});
const condition: Shape = chosenBy((value) => {
  if (isRecord(value) && 'hasData' in value) return ofData;
  return isRecord(value) && 'timeRangeShorterThan' in value ? ofRange : ofVariable;
});
const several = list(condition, 1);
const any = optionsOf<{ readonly any: readonly ShowCondition[] }>({ any: required(several) });

export const conditionsShape: Shape = chosenBy((value) => {
  if (Array.isArray(value)) return several;
  return isRecord(value) && 'any' in value ? any : condition;
});

/** ShowConditions in one form. */
export function conditionsOf(given: ShowConditions): {
  readonly join: 'and' | 'or';
  readonly all: readonly ShowCondition[];
} {
  if ('any' in given) return { join: 'or', all: given.any };
  return {
    join: 'and',
    all: Array.isArray(given) ? (given as readonly ShowCondition[]) : [given as ShowCondition],
  };
}

/** How a condition compares a variable. */
export function comparisonOf(one: Extract<ShowCondition, { variable: string }>): {
  readonly operator: VariableOperator;
  readonly value: string;
} {
  const operator = operators.find((name) => one[name] !== undefined) ?? 'equals';
  return { operator, value: one[operator] ?? '' };
}
