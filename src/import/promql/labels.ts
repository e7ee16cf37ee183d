import type { Aggregation, Binary, Call, Expression } from '../../engine/index.js';
import { bare } from './constant.js';
import { calendar, chooses, constants, groups, keepsLabels, setOperators } from './functions.js';

/** The labels that the types of our functions give an expression; `scalar` for a number. */
export type Labels = ReadonlySet<string>;
export type TypeOfValue = Labels | 'scalar';

/** The labels of the series of a name; undefined for one that is not known. */
export type LabelsOfSeries = (name: string) => Labels | undefined;

export const noLabels: Labels = new Set();

/** The type of an expression; undefined where the types of our functions have none for it. */
export function typeOf(given: Expression, series: LabelsOfSeries): TypeOfValue | undefined {
  const node = bare(given);
  switch (node.kind) {
    case 'number':
      return 'scalar';
    case 'vector':
      return series(node.name);
    case 'matrix':
      return series(node.selector.name);
    case 'subquery':
    case 'unary':
      return typeOf(node.expr, series);
    case 'call':
      return typeOfCall(node, series);
    case 'aggregation':
      return typeOfAggregation(node, series);
    case 'binary':
      return typeOfBinary(node, series);
    default:
      return undefined;
  }
}

function typeOfCall(node: Call, series: LabelsOfSeries): TypeOfValue | undefined {
  const [first, second] = node.args;
  const { func } = node;
  if (constants.has(func) || /^(scalar|min_of|max_of)$/.test(func)) return 'scalar';
  if (calendar.has(func) && !first) return noLabels;
  if (func === 'vector' || func === 'absent' || func === 'absent_over_time') return noLabels;
  if (func === 'histogram_quantile') {
    const labels = second && typeOf(second, series);
    return labels === undefined || labels === 'scalar' ? undefined : without(labels, ['le']);
  }
  if (func === 'quantile_over_time') return second && typeOf(second, series);
  if (func === 'histogram_fraction') {
    const labels = node.args[2] && typeOf(node.args[2], series);
    return labels === undefined || labels === 'scalar' ? undefined : without(labels, ['le']);
  }
  if (!first) return undefined;
  const labels = typeOf(first, series);
  if (labels === undefined || labels === 'scalar') return undefined;
  if (func === 'label_replace' || func === 'label_join') {
    const target = node.args[1];
    return target?.kind === 'string' ? new Set([...labels, target.value]) : undefined;
  }
  if (keepsLabels.has(func) || first.kind === 'matrix' || first.kind === 'subquery') return labels;
  return /^(round|clamp|clamp_min|clamp_max|sort_by_label|sort_by_label_desc)$/.test(func)
    ? labels
    : undefined;
}

function typeOfAggregation(node: Aggregation, series: LabelsOfSeries): TypeOfValue | undefined {
  const labels = typeOf(node.expr, series);
  if (labels === undefined || labels === 'scalar') return undefined;
  if (chooses.has(node.op)) return labels;
  if (node.op === 'count_values')
    return node.param?.kind === 'string' ? new Set([node.param.value]) : undefined;
  if (!groups.has(node.op) && node.op !== 'quantile') return undefined;
  return node.without ? without(labels, node.grouping) : new Set(node.grouping);
}

function typeOfBinary(node: Binary, series: LabelsOfSeries): TypeOfValue | undefined {
  const left = typeOf(node.lhs, series);
  const right = typeOf(node.rhs, series);
  if (left === undefined || right === undefined) return undefined;
  if (left === 'scalar' || right === 'scalar') return left === 'scalar' ? right : left;
  return labelsOfResult(node, left, right, hasClause(node));
}

/**
 * The labels of the result of an operator between series, as the type `Result` of our operators has them.
 *
 * @param hasMatching whether the operator is written with the labels that it matches by
 */
export function labelsOfResult(
  { matching, op }: Binary,
  left: Labels,
  right: Labels,
  hasMatching: boolean,
): Labels {
  if (op === 'or') return hasMatching ? new Set([...left, ...right]) : left;
  if (setOperators.has(op) || !matching) return left;
  if (matching.card === 'many-to-one') return new Set([...left, ...matching.include]);
  if (matching.card === 'one-to-many') return new Set([...right, ...matching.include]);
  return matching.on ? new Set(matching.labels) : without(left, matching.labels);
}

/** Whether an operator says which labels it matches by. */
export function hasClause({ matching }: Binary): boolean {
  return matching !== undefined && (matching.on || matching.labels.length > 0);
}

export function without(labels: Labels, gone: readonly string[]): Labels {
  return new Set([...labels].filter((label) => !gone.includes(label)));
}
