import {
  chosenBy,
  fitting,
  flag,
  list,
  matching,
  name,
  options as optionsOf,
  required,
  type Shape,
  text,
} from '../../catalog/shape/index.js';
import { isList, isRecord } from '../../plain.js';

/**
 * A condition for showing a row, a tab or a panel: the value of a variable, whether the panels have data, or the length
 * of the time range. Only dashboards of version v2 have conditions; in others the item is always shown.
 */
export type ShowCondition =
  | {
      /** Name of the variable. */
      readonly variable: string;
      /** The value equals this text. */
      readonly equals?: string;
      /** The value does not equal this text. */
      readonly notEquals?: string;
      /** A regular expression matches the whole value. */
      readonly matches?: string;
      /** A regular expression does not match the whole value. */
      readonly notMatches?: string;
    }
  | { readonly hasData: boolean }
  /** A duration, such as `7d`. */
  | { readonly timeRangeShorterThan: string };

/** One condition, a list of which all must be true, or a list of which any must be true. */
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

/** `ShowConditions` in a single form. */
export function conditionsOf(given: ShowConditions): {
  readonly join: 'and' | 'or';
  readonly all: readonly ShowCondition[];
} {
  if ('any' in given) return { join: 'or', all: given.any };
  return {
    join: 'and',
    all: isList(given) ? given : [given],
  };
}

/** How a condition compares the value of a variable. */
export function comparisonOf(one: Extract<ShowCondition, { variable: string }>): {
  readonly operator: VariableOperator;
  readonly value: string;
} {
  const operator = operators.find((name) => one[name] !== undefined) ?? 'equals';
  return { operator, value: one[operator] ?? '' };
}
