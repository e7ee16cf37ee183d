/** What a scenario is written with. Imports nothing of the engine: definitions pay nothing for proofs. */
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
  type Approximately,
  approx,
  type Expectation,
  type SampleExpectation,
  type TextMatch,
} from './expectation.js';
export {
  type Distribution,
  type HistogramShape,
  type ObservedPart,
  observing,
  type Share,
  unobserved,
} from './histogram-shape.js';
export type { Level } from './level.js';
export type { Presence } from './presence.js';
export { scenario } from './scenario.js';
export type { AnyShape, ScenarioSeries } from './series.js';
export type { AnyScenario, Expected, Scenario, ScenarioOptions, Which } from './story.js';
export type { RateUnit, Span } from './time.js';
export {
  constant,
  daily,
  jump,
  ramp,
  spike,
  timestampAged,
  timestampStuck,
  type ValueShape,
  wave,
} from './value-shape.js';
