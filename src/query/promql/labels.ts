import type { Node } from './node.js';

/**
 * The labels that an expression's series carry, as far as its shape tells: for default legends and for recorded
 * series. Undefined where only Prometheus' own label flow can tell. The checks use that exact flow, not this.
 */
export function keptLabels(node: Node): readonly string[] | undefined {
  switch (node.type) {
    case 'selector':
      return node.metric && [...Object.keys(node.metric.labels), ...node.metric.targetLabels];
    case 'range':
    case 'subquery':
    case 'negate':
      return keptLabels(node.of);
    case 'aggregate':
      return aggregateLabels(node);
    case 'call':
      return callLabels(node.name, node.args);
    case 'binary':
      return binaryLabels(node);
    default:
      return undefined;
  }
}

function aggregateLabels(node: Extract<Node, { type: 'aggregate' }>): readonly string[] | undefined {
  if (['topk', 'bottomk', 'limitk', 'limit_ratio'].includes(node.op)) return keptLabels(node.of);
  if (node.without) return keptLabels(node.of)?.filter((label) => !node.without?.includes(label));
  if (node.op === 'count_values' && node.param?.type === 'string') return [node.param.value];
  return node.by ?? [];
}

function callLabels(name: string, args: readonly Node[]): readonly string[] | undefined {
  if (name === 'absent' || name === 'absent_over_time' || name === 'vector' || name === 'time') return [];
  const vector = args.find((arg) => arg.type !== 'number' && arg.type !== 'string');
  const labels = vector && keptLabels(vector);
  if (name === 'histogram_quantile') return labels?.filter((label) => label !== 'le');
  if (name === 'label_replace' || name === 'label_join') {
    const target = args[1];
    return target?.type === 'string' && labels ? [...labels, target.value] : undefined;
  }
  return labels;
}

function binaryLabels(node: Extract<Node, { type: 'binary' }>): readonly string[] | undefined {
  const { left, right, matching } = node;
  if (node.op === 'and' || node.op === 'unless' || node.op === 'or') return keptLabels(left);
  if (isScalar(left)) return keptLabels(right);
  if (matching?.group) {
    const many = keptLabels(matching.group === 'left' ? left : right);
    return many && [...new Set([...many, ...(matching.include ?? [])])];
  }
  if (matching?.on) return matching.on;
  return keptLabels(left)?.filter((label) => !matching?.ignoring?.includes(label));
}

function isScalar(node: Node): boolean {
  return node.type === 'number' || (node.type === 'call' && (node.name === 'scalar' || node.name === 'time'));
}
