import { list, options as optionsOf, text } from '../../catalog/shape/index.js';

/** Labels on which the two sides of a condition are matched, as in PromQL. */
export type SetMatching = { on?: readonly string[]; ignoring?: readonly string[] };
export type BoundMatching = SetMatching & { groupLeft?: readonly string[]; groupRight?: readonly string[] };

const byLabels = { on: list(text), ignoring: list(text) };
export const setShape = optionsOf<SetMatching>(byLabels);
export const matchingShape = optionsOf<BoundMatching>({
  ...byLabels,
  groupLeft: list(text),
  groupRight: list(text),
});
