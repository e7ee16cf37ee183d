import type { Labelled } from '../../catalog/index.js';
import { anything, options as optionsOf, validate } from '../../catalog/shape/index.js';
import {
  type Expression,
  type Node,
  nodeOf,
  type Scalar,
  seriesNode,
  type Vector,
} from '../../query/index.js';
import type { AnySignal, Signal } from '../signal.js';
import type { Severity } from './severity.js';

/** The threshold of an alert: panels draw it, and environments can override it. */
export interface Threshold {
  readonly signal: AnySignal;
  readonly operator: '>' | '>=' | '<' | '<=' | '==' | '!=';
  /** A number in the signal's unit, or the expression that the signal is compared with. */
  readonly bound: number | Node;
}

/**
 * The condition of an alert: an expression that returns a sample exactly while the condition is true. `Level` are the
 * severities that have a bound each.
 */
export interface Condition<L extends string, Level extends string = never> extends Labelled<L> {
  readonly node: Node;
  /** Signals whose panels show this condition. */
  readonly signals: readonly AnySignal[];
  /** The threshold; absent if the condition is not a single comparison. */
  readonly threshold?: Threshold | undefined;
  /** The condition with the bound of each severity, the least severe first; the condition itself is the first. */
  readonly levels?: readonly ConditionLevel<Level>[] | undefined;
}

/** A condition with the bound of one severity. */
export interface ConditionLevel<Level extends string = string> {
  readonly severity: Level;
  readonly condition: AnyCondition;
}

/** A bound per severity, in the signal's unit: `{ warning: 200, critical: 500 }`. Each makes an alert of its own. */
export type ThresholdLevels = { readonly [Level in Severity]?: number };

/** A condition whose labels do not matter here. */
export type AnyCondition = Omit<Condition<never, string>, keyof Labelled<never>>;

/** Options of `missing`. */
export interface MissingOptions {
  /**
   * Value of the alert while the series are missing, for its annotations: 0 requests, or `time()` as an age.
   *
   * @default 1
   */
  readonly as?: number | Scalar;
}

const missingShape = optionsOf<MissingOptions>({ as: anything });

/**
 * The series are missing because they have disappeared or never existed: `absent(…)`. Pass a signal to link the alert
 * to its panel.
 *
 * @throws DefinitionError for anything but a signal or series
 * @example missing(queueLength)
 */
export function missing<L extends string>(
  what: Vector<L> | Signal<L>,
  options: MissingOptions = {},
): Condition<never> {
  validate(missingShape, options, 'missing', missing);
  const { as } = options;
  const absent: Node = { type: 'call', name: 'absent', args: [seriesNode(what, 'missing')] };
  const signals = isSignal(what) ? [what] : [];
  if (as === undefined) return { node: absent, signals };
  return { node: { type: 'binary', op: '*', left: absent, right: nodeOf(as) }, signals };
}

/**
 * A condition given as an expression, true while it returns samples. `shownBy` are the signals whose panels show it.
 *
 * @example holds(gt(metrics.queue_length, 100), queueLength)
 */
export function holds<L extends string>(expr: Expression<L>, ...shownBy: readonly AnySignal[]): Condition<L> {
  return { node: nodeOf(expr), signals: shownBy };
}

function isSignal(what: object): what is AnySignal {
  return 'type' in what && what.type === 'signal';
}
