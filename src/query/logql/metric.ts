import type { Duration, Labelled } from '../../catalog/index.js';
import { number, validate, whole } from '../../catalog/shape/index.js';
import type { LogLines } from './lines.js';
import { groupingShape, linesShape, rangeShape } from './shapes.js';

/** Series computed from log lines. */
export interface LogSeries<L extends string> extends Labelled<L> {
  readonly logql: string;
}

/**
 * A fixed range, or a variable of dashboards: `$__auto`, which Grafana derives from the time range, or `$__interval`.
 */
export type LogRange = Duration | '$__auto' | '$__interval';

type OverLines = <L extends string>(lines: LogLines<L>, range?: LogRange) => LogSeries<L>;

function over(name: string): OverLines {
  const count: OverLines = (lines, range = '$__auto') => {
    validate(linesShape, lines, `logql: the lines of ${name}`, count);
    validate(rangeShape, range, `logql: the range of ${name}`, count);
    return series(`${name}(${lines.logql} [${range}])`);
  };
  return count;
}

type Aggregation = <L extends string, const B extends NoInfer<L> = never>(
  series: LogSeries<L>,
  grouping?: { readonly by?: readonly B[] },
) => LogSeries<B>;

function aggregation(name: string): Aggregation {
  const aggregate: Aggregation = (of, grouping = {}) => {
    validate(linesShape, of, `logql: the operand of ${name}`, aggregate);
    validate(groupingShape, grouping, `logql: ${name}`, aggregate);
    const { by = [] } = grouping;
    return series(by.length === 0 ? `${name}(${of.logql})` : `${name} by (${by.join(', ')}) (${of.logql})`);
  };
  return aggregate;
}

type Comparison = <L extends string>(series: LogSeries<L>, bound: number) => LogSeries<L>;

function comparison(operator: string): Comparison {
  const compare: Comparison = (of, bound) => {
    validate(linesShape, of, `logql: the left side of ${operator}`, compare);
    validate(finite, bound, `logql: the bound of ${operator}`, compare);
    return series(`${of.logql} ${operator} ${bound}`);
  };
  return compare;
}

const finite = number();
const positive = whole(1, 1_000_000);

function series<L extends string>(logql: string): LogSeries<L> {
  return { logql };
}

function ratio<L extends string>(part: LogSeries<L>, whole: LogSeries<NoInfer<L>>): LogSeries<L> {
  validate(linesShape, part, 'logql: the part of a ratio', ratio);
  validate(linesShape, whole, 'logql: the whole of a ratio', ratio);
  return series(`${part.logql} / (${whole.logql} > 0)`);
}

function topk<L extends string>(size: number, of: LogSeries<L>): LogSeries<L> {
  validate(positive, size, 'logql: the number of series of topk', topk);
  validate(linesShape, of, 'logql: the operand of topk', topk);
  return series(`topk(${size}, ${of.logql})`);
}

/** LogQL's functions of log lines. */
export const logMetrics = {
  /** Lines per second: `rate`. @default the range `$__auto`, which rules do not support */
  rate: over('rate'),
  /** Number of lines in the range: `count_over_time`. */
  count: over('count_over_time'),
  /** Bytes per second: `bytes_rate`. */
  bytesRate: over('bytes_rate'),
  /** Sum of the unwrapped field in the range: `sum_over_time`. */
  sumOf: over('sum_over_time'),
  /** Average of the unwrapped field in the range: `avg_over_time`. */
  averageOf: over('avg_over_time'),
  /** Maximum of the unwrapped field in the range: `max_over_time`. */
  largestOf: over('max_over_time'),
  /** 1 if the range has no line: `absent_over_time`. */
  absent: over('absent_over_time'),
  sum: aggregation('sum'),
  average: aggregation('avg'),
  largest: aggregation('max'),
  above: comparison('>'),
  below: comparison('<'),
  atLeast: comparison('>='),
  /** Part divided by total; no sample while the total is zero. */
  ratio,
  /** The series with the largest values: `topk`. */
  topk,
} as const;
