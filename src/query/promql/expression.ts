import {
  DefinitionError,
  type GrafanaVariable,
  type Labelled,
  type Selector,
  type SelectorData,
  type SeriesKind,
} from '../../catalog/index.js';
import { shown } from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import { wholeVariable } from './names.js';
import type { Node } from './node.js';

/** An instant vector: series with the labels `L`. */
export interface Expression<L extends string> extends Labelled<L> {
  readonly node: Node;
}

/** Anything that can be used as an instant vector: an expression, or a metric's own series. */
export type Vector<L extends string> = Expression<L> | Selector<SeriesKind, L>;

/** One number without labels, such as `time()`. */
export interface Scalar {
  readonly scalar: true;
  readonly node: Node;
}

/** One number: a scalar, or a variable of a dashboard that stands for a number, such as `$threshold`. */
export type ScalarLike = Scalar | number | GrafanaVariable;

/** A vector whose labels do not matter here. */
export type AnyVector = { readonly node: Node } | SelectorData;

export function expression<L extends string>(node: Node): Expression<L> {
  return { node };
}

export function scalarExpression(node: Node): Scalar {
  return { scalar: true, node };
}

/**
 * The syntax node of an operand.
 *
 * @throws DefinitionError for anything else, such as the undefined of a misspelt name
 */
export function nodeOf(value: AnyVector | ScalarLike): Node {
  if (typeof value === 'number' && !Number.isNaN(value)) return { type: 'number', value };
  if (typeof value === 'string' && wholeVariable.test(value)) return { type: 'variable', text: value };
  const given: unknown = value;
  if (isRecord(given)) {
    if ('node' in given) return given.node as Node;
    if (given.type === 'selector') return value as SelectorData;
  }
  throw notAnExpression(value);
}

/**
 * The node of an expression that has series; a number has none.
 *
 * @param of what takes it, for the message
 * @throws DefinitionError for a number, which without type checking may be passed instead
 */
export function seriesNode(value: AnyVector, of: string): Node {
  const node = nodeOf(value);
  if (node.type !== 'number') return node;
  throw new DefinitionError(`${of}: ${node.value} is a number, which has no series`, undefined, {
    expected: `a metric or an expression; vector(${node.value}) makes a series of a number`,
  });
}

function notAnExpression(value: unknown): DefinitionError {
  const expected =
    typeof value === 'number'
      ? 'a number; NaN usually comes from a calculation with undefined'
      : isRecord(value) && (value.kind === 'histogram' || value.kind === 'summary')
        ? `a series: histogramQuantile(…) of a histogram, or its parts ${Object.keys(value)
            .filter((part) => isRecord(value[part]) && part !== 'metric')
            .join(', ')}`
        : typeof value === 'string'
          ? Number.isFinite(Number.parseFloat(value))
            ? `a number without quotes: ${Number.parseFloat(value)}`
            : `an expression: a metric is ${/^\w+$/.test(value) ? `metrics.${value}` : 'a property of the catalog'}, and PromQL text goes into promql\`…\``
          : 'a metric, an expression or a number; undefined usually comes from a misspelt name';
  return new DefinitionError(`cannot make an expression from ${shown(value)}`, undefined, { expected });
}

/** A function call over vectors, scalars and numbers. */
export function call<L extends string>(
  name: string,
  ...args: readonly (AnyVector | ScalarLike | { readonly text: string })[]
): Expression<L> {
  return expression({
    type: 'call',
    name,
    args: args.map((arg) =>
      isRecord(arg) && 'text' in arg ? { type: 'string', value: arg.text } : nodeOf(arg),
    ),
  });
}

/** A function call whose first argument has series. */
export function seriesCall<L extends string>(
  name: string,
  series: AnyVector,
  ...args: readonly (AnyVector | ScalarLike | { readonly text: string })[]
): Expression<L> {
  return call(name, expression(seriesNode(series, name)), ...args);
}
