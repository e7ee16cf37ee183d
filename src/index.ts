/**
 * Everything that definitions import; scenarios import `dashwright/testing` too, and what is ready-made is in
 * `dashwright/library`. A file of api/ for each concept.
 */
export * from './api/alerts.js';
export * from './api/bundle.js';
export * from './api/checks.js';
export * from './api/dashboards.js';
export * from './api/deployment.js';
export * from './api/environments.js';
export * from './api/log-rules.js';
export * from './api/logql.js';
export * from './api/metrics.js';
export * from './api/objectives.js';
export * from './api/panel-options.js';
export * from './api/panels.js';
export * from './api/promql.js';
export * from './api/recording-rules.js';
export * from './api/routing.js';
export * from './api/signals.js';
export * from './api/traceql.js';
export * from './api/variables.js';
