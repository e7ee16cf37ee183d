/**
 * Rules that record an expression as a new metric.
 *
 * @module
 */
export { type AnyRecordingRule, type RecordingOptions, type RecordingRule, record } from '../define/index.js';
