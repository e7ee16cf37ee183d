/** The functions and types for writing scenarios. Without the engine, so that definitions load fast. */
export { sloPeriodScenario, sloScenarios } from '../slo/index.js';
export {
  type CounterEvent,
  type CounterShape,
  eventsAt,
  firstEventAt,
  idle,
  rateOf,
} from './counter-shape.js';
export {
  type AlertExpectation,
  type ApproximateValue,
  approx,
  type Expectation,
  type RoutingExpectation,
  type RoutingSubject,
  type SampleExpectation,
  type TextMatch,
} from './expectation.js';
export {
  type Distribution,
  type HistogramShape,
  type Observations,
  observing,
  unobserved,
  type WeightedValue,
} from './histogram-shape.js';
export type { Level } from './level.js';
export type { SeriesLifetime } from './lifetime.js';
export { scenario } from './scenario.js';
export type { AnyShape, ScenarioSeries } from './series.js';
export type { CompoundDuration, RateUnit } from './time.js';
export type {
  AlertSelector,
  AnyScenario,
  ExpectedAlerts,
  InhibitedOptions,
  MutedOptions,
  NotifiedOptions,
  RoutedAlertSelector,
  Scenario,
  ScenarioOptions,
} from './types.js';
export {
  constant,
  daily,
  jump,
  ramp,
  spike,
  timestampAged,
  timestampIn,
  timestampStuck,
  type ValueShape,
  wave,
} from './value-shape.js';
export type { PromtoolSeries } from './written-series.js';
