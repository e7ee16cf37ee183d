/**
 * Titled, typed expressions that panels show, rules record and alerts bound.
 *
 * @module
 */
export {
  type AnySignal,
  type Legend,
  type LegendLabels,
  type Signal,
  type SignalOptions,
  signal,
} from '../define/index.js';
