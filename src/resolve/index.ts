export { panelsIn } from '../define/dashboards/sections.js';
export {
  groupingOf,
  matcherText,
  type RoutingFields,
  routingFields,
  timeIntervalFields,
} from './alertmanager-fields.js';
export { panelsOf, resolveBundle } from './bundle.js';
export { narrowedTo, type ResolvedEnvironment, resolveEnvironments } from './environments.js';
export type { AlertInhibition, ResolvedInhibition } from './inhibitions.js';
export { type Placed, type PlacedPanel, type PlacedRow, place } from './layout.js';
export { ruleMatchers } from './narrowing.js';
export { once, oncePer } from './once.js';
export type * from './resolved.js';
export {
  type ResolvedRoute,
  type ResolvedRouting,
  resolveRouting,
} from './routing.js';
export { ruleGroups } from './rules.js';
export {
  type ExampleAlert,
  type LabelledAlert,
  type RoutedBundle,
  routedBundles,
  routeOfAll,
  routingClashes,
  type SharedRouting,
  sharedRouting,
} from './shared-routing.js';
export { queriesOf, signalsOn } from './shown.js';
