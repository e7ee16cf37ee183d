import type { Expression, MatrixSelector, VectorSelector } from '../../engine/index.js';
import { type Code, call, data, object } from '../code/code.js';
import { bare } from './constant.js';
import { narrowed, windowCode } from './selector.js';
import type { Typed, TypedContext } from './typed-model.js';
import { hasPlaceholder } from './variables.js';

/** A statistic over the rates of a histogram's buckets, as the function that takes the histogram itself; undefined for other expressions. */
export function statisticOf(
  func: string,
  numbers: readonly Code[],
  of: Expression,
  context: TypedContext,
): Typed | undefined {
  if (of.kind !== 'aggregation' || of.op !== 'sum' || of.without) return undefined;
  const rate = bare(of.expr);
  const range: Expression | undefined =
    rate.kind === 'call' && rate.func === 'rate' ? rate.args[0] : undefined;
  const matrix: MatrixSelector | undefined = range?.kind === 'matrix' ? range : undefined;
  const series = matrix && context.series(matrix.selector.name);
  if (of.grouping.some(hasPlaceholder)) return undefined;
  if (!matrix || !series?.histogram || hasModifiers(matrix.selector)) return undefined;
  const isBucket = series.kind === 'bucket';
  if (isBucket !== of.grouping.includes('le') || matrix.selector.matchers.some((one) => one.name === 'le'))
    return undefined;
  const by = of.grouping.filter((label) => label !== 'le');
  if (new Set(by).size !== by.length || by.some((label) => !series.labels.has(label))) return undefined;
  const window = windowCode(matrix.rangeMs, matrix.rangeExpr, context);
  const histogram = narrowed(series.histogram, matrix.selector, series.labels);
  const options = object({ by: by.length > 0 ? data(by) : undefined, window });
  const rest = options.entries.length > 0 ? [options] : [];
  const code = call(func, ...numbers, histogram, ...rest);
  return { code, type: 'vector', labels: new Set(by) };
}

function hasModifiers({ offsetMs, offsetExpr, at, extension }: VectorSelector): boolean {
  return offsetMs !== 0 || offsetExpr !== undefined || at !== undefined || extension !== undefined;
}
