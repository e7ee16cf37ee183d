/** The signals, by part of the system. */
export * from './signals/diff.js';
export * from './signals/gateway.js';
export * from './signals/isolation.js';
export * from './signals/queues.js';
export * from './signals/sdk-cache.js';
export * from './signals/sdk-nodes.js';
