export type { Check, Visitors } from './check.js';
export { checkLive, type LiveDefinitions, type LiveEngine, liveDefinitions } from './check-live.js';
export { checkScenarios, checkScenariosOf } from './check-scenarios.js';
export { type BundleOutline, keptOutline } from './collect/outline.js';
export type { Finding, Level } from './finding.js';
export type { Evidence, RunningDashboard, RunningGrafana, RunningRule } from './live/evidence.js';
export { evidenceOfPages } from './live/evidence-of-pages.js';
export { brokenWithout } from './live/lost-label.js';
export { renamedTo } from './live/similar-metric.js';
export { affectedBy, affectedText, type LiveBundle, readersOf } from './live/uses.js';
export { counted } from './names.js';
export type { ParsingEngine } from './parsing-engine.js';
export { checks } from './registry.js';
export {
  findingsData,
  type Locate,
  type ReportFormat,
  type ReportOptions,
  report,
  reportFormats,
} from './report/index.js';
export { allTogether } from './run/all-together.js';
export { type ArtifactChecks, checkArtifacts, startArtifactChecks } from './run/check-artifacts.js';
export {
  type BesideOthers,
  type CheckedBundle,
  checkBundle,
  checkBundles,
  checkTogether,
} from './run/check-bundles.js';
export type { Backend, CheckOptions, CustomCheck } from './settings.js';
export type { Suppressed } from './suppression/suppress.js';
