import type { Labelled } from '../../catalog/index.js';
import {
  anything,
  isRecord,
  list,
  name,
  number,
  options as optionsOf,
  record,
  type Shape,
  text,
  unfit,
  validate,
  wrong,
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
import type { Severity } from './severity.js';

/** The threshold of an alert: its panel draws it, and an environment can override it. */
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
  /** The threshold that can be drawn and overridden; absent if the condition is not a single comparison. */
  readonly threshold?: Threshold | undefined;
  /** The same condition with the bound of each severity, the mildest first; the condition itself is that of the first. */
  readonly levels?: readonly ConditionLevel<Level>[] | undefined;
}

/** A condition with the bound of one severity. */
export interface ConditionLevel<Level extends string = string> {
  readonly severity: Level;
  readonly condition: AnyCondition;
}

/** Bounds by severity, `{ warning: 200, critical: 500 }`: an alert of its own for each. Numbers in the signal's unit. */
export type BoundLevels = { readonly [Level in Severity]?: number };

/** A condition whose labels do not matter here. */
export type AnyCondition = Omit<Condition<never, string>, keyof Labelled<never>>;

type Bound<L extends string> = Vector<L> | Signal<L>;

interface Comparing {
  <L extends string>(signal: Signal<L>, bound: number): Condition<L>;
  <L extends string, B extends string, const H extends Matching<L, B> = Record<never, never>>(
    signal: Signal<L>,
    bound: Bound<B> & Compatible<L, B, H>,
    how?: H,
  ): Condition<L>;
}

/** A comparison that a higher or a lower bound makes stricter, so that each severity may have one. */
interface Ordering extends Comparing {
  <L extends string, Level extends Severity>(
    signal: Signal<L>,
    bounds: { readonly [Each in Level]: number },
  ): Condition<L, Level>;
}

/**
 * The signal exceeds the bound, or the bound of a severity.
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

/** Options of `missing`. */
export interface MissingOptions {
  /**
   * The value of the alert while the series are missing, for its texts: 0 requests, or `time()` as an age. @default 1
   */
  readonly as?: number | Scalar;
}

const missingShape = optionsOf<MissingOptions>({ as: anything });

/**
 * The series are missing, because they have disappeared or have never existed: `absent(…)`. Pass a signal to link the
 * alert to its panel.
 *
 * @example missing(queueLength)
 */
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

/**
 * A condition given as an expression, true while it returns a sample; `shownBy` are the signals whose panels show it.
 *
 * @example holds(gt(metrics.queue_length, 100), queueLength)
 */
export function holds<L extends string>(expr: Expression<L>, ...shownBy: readonly AnySignal[]): Condition<L> {
  return { node: nodeOf(expr), signals: shownBy };
}

type SetOptions = { readonly on: readonly string[] } | { readonly ignoring: readonly string[] };

/**
 * The first condition, while the second is also true: `and`. Labels, value and threshold are those of the first.
 *
 * @example both(above(errorRatio, 0.05), above(requestRate, 1))
 */
export function both<L extends string, Level extends string = never>(
  first: Condition<L, Level>,
  second: AnyCondition,
  how?: SetOptions,
): Condition<L, Level> {
  return combine('and', first, second, how);
}
/**
 * The first condition, unless the second is also true: `unless`.
 *
 * @example except(above(queueLength, 100), above(queueLength, 1000))
 */
export function except<L extends string, Level extends string = never>(
  first: Condition<L, Level>,
  second: AnyCondition,
  how?: SetOptions,
): Condition<L, Level> {
  return combine('unless', first, second, how);
}
/**
 * Either condition, `or`: for example for an alert that must also fire when its series are missing.
 *
 * @example either(above(errorRatio, 0.05), missing(errorRatio))
 */
export function either<A extends string, B extends string, Level extends string = never>(
  first: Condition<A, Level>,
  second: Condition<B>,
): Condition<A & B, Level> {
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

/** The same with a bound of each severity. */
function ordering(what: string, operator: OrderingOperator): Ordering {
  const compareOne = comparing(what, operator);
  const stricter = operator.startsWith('>') ? 1 : -1;
  const compare = ((
    signal: Signal<string>,
    bound: number | BoundLevels | Vector<string>,
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

/** Bounds by severity: everything else that can be compared with is an expression or a number. */
function isLevels(bound: unknown): bound is BoundLevels {
  return isRecord(bound) && !('node' in bound) && !('type' in bound) && !('kind' in bound);
}

const numbersBySeverity = record(number(), name);
const levelsShape: Shape = (value) => {
  const found = numbersBySeverity(value);
  if (found !== undefined || !isRecord(value)) return found;
  const bounds = Object.values(value).filter((bound) => bound !== undefined);
  if (bounds.length === 0) return wrong(value, 'a bound for each severity: { warning: 200, critical: 500 }');
  for (const level of Object.keys(value)) {
    if (!levelName.test(level))
      return unfit(
        level,
        'a severity of letters, digits, _ and -, as a name of variables: values have one for each level',
      );
    if (reservedLevels.has(level))
      return unfit(
        level,
        `another severity: in values, variables and environments ${level} is a field of an alert`,
      );
  }
  return new Set(bounds).size < bounds.length
    ? unfit(
        value,
        'another bound for each severity: of two that are the same, both alerts always fire together',
      )
    : undefined;
};
/** Levels are attributes in the type of a variable of the Terraform module. */
const levelName = /^[A-Za-z][\w-]*$/;

/** Fields of an alert in values, variables and environments, where levels stand beside them. */
const reservedLevels: ReadonlySet<string> = new Set([
  'threshold',
  'for',
  'keep_firing_for',
  'keepFiringFor',
  'severity',
  'labels',
  'annotations',
  'enabled',
]);

/** A number to compare with. */
const boundShape: Shape = (value) =>
  typeof value !== 'number' || Number.isFinite(value)
    ? undefined
    : unfit(value, 'a finite number: no value is beyond this one');

type SetMatching = { on?: readonly string[]; ignoring?: readonly string[] };
type BoundMatching = SetMatching & { groupLeft?: readonly string[]; groupRight?: readonly string[] };

const byLabels = { on: list(text), ignoring: list(text) };
const setShape = optionsOf<SetMatching>(byLabels);
const matchingShape = optionsOf<BoundMatching>({
  ...byLabels,
  groupLeft: list(text),
  groupRight: list(text),
});

function combine<L extends string, Level extends string>(
  op: BinaryOperator,
  first: Omit<AnyCondition, 'levels'> & Pick<Condition<never, Level>, 'levels'>,
  second: AnyCondition,
  how?: SetOptions,
): Condition<L, Level> {
  for (const one of [first, second]) validate(conditionShape, one, 'a combined condition', combine);
  if (how !== undefined) validate(setShape, how, 'a combined condition', combine);
  validate(withoutLevels, second, 'a combined condition: the second', combine);
  const join = ({
    node,
    signals,
    threshold,
  }: Omit<AnyCondition, 'levels'>): Omit<AnyCondition, 'levels'> => ({
    node: { type: 'binary', op, left: node, right: fixed(second.node), matching: matchingOf(how) },
    signals: [...signals, ...second.signals.filter((signal) => !signals.includes(signal))],
    threshold,
  });
  const { levels } = first;
  return {
    ...join(first),
    ...(levels && {
      levels: levels.map(
        ({ severity, condition }): ConditionLevel<Level> => ({ severity, condition: join(condition) }),
      ),
    }),
  };
}

/** An alert has the levels of one comparison, the first one's. */
const withoutLevels: Shape = (value) =>
  isRecord(value) && Array.isArray(value.levels)
    ? unfit(value, 'the condition that has bounds by severity first, or one number here')
    : undefined;

/** A combined condition has one overridable threshold: that of the first condition. */
function fixed(node: Node): Node {
  if (node.type === 'number') return { type: 'number', value: node.value };
  return node.type === 'binary' ? { ...node, left: fixed(node.left), right: fixed(node.right) } : node;
}

function isSignal(what: object): what is AnySignal {
  return 'type' in what && what.type === 'signal';
}
