import { choosesSeries, scalarFunctions, seriesArgumentOf } from '../../query/promql/labels/index.js';
import type { Analysed, Series } from './analysis.js';

/** What the samples of an expression are: numbers, native histograms, or nothing because an operation ignored them. */
export type SampleKind = 'number' | 'histogram' | 'nothing';

/** Functions that give what they take, for numbers and for native histograms. */
const passesOn = names(
  `rate irate increase delta idelta sum_over_time avg_over_time last_over_time first_over_time label_replace label_join
  sort_by_label sort_by_label_desc info`,
);
/** Functions that give numbers for either. */
const counts = names(
  `absent absent_over_time changes resets count_over_time present_over_time timestamp start_timestamp
  ts_of_first_over_time ts_of_last_over_time histogram_quantile histogram_quantiles histogram_fraction scalar vector`,
);
/** Functions of native histograms alone. */
export const nativeOnly: ReadonlySet<string> = names(
  'histogram_avg histogram_count histogram_sum histogram_stddev histogram_stdvar',
);
/** Aggregations that ignore native histograms: promql/engine.go, NewHistogramIgnoredInAggregationInfo. */
const aggregationsOfNumbers = names('min max stddev stdvar quantile topk bottomk');

/**
 * What the samples of a node are; undefined where nothing is known about its series. Other functions than those above
 * ignore native histograms (promql/functions.go).
 */
export function sampleKind(analysed: Analysed): SampleKind | undefined {
  const { node, children, series } = analysed;
  const [first, second] = children;
  switch (node.kind) {
    case 'number':
      return 'number';
    case 'vector':
      return series && seriesKind(series);
    case 'matrix':
    case 'subquery':
    case 'paren':
    case 'unary':
      return first && sampleKind(first);
    case 'aggregation':
      return first && ofAggregation(node.op, sampleKind(first));
    case 'call': {
      if (scalarFunctions.has(node.func)) return 'number';
      const argument = children[seriesArgumentOf(node.func)];
      // Functions of dates are those of the time of evaluation without an argument.
      return argument ? ofCall(node.func, sampleKind(argument)) : 'number';
    }
    case 'binary':
      return first && second && ofOperator(node.op, sampleKind(first), sampleKind(second));
    default:
      return undefined;
  }
}

function seriesKind({ name, type, recordedFrom = [] }: Series): SampleKind | undefined {
  if (type === 'native') return 'histogram';
  if (type === 'recorded') {
    const [kind, ...others] = recordedFrom.map(({ root }) => sampleKind(root));
    return others.every((other) => other === kind) ? kind : undefined;
  }
  // A name with a colon is that of a series that rules of others record.
  return name.includes(':') ? undefined : 'number';
}

function ofAggregation(op: string, of: SampleKind | undefined): SampleKind | undefined {
  if (of === 'histogram' && aggregationsOfNumbers.has(op)) return 'nothing';
  if (op === 'sum' || op === 'avg' || choosesSeries.has(op)) return of;
  return of === 'nothing' ? 'nothing' : 'number';
}

function ofCall(name: string, of: SampleKind | undefined): SampleKind | undefined {
  if (nativeOnly.has(name)) return of === 'number' || of === 'nothing' ? 'nothing' : 'number';
  if (passesOn.has(name)) return of;
  if (counts.has(name)) return 'number';
  return of === 'histogram' || of === 'nothing' ? 'nothing' : 'number';
}

/** As vectorElemBinop of promql/engine.go. */
function ofOperator(
  op: string,
  left: SampleKind | undefined,
  right: SampleKind | undefined,
): SampleKind | undefined {
  if (op === 'and' || op === 'unless') return left;
  if (op === 'or') return left === right ? left : undefined;
  if (left === 'nothing' || right === 'nothing') return 'nothing';
  if (!left || !right) return undefined;
  if (left === 'number' && right === 'number') return isTrimming(op) ? 'nothing' : 'number';
  if (left === 'histogram' && right === 'histogram')
    return ['+', '-', '==', '!='].includes(op) ? 'histogram' : 'nothing';
  if (op === '*') return 'histogram';
  return left === 'histogram' && (op === '/' || isTrimming(op)) ? 'histogram' : 'nothing';
}

/** `</` and `>/` remove the buckets above or below a bound. */
export function isTrimming(op: string): boolean {
  return op === '</' || op === '>/';
}

function names(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}
