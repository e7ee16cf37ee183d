import { anyLabels, type LabelFlow, only, withLabel, without } from './label-flow.js';

/** Aggregations that choose whole series and so keep all labels. */
export const choosesSeries: ReadonlySet<string> = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio']);

export interface Grouping {
  /** The labels of `by` or `without`; none: `by ()`. Undefined when one of the names is not known. */
  readonly labels: readonly string[] | undefined;
  readonly without: boolean;
}

/**
 * Labels that an aggregation leaves.
 *
 * @param counted Of `count_values`: the label that takes the value; undefined when it is not known
 */
export function aggregationFlow(
  op: string,
  operand: LabelFlow,
  grouping: Grouping,
  counted?: string,
): LabelFlow {
  if (choosesSeries.has(op)) return operand;
  const { labels } = grouping;
  if (!labels) return anyLabels;
  if (op !== 'count_values') return grouping.without ? without(operand, labels) : only(operand, labels);
  if (counted === undefined) return anyLabels;
  // Prometheus sets the label before grouping: `without` removes it again if it names it.
  const labelled = withLabel(operand, counted);
  return grouping.without ? without(labelled, labels) : only(labelled, [...labels, counted]);
}
