/**
 * Ready-made parts: metrics of well-known exporters, signals and panels on them, alerts with their proofs.
 *
 * @module
 */
export * from '../definitions/library/index.js';
