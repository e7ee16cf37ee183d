import { hasVariable } from '../names.js';
import type { Node, SelectorNode } from '../node.js';
import { aggregationFlow } from './aggregation.js';
import { binaryFlow, type LabelMatching } from './binary.js';
import { type ArgumentReader, callFlow, scalarFunctions } from './call.js';
import { anyLabels, type LabelFlow, noLabels } from './label-flow.js';
import { narrowedBy } from './matcher.js';
import { metricFlow } from './metric.js';

/**
 * The labels that the series of an expression can have, according to the catalog: for default legends and recorded
 * series. Undefined if they may have any label, as in hand-written PromQL.
 */
export function keptLabels(node: Node): readonly string[] | undefined {
  return closedLabels(labelFlowOf(node));
}

/**
 * `keptLabels` from the expression only: a selector may have labels that are not in the catalog, such as those added by
 * relabelling.
 */
export function keptByShape(node: Node): readonly string[] | undefined {
  return closedLabels(labelFlowOf(node, () => anyLabels));
}

function closedLabels({ open, possible }: LabelFlow): readonly string[] | undefined {
  return open ? undefined : [...possible];
}

/**
 * What is known about the labels of a typed expression.
 *
 * @param ofSelector The labels of a selector. @default those of the catalog
 */
export function labelFlowOf(
  node: Node,
  ofSelector: (selector: SelectorNode) => LabelFlow = selectorFlow,
): LabelFlow {
  const flowOf = (operand: Node): LabelFlow => labelFlowOf(operand, ofSelector);
  switch (node.type) {
    case 'number':
    case 'variable':
    case 'string':
      return noLabels;
    case 'selector':
      return ofSelector(node);
    case 'range':
    case 'subquery':
    case 'negate':
      return flowOf(node.of);
    case 'aggregate': {
      const labels = node.without ?? node.by ?? none;
      // Which labels a variable stands for is known to Grafana alone.
      const grouping = {
        labels: labels.some(hasVariable) ? undefined : labels,
        without: node.without !== undefined,
      };
      const counted = node.param?.type === 'string' ? node.param.value : undefined;
      return aggregationFlow(node.op, flowOf(node.of), grouping, counted);
    }
    case 'call':
      return callFlow(node.name, node.args, node.args.map(flowOf), read);
    case 'binary': {
      const { op, left, right } = node;
      if (isScalar(left)) return flowOf(right);
      if (isScalar(right)) return flowOf(left);
      return binaryFlow(op, flowOf(left), flowOf(right), matchingOf(node));
    }
    case 'raw':
      return anyLabels;
  }
}

/** Whether a node is one number or a string: it has no series to match with. */
export function isScalar(node: Node): boolean {
  switch (node.type) {
    case 'number':
    case 'variable':
    case 'string':
      return true;
    case 'negate':
      return isScalar(node.of);
    case 'binary':
      return isScalar(node.left) && isScalar(node.right);
    case 'call':
      return scalarFunctions.has(node.name);
    default:
      return false;
  }
}

function selectorFlow({ name, metric, matchers }: SelectorNode): LabelFlow {
  let flow = metric ? metricFlow(metric, name) : anyLabels;
  for (const { label, operator, value } of matchers) flow = narrowedBy(flow, label, operator, value);
  return flow;
}

function matchingOf({ matching }: Extract<Node, { type: 'binary' }>): LabelMatching | undefined {
  const { on, ignoring = none, group, include = none } = matching ?? {};
  if ([...(on ?? ignoring), ...include].some(hasVariable)) return undefined;
  return { on: on !== undefined, labels: on ?? ignoring, many: group, include };
}

const none: readonly never[] = [];

const read: ArgumentReader<Node> = {
  text: (node) => (node.type === 'string' ? node.value : undefined),
  matchers: (node) =>
    node.type === 'selector' ? node.matchers : node.type === 'range' ? node.of.matchers : undefined,
};
