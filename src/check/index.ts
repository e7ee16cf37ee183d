export type { Check, Visitors } from './check.js';
export { checkScenarios } from './check-scenarios.js';
export type { Finding, Level } from './finding.js';
export type { ParsingEngine } from './parsing-engine.js';
export { checks } from './registry.js';
export { type Locate, type ReportFormat, type ReportOptions, report, reportFormats } from './report/index.js';
export { checkArtifacts, startArtifactChecks } from './run/check-artifacts.js';
export { checkBundles } from './run/check-bundles.js';
export type { Backend, CheckOptions, TeamCheck } from './settings.js';
