export type { Check, Visitors } from './check.js';
export { checkArtifacts, startArtifactChecks } from './check-artifacts.js';
export { checkBundles, type ParsingEngine } from './check-bundles.js';
export { checkScenarios } from './check-scenarios.js';
export type { Finding, Level } from './finding.js';
export { checks } from './registry.js';
export { type Locate, type ReportFormat, type ReportOptions, report, reportFormats } from './report/index.js';
export type { Backend, CheckOptions, TeamCheck } from './settings.js';
