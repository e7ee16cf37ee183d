/** Metrics of the marketplace and its platform, by source. */
export * from './metrics/application.js';
export * from './metrics/data-stores.js';
export * from './metrics/platform.js';
