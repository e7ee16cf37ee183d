import type { Aggregation, Binary } from '../../../engine/index.js';
import { wholeValues } from '../../../query/regular-expression.js';
import type { Analysed } from '../../analysis/analysis.js';
import { describeOperand, sampleSelectors } from '../../analysis/operand.js';
import { bare } from '../../analysis/parentheses.js';
import {
  conflictBetween,
  type Measure,
  type Point,
  type Quantity,
} from '../../analysis/quantity/quantity.js';
import { quantityOf, seriesQuantity } from '../../analysis/quantity/quantity-of.js';
import type { Check, VisitContext } from '../../check.js';
import { hasPlaceholder } from '../../collect/placeholder.js';

/** Aggregations whose result is made of the values, not of how many series there are. */
const ofValues = new Set(['sum', 'min', 'max', 'avg', 'quantile', 'stddev', 'stdvar', 'topk', 'bottomk']);
const verbs: Readonly<Record<string, string>> = { '+': 'added', '-': 'subtracted' };

export const unitMismatch: Check = {
  id: 'promql/unit-mismatch',
  level: 'error',
  summary: 'values of different units that are added, subtracted, compared or aggregated',
  visit: { binary: checkOperator, aggregation: checkAggregation },
};

function checkOperator(analysed: Analysed<Binary>, context: VisitContext): void {
  const { node, children } = analysed;
  const verb = verbs[node.op] ?? (/^[<>=!]=?$/.test(node.op) ? 'compared' : undefined);
  const [first, second] = children;
  if (verb === undefined || !first || !second) return;
  const [left, right] = [quantityOf(first), quantityOf(second)];
  if (verb === 'compared') {
    checkPoint(analysed, first, right, context);
    checkPoint(analysed, second, left, context);
  }
  if (node.op === '-' && left?.kind === 'measure' && right?.kind === 'point' && isShift(left, right)) {
    context.report(node, `${describe(first, left)} minus a point in time is a time before 1970`, {
      level: 'warning',
      expected: "the duration alone; for a metric that is a point in time, the unit 'timestamp'",
    });
    return;
  }
  const conflict = conflictBetween(left, right);
  if (!left || !right || conflict === undefined || (verb !== 'compared' && isShift(left, right))) return;
  context.report(
    node,
    `${describe(first, left)} and ${describe(second, right)} cannot be ${verb}: ${
      conflict === 'scale' ? 'their units have different scales' : 'their units are different'
    }`,
    {
      expected:
        conflict === 'scale'
          ? conversion(first, left, right)
          : 'two values of the same unit, or a corrected unit in the catalog',
    },
  );
}

/** In 1973: no system exposes an earlier time, and no threshold of an age is that large. */
const earliest = 1e8;

/** A point in time compared with a number of seconds: what is meant is its age. */
function checkPoint(
  { node }: Analysed<Binary>,
  side: Analysed,
  bound: Quantity | undefined,
  context: VisitContext,
): void {
  // Zero stands for what has never happened.
  if (bound?.kind !== 'literal' || !bound.value || Math.abs(bound.value) >= earliest) return;
  const inner = bare(side);
  const shifted = inner.node.kind === 'binary' && inner.node.op === '-' && isBefore(inner);
  if (!shifted && quantityOf(side)?.kind !== 'point') return;
  context.report(
    node,
    shifted
      ? `time() minus a duration is a point in time, far above ${bound.value}`
      : `a point in time, in seconds since 1970, is compared with ${bound.value}`,
    {
      level: 'warning',
      expected: shifted
        ? "the duration alone; for a metric that is a point in time, the unit 'timestamp'"
        : 'an age: time() - …',
    },
  );
}

/** Whether a duration is subtracted from a point in time. */
function isBefore({ children: [first, second] }: Analysed): boolean {
  const [left, right] = [first && quantityOf(first), second && quantityOf(second)];
  return left?.kind === 'point' && right?.kind === 'measure' && isShift(left, right);
}

/** A point in time plus a duration is a point in time. */
function isShift(left: Quantity, right: Quantity): boolean {
  const span = left.kind === 'point' ? right : right.kind === 'point' ? left : undefined;
  return span?.kind === 'measure' && (span.powers.time ?? 0) === 1 && Object.keys(span.powers).length === 1;
}

function describe(operand: Analysed, quantity: Quantity): string {
  return `${describeOperand(operand)} (${textOf(quantity)})`;
}

function textOf(quantity: Quantity): string {
  switch (quantity.kind) {
    case 'measure':
      return quantity.text;
    case 'point':
      return 'a point in time';
    case 'mixed':
      return `${textOf(quantity.first)} or ${textOf(quantity.second)}`;
    default:
      return 'a number';
  }
}

function conversion(operand: Analysed, left: Quantity, right: Quantity): string {
  if (left.kind !== 'measure' || right.kind !== 'measure') return 'a conversion';
  const factor = Number(((left.scale ?? 1) / (right.scale ?? 1)).toPrecision(12));
  const times = factor >= 1 ? `* ${factor}` : `/ ${Number((1 / factor).toPrecision(12))}`;
  return `a conversion: ${describeOperand(operand)} ${times} is in ${right.text}`;
}

function checkAggregation({ node, children }: Analysed<Aggregation>, context: VisitContext): void {
  const [operand] = children;
  if (!operand || !ofValues.has(node.op)) return;
  const quantity = quantityOf(operand);
  const pair =
    quantity?.kind === 'mixed'
      ? ([quantity.first, quantity.second] as const)
      : bySeveralNames(operand, context);
  if (!pair) return;
  context.report(
    operand.node,
    `${node.op}() of series in ${textOf(pair[0])} and of series in ${textOf(pair[1])}: the result has no meaning`,
    { expected: 'series of the same unit' },
  );
}

type Pair = readonly [Measure | Point, Measure | Point];

/** Two units among the metrics that a regular expression on the name lets through. */
function bySeveralNames(operand: Analysed, { model }: VisitContext): Pair | undefined {
  for (const { node } of sampleSelectors(operand)) {
    if (node.kind !== 'vector') continue;
    const named = node.matchers.find(({ name, op }) => name === '__name__' && op === '=~');
    const pattern = named && !hasPlaceholder(named.value) ? wholeValues(named.value) : undefined;
    if (!pattern) continue;
    let first: Quantity | undefined;
    for (const name of model.seriesNames()) {
      if (!pattern.test(name)) continue;
      const quantity = seriesQuantity(model.lookup(name));
      if (quantity?.kind !== 'measure' && quantity?.kind !== 'point') continue;
      first ??= quantity;
      if (first.kind !== 'mixed' && first.kind !== 'literal' && conflictBetween(first, quantity))
        return [first, quantity];
    }
  }
  return undefined;
}
