import type { Duration, Labelled } from '../../catalog/index.js';
import type { LogLines } from './lines.js';

/** Series that are counted from log lines. */
export interface LogSeries<L extends string> extends Labelled<L> {
  readonly logql: string;
}

/** A fixed range, or on dashboards the one that Grafana derives from the time range. */
export type LogRange = Duration | '$__auto' | '$__interval';

type OverLines = <L extends string>(lines: LogLines<L>, range?: LogRange) => LogSeries<L>;

function over(name: string): OverLines {
  return (lines, range = '$__auto') => series(`${name}(${lines.logql} [${range}])`);
}

type Aggregation = <L extends string, const B extends NoInfer<L> = never>(
  series: LogSeries<L>,
  grouping?: { readonly by?: readonly B[] },
) => LogSeries<B>;

function aggregation(name: string): Aggregation {
  return ({ logql }, { by = [] } = {}) =>
    series(by.length === 0 ? `${name}(${logql})` : `${name} by (${by.join(', ')}) (${logql})`);
}

type Comparison = <L extends string>(series: LogSeries<L>, bound: number) => LogSeries<L>;

function comparison(operator: string): Comparison {
  return ({ logql }, bound) => series(`${logql} ${operator} ${bound}`);
}

function series<L extends string>(logql: string): LogSeries<L> {
  return { logql };
}

/** What can be counted of lines, by LogQL's own functions. */
export const logMetrics = {
  /** Lines per second. @default the range `$__auto`, which rules do not know */
  rate: over('rate'),
  /** Lines in the range. */
  count: over('count_over_time'),
  /** Bytes per second. */
  bytesRate: over('bytes_rate'),
  /** Sum of the unwrapped field. */
  sumOf: over('sum_over_time'),
  /** Average of the unwrapped field. */
  averageOf: over('avg_over_time'),
  /** Largest value of the unwrapped field. */
  largestOf: over('max_over_time'),
  /** 1 while no line has come in the range. */
  absent: over('absent_over_time'),
  sum: aggregation('sum'),
  average: aggregation('avg'),
  largest: aggregation('max'),
  above: comparison('>'),
  below: comparison('<'),
  atLeast: comparison('>='),
  /** Part over whole; nothing while there is no whole. */
  ratio: <L extends string>(part: LogSeries<L>, whole: LogSeries<NoInfer<L>>): LogSeries<L> =>
    series(`${part.logql} / (${whole.logql} > 0)`),
  /** The series with the largest values. */
  topk: <L extends string>(size: number, of: LogSeries<L>): LogSeries<L> =>
    series(`topk(${size}, ${of.logql})`),
} as const;
