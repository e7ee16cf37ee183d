/**
 * Typed TraceQL.
 *
 * @module
 */
export {
  type SpanDuration,
  type SpanMatch,
  type SpanMatches,
  type Spans,
  type TraceExpression,
  traceql,
} from '../query/index.js';
