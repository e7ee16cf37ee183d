import { placeOf } from '../../catalog/index.js';
import { closed } from '../../catalog/misses.js';
import { interpolated, refuseLostBackslashes } from '../template.js';
import { type LogLines, lines, stream } from './lines.js';
import { type LogSeries, logMetrics } from './metric.js';

export type { LogLines, LogOperator } from './lines.js';
export type { LogRange, LogSeries } from './metric.js';

/** Any LogQL: log lines, or series computed from them. */
export interface LogExpression {
  readonly logql: string;
}

/**
 * LogQL written by hand, with typed parts, numbers and text in between; it is checked at build time like typed queries.
 * The type parameter declares its labels.
 *
 * @example logql<'path'>`sum by (path) (rate(${errors} [5m]))`
 */
function tag<L extends string = never>(
  strings: TemplateStringsArray,
  ...values: readonly (LogExpression | number | string)[]
): LogLines<L> & LogSeries<L> {
  const place = placeOf(tag);
  refuseLostBackslashes('logql', strings, place);
  const texts = values.map((value) => interpolated('logql', value, place));
  return lines<L>(strings.map((text, index) => text + (texts[index] ?? '')).join(''));
}

/**
 * LogQL: `logql.stream({ app: 'api' }).json('status').where({ status: /5../ })`, or hand-written as a template.
 *
 * @example logql.rate(logql.stream({ app: 'api' }), '5m')
 */
export const logql = closed(
  'logql',
  'function',
  Object.assign(tag, {
    /** The log lines of the streams whose labels match. Loki rejects a selector that matches all streams. */
    stream,
    ...logMetrics,
  }),
);
