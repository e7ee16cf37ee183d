import type { Aggregation, Binary, Expression } from '../../../engine/index.js';
import {
  type ArgumentReader,
  aggregationFlow,
  binaryFlow,
  type LabelFlow,
  type LabelMatching,
} from '../../../query/promql/labels/index.js';
import { hasPlaceholder } from '../../collect/placeholder.js';

/** Whether labels are known: none of them is a variable. */
type Known = (labels: readonly string[]) => boolean;

/** The labels that an aggregation leaves of its operand's. */
export function ofAggregation(node: Aggregation, operand: LabelFlow, known: Known): LabelFlow {
  const labels = known(node.grouping) ? node.grouping : undefined;
  const counted = node.param && argumentReader.text(node.param);
  return aggregationFlow(node.op, operand, { labels, without: node.without }, counted);
}

/** The labels of an operator between two vectors. */
export function ofBinary(
  { op, matching }: Binary,
  left: LabelFlow,
  right: LabelFlow,
  known: Known,
): LabelFlow {
  if (!matching) return binaryFlow(op, left, right, byAll);
  const { card, on, labels, include } = matching;
  const many = card === 'many-to-one' ? 'left' : card === 'one-to-many' ? 'right' : undefined;
  const sure = known(labels) && known(include);
  return binaryFlow(op, left, right, sure ? { on, labels, many, include } : undefined);
}

const byAll: LabelMatching = { on: false, labels: [], many: undefined, include: [] };

/** Reads the arguments of a call; a string that holds a variable is not known. */
export const argumentReader: ArgumentReader<Expression> = {
  text: (node) => (node.kind === 'string' && !hasPlaceholder(node.value) ? node.value : undefined),
  matchers(node) {
    if (node.kind === 'paren') return argumentReader.matchers(node.expr);
    const selector = node.kind === 'matrix' ? node.selector : node;
    if (selector.kind !== 'vector') return undefined;
    return selector.matchers.map(({ name, op, value }) => ({ label: name, operator: op, value }));
  },
};
