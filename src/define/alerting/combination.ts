import { type Shape, unfit, validate } from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import { type BinaryOperator, matchingOf, type Node } from '../../query/index.js';
import { condition as conditionShape } from '../shapes.js';

import type { AnyCondition, Condition, ConditionLevel } from './condition.js';
import { setShape } from './matching.js';

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
 * Either condition: `or`. For example, an alert that also fires when its series are missing.
 *
 * @example either(above(errorRatio, 0.05), missing(errorRatio))
 */
export function either<A extends string, B extends string, Level extends string = never>(
  first: Condition<A, Level>,
  second: Condition<B>,
): Condition<A & B, Level> {
  return combine('or', first, second);
}

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

/** An alert has the levels of one comparison only, the first. */
const withoutLevels: Shape = (value) =>
  isRecord(value) && Array.isArray(value.levels)
    ? unfit(value, 'the condition that has bounds by severity first, or one number here')
    : undefined;

/** A combined condition has one overridable threshold: that of the first condition. */
function fixed(node: Node): Node {
  if (node.type === 'number') return { type: 'number', value: node.value };
  return node.type === 'binary' ? { ...node, left: fixed(node.left), right: fixed(node.right) } : node;
}
