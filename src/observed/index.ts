/** What exporters, servers and conventions say of metrics, in one form. */
export { readExposition } from './exposition.js';
export type {
  BrokenLine,
  Labels,
  MetricDescription,
  MetricsPage,
  ObservedSeries,
  ObservedValues,
} from './model.js';
export { type ServerBuild, type ServerRule, serverBuild, serverRules } from './running.js';
export { type Registry, type RegistryFile, readRegistry } from './semantic-conventions.js';
export { mostSeries, SeriesCollector } from './series.js';
export {
  currentCounts,
  describeSeries,
  type FamilyMetadata,
  metadataOf,
  type Run,
  type ServerApi,
  selectorOf,
  seriesNames,
  seriesOf,
  serverMetadata,
  serverTime,
  targetLabelsOf,
  vectorOf,
  type Window,
} from './server.js';
export { unitOfWord } from './units.js';
export { helpOfName, unitOfName } from './words.js';
