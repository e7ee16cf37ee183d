import type { Metric } from '../../catalog/index.js';
import type { Expression } from '../../engine/index.js';
import type { LabelFlow } from '../../query/promql/labels/index.js';
import type { Domain } from './domain/interval.js';
import type { Quantity } from './quantity/quantity.js';

/** A node of an expression with what is known about its series. */
export interface Analysed<Node = Expression> {
  readonly node: Node;
  readonly parent: Analysed | undefined;
  /** Arguments of a call in order; an aggregation's operand, then its parameter; left side, then right side. */
  readonly children: readonly Analysed[];
  readonly flow: LabelFlow;
  /** False for numbers and strings, which have no series. */
  readonly vector: boolean;
  /** Of a selector: the series with that name, where it is known. */
  readonly series: Series | undefined;
  /** Kept by `domainOf`, which alone reads and sets it: a weak map of so many nodes would cost more than the answer. */
  domain: Domain | undefined;
  /** Likewise, of `quantityOf`; null if the catalog does not declare it. */
  quantity: Quantity | null | undefined;
}

/** One expression, walked once. */
export interface Analysis {
  readonly root: Analysed;
  /** All nodes, children before their parents. */
  readonly nodes: readonly Analysed[];
}

/** Finds the series with a name. */
export type SeriesLookup = (name: string) => Series | undefined;

/** What the samples of a series are; `recorded` is found from the rule's own expression. */
export type SeriesType = 'counter' | 'gauge' | 'bucket' | 'native' | 'quantile' | 'recorded';

/** The series behind one name that a selector can use. */
export interface Series {
  readonly name: string;
  readonly type: SeriesType;
  readonly flow: LabelFlow;
  readonly metric?: Metric | undefined;
  /** Of a recorded series: the expressions that it is recorded from, where they parse. */
  readonly recordedFrom?: readonly Analysis[] | undefined;
}
