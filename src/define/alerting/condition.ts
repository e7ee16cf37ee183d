import type { Labelled } from '../../catalog/index.js';
import {
  anything,
  list,
  options as optionsOf,
  type Shape,
  text,
  unfit,
  validate,
} from '../../catalog/shape/index.js';
import {
  type AnyVector,
  type BinaryOperator,
  type Compatible,
  type Expression,
  type Matching,
  matchingOf,
  type Node,
  nodeOf,
  type Scalar,
  type Vector,
} from '../../query/index.js';
import { condition as conditionShape, signalShape } from '../shapes.js';
import type { AnySignal, Signal } from '../signal.js';

/** The bound of an alert: what its panel draws, and what an environment may override. */
export interface Threshold {
  readonly signal: AnySignal;
  readonly operator: '>' | '>=' | '<' | '<=' | '==' | '!=';
  /** A number in the signal's unit, or the expression that the signal is compared with. */
  readonly bound: number | Node;
}

/** When an alert holds: an expression that has a sample exactly then. */
export interface Condition<L extends string> extends Labelled<L> {
  readonly node: Node;
  /** Signals whose panels show this condition. */
  readonly signals: readonly AnySignal[];
  /** The bound that can be drawn and overridden; absent where the condition is not one comparison. */
  readonly threshold?: Threshold | undefined;
}
export type AnyCondition = Omit<Condition<never>, keyof Labelled<never>>;

type Bound<L extends string> = Vector<L> | Signal<L>;

interface Comparing {
  <L extends string>(signal: Signal<L>, bound: number): Condition<L>;
  <L extends string, B extends string, const H extends Matching<L, B> = Record<never, never>>(
    signal: Signal<L>,
    bound: Bound<B> & Compatible<L, B, H>,
    how?: H,
  ): Condition<L>;
}

/** The signal exceeds the bound. */
export const above = comparing('above', '>');
/** The signal reaches or exceeds the bound. */
export const atLeast = comparing('atLeast', '>=');
/** The signal is under the bound. */
export const below = comparing('below', '<');
/** The signal reaches the bound or is under it. */
export const atMost = comparing('atMost', '<=');
export const equals = comparing('equals', '==');
export const differs = comparing('differs', '!=');

export interface MissingOptions {
  /** The value of the alert while nothing is there, for its texts: 0 requests, `time()` as an age. @default 1 */
  readonly as?: number | Scalar;
}

const missingShape = optionsOf<MissingOptions>({ as: anything });

/** Nothing is there: the series have gone or never were. Show it with the signal that would be there. */
export function missing<L extends string>(
  what: Vector<L> | Signal<L>,
  options: MissingOptions = {},
): Condition<never> {
  validate(missingShape, options, 'missing', missing);
  const { as } = options;
  const absent: Node = { type: 'call', name: 'absent', args: [nodeOf(what)] };
  const signals = isSignal(what) ? [what] : [];
  if (as === undefined) return { node: absent, signals };
  return { node: { type: 'binary', op: '*', left: absent, right: nodeOf(as) }, signals };
}

/** A condition written as an expression; `shownBy` are the signals whose panels make it visible. */
export function holds<L extends string>(expr: Expression<L>, ...shownBy: readonly AnySignal[]): Condition<L> {
  return { node: nodeOf(expr), signals: shownBy };
}

type SetOptions = { readonly on: readonly string[] } | { readonly ignoring: readonly string[] };

/** The first condition, while the second holds too; labels, value and threshold are those of the first. */
export function both<L extends string>(
  first: Condition<L>,
  second: AnyCondition,
  how?: SetOptions,
): Condition<L> {
  return combine('and', first, second, how);
}
/** The first condition, unless the second holds too. */
export function except<L extends string>(
  first: Condition<L>,
  second: AnyCondition,
  how?: SetOptions,
): Condition<L> {
  return combine('unless', first, second, how);
}
/** Either condition: for an alert that must also fire when its series are gone. */
export function either<A extends string, B extends string>(
  first: Condition<A>,
  second: Condition<B>,
): Condition<A & B> {
  return combine('or', first, second);
}

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

/** A number to compare with. */
const boundShape: Shape = (value) =>
  typeof value !== 'number' || Number.isFinite(value)
    ? undefined
    : unfit(value, 'a finite number: nothing is ever on the other side of this one');

type SetMatching = { on?: readonly string[]; ignoring?: readonly string[] };
type BoundMatching = SetMatching & { groupLeft?: readonly string[]; groupRight?: readonly string[] };

const byLabels = { on: list(text), ignoring: list(text) };
const setShape = optionsOf<SetMatching>(byLabels);
const matchingShape = optionsOf<BoundMatching>({
  ...byLabels,
  groupLeft: list(text),
  groupRight: list(text),
});

function combine<L extends string>(
  op: BinaryOperator,
  first: AnyCondition,
  second: AnyCondition,
  how?: SetOptions,
): Condition<L> {
  for (const one of [first, second]) validate(conditionShape, one, 'a combined condition', combine);
  if (how !== undefined) validate(setShape, how, 'a combined condition', combine);
  return {
    node: { type: 'binary', op, left: first.node, right: fixed(second.node), matching: matchingOf(how) },
    signals: [...first.signals, ...second.signals.filter((signal) => !first.signals.includes(signal))],
    threshold: first.threshold,
  };
}

/** A combined condition has one overridable threshold, the first one's. */
function fixed(node: Node): Node {
  if (node.type === 'number') return { type: 'number', value: node.value };
  return node.type === 'binary' ? { ...node, left: fixed(node.left), right: fixed(node.right) } : node;
}

function isSignal(what: object): what is AnySignal {
  return 'type' in what && what.type === 'signal';
}
