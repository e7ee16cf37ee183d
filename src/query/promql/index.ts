export * from './aggregate.js';
export {
  add,
  and,
  atan2,
  type BoolModifier,
  type CompatibleLabels,
  div,
  eq,
  type FillModifier,
  type GroupModifier,
  gt,
  gte,
  type Ignoring,
  lt,
  lte,
  type Matching,
  matchingOf,
  mod,
  mul,
  ne,
  negate,
  type On,
  or,
  pow,
  ratio,
  sub,
  trimLower,
  trimUpper,
  unless,
} from './binary.js';
export {
  type AnyVector,
  type Expression,
  nodeOf,
  type Scalar,
  type ScalarLike,
  seriesNode,
  type Vector,
} from './expression.js';
export * from './function-units.js';
export * from './functions.js';
export * from './histogram.js';
export { keptLabels } from './labels/index.js';
export * from './names.js';
export * from './node.js';
export * from './patterns.js';
export * from './print.js';
export * from './range.js';
export * from './raw.js';
export * from './series.js';
export * from './unit.js';
