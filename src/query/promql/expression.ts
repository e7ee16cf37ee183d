import type { Labelled, Selector, SelectorData, SeriesKind } from '../../catalog/index.js';
import type { Node } from './node.js';

/** An instant vector: series with the labels `L`. */
export interface Expression<L extends string> extends Labelled<L> {
  readonly node: Node;
}

/** What takes the place of an instant vector: an expression or a metric's own series. */
export type Vector<L extends string> = Expression<L> | Selector<SeriesKind, L>;

/** One number without labels, such as `time()`. */
export interface Scalar {
  readonly scalar: true;
  readonly node: Node;
}

/** A vector whose labels do not matter here. */
export type AnyVector = { readonly node: Node } | SelectorData;

export function expression<L extends string>(node: Node): Expression<L> {
  return { node };
}

export function scalarExpression(node: Node): Scalar {
  return { scalar: true, node };
}

/** The syntax node behind anything that can stand in an expression. */
export function nodeOf(value: AnyVector | Scalar | number): Node {
  if (typeof value === 'number') return { type: 'number', value };
  return 'node' in value ? value.node : value;
}

/** A function call over vectors, scalars and numbers. */
export function call<L extends string>(
  name: string,
  ...args: readonly (AnyVector | Scalar | number | { readonly text: string })[]
): Expression<L> {
  return expression({
    type: 'call',
    name,
    args: args.map((arg) =>
      typeof arg === 'object' && 'text' in arg ? { type: 'string', value: arg.text } : nodeOf(arg),
    ),
  });
}
