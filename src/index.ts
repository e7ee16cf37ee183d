/** Everything that a definition imports. */
export * from './catalog/index.js';
export * from './define/index.js';
export * from './prove/scenario/index.js';
export * from './query/index.js';
