import { type Binary, type Call, childrenOf, type Expression } from '../../engine/index.js';
import { bare } from '../promql/constant.js';
import { chooses } from '../promql/functions.js';
import { type LabelsOfSeries, typeOf } from '../promql/labels.js';

/** Called with each label that the series of a name must have. */
export type Ask = (series: string, label: string) => void;

/** What has to be known of series to find their labels. */
export interface Known {
  readonly labels: LabelsOfSeries;
  readonly ask: Ask;
}

/**
 * Finds which labels an expression needs its series to have: those that matchers, groupings and functions name, and,
 * where two sides are matched by all labels or by all but some, those that only one side has.
 */
export function demandLabels(given: Expression, known: Known): void {
  const node = bare(given);
  for (const child of childrenOf(node)) demandLabels(child, known);
  switch (node.kind) {
    case 'vector':
      for (const { name } of node.matchers) if (name !== '__name__') known.ask(node.name, name);
      return;
    case 'call':
      demandOfCall(node, known);
      return;
    case 'aggregation':
      has(node.expr, node.grouping, known);
      return;
    case 'binary':
      demandOfOperator(node, known);
      return;
    default:
  }
}

function demandOfCall({ func, args }: Call, known: Known): void {
  const [value] = args;
  if (!value) return;
  const sources =
    func === 'label_replace'
      ? args.slice(3, 4)
      : func === 'label_join'
        ? args.slice(3)
        : func === 'sort_by_label' || func === 'sort_by_label_desc'
          ? args.slice(1)
          : [];
  has(
    value,
    sources.flatMap((source) => (source.kind === 'string' && source.value !== '' ? [source.value] : [])),
    known,
  );
  if (func === 'histogram_quantile' && args[1]) has(args[1], ['le'], known);
  if (func === 'histogram_fraction' && args[2]) has(args[2], ['le'], known);
}

function demandOfOperator(node: Binary, known: Known): void {
  const { lhs, rhs, matching, op } = node;
  if (!matching) return;
  if (matching.on) for (const side of [lhs, rhs]) has(side, matching.labels, known);
  has(matching.card === 'one-to-many' ? lhs : rhs, matching.include, known);
  if (matching.on || op === 'or') return;
  const left = typeOf(lhs, known.labels);
  const right = typeOf(rhs, known.labels);
  if (left === undefined || right === undefined || left === 'scalar' || right === 'scalar') return;
  const ignored = new Set(matching.labels);
  const onlyIn = (side: ReadonlySet<string>, other: ReadonlySet<string>) =>
    [...side].filter((label) => !other.has(label) && !ignored.has(label));
  has(lhs, onlyIn(right, left), known);
  has(rhs, onlyIn(left, right), known);
}

/** The series below a node that can give its result labels have these. */
export function has(given: Expression, labels: readonly string[], known: Known): void {
  if (labels.length === 0) return;
  const node = bare(given);
  switch (node.kind) {
    case 'vector':
      for (const label of labels) known.ask(node.name, label);
      return;
    case 'matrix':
      has(node.selector, labels, known);
      return;
    case 'subquery':
    case 'unary':
      has(node.expr, labels, known);
      return;
    case 'call': {
      const { func, args } = node;
      if (/^(absent|absent_over_time|vector|scalar|time)$/.test(func)) return;
      const operand =
        func === 'histogram_quantile' || func === 'quantile_over_time'
          ? args[1]
          : func === 'histogram_fraction'
            ? args[2]
            : args[0];
      const target = func === 'label_replace' || func === 'label_join' ? args[1] : undefined;
      const kept = target?.kind === 'string' ? labels.filter((label) => label !== target.value) : labels;
      if (operand) has(operand, kept, known);
      return;
    }
    case 'aggregation': {
      const kept = chooses.has(node.op)
        ? labels
        : labels.filter((label) => node.grouping.includes(label) !== node.without);
      has(node.expr, kept, known);
      return;
    }
    case 'binary':
      hasOperator(node, labels, known);
      return;
    default:
  }
}

function hasOperator({ lhs, rhs, op, matching }: Binary, labels: readonly string[], known: Known): void {
  if (!matching) {
    has(lhs, labels, known);
    has(rhs, labels, known);
    return;
  }
  if (op === 'and' || op === 'unless') {
    has(lhs, labels, known);
    return;
  }
  if (op === 'or') {
    has(lhs, labels, known);
    has(rhs, labels, known);
    return;
  }
  const brought = new Set(matching.include);
  if (matching.card === 'many-to-one') {
    has(
      lhs,
      labels.filter((label) => !brought.has(label)),
      known,
    );
    return;
  }
  if (matching.card === 'one-to-many') {
    has(
      rhs,
      labels.filter((label) => !brought.has(label)),
      known,
    );
    return;
  }
  if (matching.on) return;
  const common = labels.filter((label) => !matching.labels.includes(label));
  has(lhs, common, known);
  has(rhs, common, known);
}
