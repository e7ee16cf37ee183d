import {
  choice,
  labelMatches,
  list,
  matching,
  options,
  type Shape,
  text,
  unfit,
  wrong,
} from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';

/** What matches labels and fields of log lines. */
export const matchesShape = labelMatches();

/** Matchers of streams: Loki refuses a selector that matches all streams. */
export const streamShape: Shape = (value) =>
  isRecord(value) && Object.keys(value).length === 0
    ? unfit(value, "at least one label, such as { app: 'api' }: Loki refuses to query all streams")
    : matchesShape(value);

/** A pattern, or `not` of one. */
export const patternShape: Shape = (value) =>
  value instanceof RegExp || (isRecord(value) && value.not instanceof RegExp)
    ? undefined
    : wrong(value, 'a regular expression, such as /timeout/, or { not: /timeout/ }');

/** A field of a line, as LogQL names it. */
export const fieldShape = matching(/^[A-Za-z_]\w*$/, 'a name of letters, digits and _');

export const operatorShape = choice('==', '!=', '>', '>=', '<', '<=');
export const convertShape = choice('duration', 'bytes');

/** A number, a duration or a size. */
export const boundShape: Shape = (value) =>
  (typeof value === 'number' && Number.isFinite(value)) ||
  (typeof value === 'string' && /^-?[\d.]+\s?[a-zA-Zµ]*$/.test(value))
    ? undefined
    : wrong(value, "a number, a duration such as '1s', or a size such as '20KB'");

/** A range in Loki's syntax, or a Grafana variable for one. */
export const rangeShape: Shape = (value) =>
  typeof value === 'string' && (/^\$/.test(value) || /^(\d+(\.\d+)?(ns|us|µs|ms|[smhdwy]))+$/.test(value))
    ? undefined
    : wrong(value, 'a duration such as 5m');

/** Lines, and series computed from them. */
export const linesShape: Shape = (value) =>
  isRecord(value) && typeof value.logql === 'string'
    ? undefined
    : wrong(value, 'a LogQL query: logql.stream({ … }), or series computed from it');

export const groupingShape = options<{ by?: readonly string[] }>({ by: list(text) });
