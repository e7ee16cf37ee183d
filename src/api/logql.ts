/**
 * Typed LogQL.
 *
 * @module
 */
export {
  type LogExpression,
  type LogLines,
  type LogOperator,
  type LogRange,
  type LogSeries,
  logql,
} from '../query/index.js';
