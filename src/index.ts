/** Everything that a definition imports; types alone of what a build does with it. */
export * from './catalog/index.js';
export type { CheckOptions, Finding, Level, TeamCheck } from './check/index.js';
export * from './define/index.js';
export * from './prove/scenario/index.js';
export * from './query/index.js';
