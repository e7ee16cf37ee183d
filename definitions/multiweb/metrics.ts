/** What the marketplace and everything below it exposes, by where it comes from. */
export * from './metrics/application.js';
export * from './metrics/data-stores.js';
export * from './metrics/platform.js';
