import type { BinaryNode, BinaryOperator, Node } from '../../query/index.js';
import { type MutatedNode, matchers, windows } from './mutated-node.js';
import { branches } from './tree.js';
import { possibleBetween, type Recorded, valuesOf } from './values.js';

/** All single changes of an expression that can make a difference. */
export function mutateNode(node: Node, recorded: Recorded): MutatedNode[] {
  return [
    ...changedWithin(node, { nested: false, zeroMatters: false, recorded }),
    ...windows(node),
    ...matchers(node),
  ];
}

interface Context {
  readonly recorded: Recorded;
  /** Inside of the comparison that decides. */
  readonly nested: boolean;
  /** A series whose value is zero makes a difference: it is counted or averaged. */
  readonly zeroMatters: boolean;
  /** The right side of a division: a comparison there is a guard against zero. */
  readonly divisor?: boolean;
}

function changedWithin(node: Node, context: Context): MutatedNode[] {
  const found = changedHere(node, context);
  for (const [index, { child, put }] of branches(node).entries()) {
    const decides = node.type === 'binary' && ['or', 'and', 'unless'].includes(node.op) && !context.nested;
    const inner: Context = {
      recorded: context.recorded,
      nested: !decides,
      zeroMatters:
        context.zeroMatters || (node.type === 'aggregate' && node.op !== 'sum' && node.op !== 'max'),
      divisor: node.type === 'binary' && node.op === '/' && index === 1,
    };
    for (const changed of changedWithin(child, inner)) found.push({ ...changed, node: put(changed.node) });
  }
  return found;
}

function changedHere(node: Node, context: Context): MutatedNode[] {
  if (node.type === 'binary') return isComparison(node) ? comparison(node, context) : branch(node);
  if (node.type === 'aggregate') return grouping(node);
  if (node.type === 'call' && node.name === 'histogram_quantile') return quantile(node);
  return [];
}

const reversed: Partial<Record<BinaryOperator, BinaryOperator>> = {
  '>': '<',
  '>=': '<=',
  '<': '>',
  '<=': '>=',
  '==': '!=',
  '!=': '==',
};
const bounded: Partial<Record<BinaryOperator, BinaryOperator>> = {
  '>': '>=',
  '>=': '>',
  '<': '<=',
  '<=': '<',
};

function isComparison({ op }: BinaryNode): boolean {
  return reversed[op] !== undefined;
}

function comparison(node: BinaryNode, context: Context): MutatedNode[] {
  const found: MutatedNode[] = [];
  const values = valuesOf(node.left, context.recorded);
  const limit = node.right.type === 'number' ? node.right.value : undefined;
  const guard = context.divisor === true && limit === 0;
  const text = limit === undefined ? node.op : `${node.op} ${limit}`;
  const opposite = reversed[node.op];
  if (opposite) {
    found.push({
      kind: 'operator',
      change: `${text} becomes ${limit === undefined ? opposite : `${opposite} ${limit}`}`,
      node: { ...node, op: opposite },
      killedBy: 'a scenario in which it fires, and one in which it is inactive with data',
    });
  }
  if (guard) return found;
  // A sum does not change by zeros: letting them through an inner filter makes no difference.
  const onlyZeros =
    context.nested && !context.zeroMatters && limit === 0 && values.low >= 0 && node.op === '>';
  const edge = bounded[node.op];
  const reachable = limit === undefined ? values.exact : possibleBetween(values, limit, limit);
  if (edge && reachable && (values.exact || limit === 0) && !onlyZeros) {
    found.push({
      kind: 'operator',
      change: `${text} becomes ${limit === undefined ? edge : `${edge} ${limit}`}`,
      node: { ...node, op: edge },
      killedBy: limit === undefined ? 'a value equal to its bound' : `a value of exactly ${limit}`,
    });
  }
  if (limit === undefined) return found;
  for (const other of limitsNear(limit, values.exact)) {
    const [from, to] = [Math.min(limit, other), Math.max(limit, other)];
    if (!possibleBetween(values, from, to) || (onlyZeros && other < limit)) continue;
    found.push({
      kind: 'threshold',
      change: `${text} becomes ${node.op} ${other}`,
      node: { ...node, right: { type: 'number', value: other } },
      killedBy: `a value between ${from} and ${to}`,
    });
  }
  return found;
}

/** A tenth more and less; of zero, the nearest numbers that things can be counted in. */
function limitsNear(limit: number, exact: boolean): number[] {
  // One event in a window is a little more than 1 by extrapolation, so 1 is no other bound than 0 there.
  if (limit === 0) return [exact ? 1 : 2, -1];
  return [limit * 1.1, limit * 0.9].map((value) => Number(value.toPrecision(12)));
}

function branch(node: BinaryNode): MutatedNode[] {
  const keep = (side: 'left' | 'right', without: string, killedBy: string): MutatedNode => ({
    kind: 'branch',
    change: `only the ${side} side of "${node.op}" remains`,
    node: node[side],
    killedBy: `a scenario in which ${without} decides: ${killedBy}`,
  });
  switch (node.op) {
    case 'or':
      return [
        keep('left', 'the right side', 'only it holds'),
        keep('right', 'the left side', 'only it holds'),
      ];
    case 'and':
      return [keep('left', 'the right side', 'the left holds and it does not')];
    case 'unless':
      return [keep('left', 'the right side', 'both hold')];
    default:
      return [];
  }
}

function grouping(node: Extract<Node, { type: 'aggregate' }>): MutatedNode[] {
  const key = node.without ? 'without' : 'by';
  const labels = node[key] ?? [];
  return labels
    .filter((label) => label !== 'le')
    .map((label) => ({
      kind: 'grouping',
      change: `${node.op} ${key} (${labels.join(', ')}) without ${label}`,
      node: { ...node, [key]: labels.filter((other) => other !== label) },
      killedBy: `two series that differ in ${label}, of which one fires, and its labels or count expected`,
    }));
}

function quantile(node: Extract<Node, { type: 'call' }>): MutatedNode[] {
  const [phi, ...rest] = node.args;
  if (phi?.type !== 'number') return [];
  const other = phi.value === 0.5 ? 0.9 : 0.5;
  return [
    {
      kind: 'quantile',
      change: `the ${phi.value}-quantile becomes the ${other}-quantile`,
      node: { ...node, args: [{ type: 'number', value: other }, ...rest] },
      killedBy: `observations whose ${phi.value}-quantile lies on the other side of the threshold than their ${other}-quantile`,
    },
  ];
}
