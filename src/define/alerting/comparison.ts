import { type Shape, unfit, validate } from '../../catalog/shape/index.js';
import {
  type AnyVector,
  type CompatibleLabels,
  type Matching,
  matchingOf,
  type Node,
  nodeOf,
  type Vector,
} from '../../query/index.js';
import { signalShape } from '../shapes.js';
import type { AnySignal, Signal } from '../signal.js';
import { isLevels, levelsShape } from './bound-levels.js';

import type { AnyCondition, Condition, ConditionLevel, Threshold, ThresholdLevels } from './condition.js';
import { type BoundMatching, matchingShape } from './matching.js';
import type { Severity } from './severity.js';

type Bound<L extends string> = Vector<L> | Signal<L>;

/** No value has this type: where an expression or a metric stands in its place, the compiler says what is missing. */
export interface WrapInSignal<L extends string> extends Signal<L> {
  readonly 'wrap the expression: signal({ title, description, expr })': never;
  readonly where?: never;
  readonly offsetBy?: never;
}

interface Comparing {
  <L extends string>(signal: Signal<L>, bound: number): Condition<L>;
  <L extends string, B extends string, const H extends Matching<L, B> = Record<never, never>>(
    signal: Signal<L> | WrapInSignal<L>,
    bound: Bound<B> & CompatibleLabels<L, B, H>,
    how?: H,
  ): Condition<L>;
}

/** A comparison that a larger or a smaller bound makes stricter, so that each severity may have a bound. */
interface Ordering extends Comparing {
  <L extends string, Level extends Severity>(
    signal: Signal<L>,
    bounds: { readonly [Each in Level]: number },
  ): Condition<L, Level>;
}

/**
 * The signal is greater than the bound: `>`. The bound is a number in the signal's unit, an expression, or a number per
 * severity.
 *
 * @example above(errorRatio, 0.05)
 */
export const above: Ordering = ordering('above', '>');
/** The signal is greater than or equal to the bound: `>=`. */
export const atLeast: Ordering = ordering('atLeast', '>=');
/** The signal is less than the bound: `<`. */
export const below: Ordering = ordering('below', '<');
/** The signal is less than or equal to the bound: `<=`. */
export const atMost: Ordering = ordering('atMost', '<=');
/**
 * The signal equals the threshold: `==`.
 *
 * @example equals(leaderCount, 0)
 */
export const equals = comparing('equals', '==');
/**
 * The signal is not equal to the threshold: `!=`.
 *
 * @example differs(replicas, 3)
 */
export const differs = comparing('differs', '!=');

function comparing(what: string, operator: Threshold['operator']): Comparing {
  const compare = ((signal: AnySignal, limit: number | AnyVector, how?: BoundMatching) => {
    validate(signalShape, signal, what, compare);
    validate(boundShape, limit, `${what}: the bound`, compare);
    if (how !== undefined) validate(matchingShape, how, what, compare);
    const bound = typeof limit === 'number' ? limit : nodeOf(limit);
    const right: Node = typeof bound === 'number' ? { type: 'number', value: bound, threshold: true } : bound;
    return {
      node: { type: 'binary', op: operator, left: signal.node, right, matching: matchingOf(how) },
      signals: [signal],
      threshold: { signal, operator, bound },
    };
  }) as Comparing;
  return compare;
}

/** The same with a bound per severity. */
function ordering(what: string, operator: OrderingOperator): Ordering {
  const compareOne = comparing(what, operator);
  const stricter = operator.startsWith('>') ? 1 : -1;
  const compare = ((
    signal: Signal<string>,
    bound: number | ThresholdLevels | Vector<string>,
    how?: BoundMatching,
  ) => {
    if (!isLevels(bound)) return (compareOne as AnyComparing)(signal, bound, how);
    validate(signalShape, signal, what, compare);
    validate(levelsShape, bound, `${what}: the bounds`, compare);
    const bounds = Object.entries(bound).flatMap(([severity, limit]) =>
      limit === undefined ? [] : [{ severity, limit }],
    );
    const levels = bounds
      .sort((a, b) => stricter * (a.limit - b.limit))
      .map(({ severity, limit }): ConditionLevel => ({ severity, condition: compareOne(signal, limit) }));
    return { ...levels[0]?.condition, levels };
  }) as Ordering;
  return compare;
}
type AnyComparing = (signal: AnySignal, bound: number | AnyVector, how?: BoundMatching) => AnyCondition;
type OrderingOperator = Exclude<Threshold['operator'], '==' | '!='>;

/** A number to compare with. */
const boundShape: Shape = (value) =>
  typeof value !== 'number' || Number.isFinite(value)
    ? undefined
    : unfit(value, 'a finite number: no value can exceed this one');
