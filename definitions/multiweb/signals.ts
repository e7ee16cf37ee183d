/** The signals, by part of the system. */
export * from './signals/business.js';
export * from './signals/cache.js';
export * from './signals/databases.js';
export * from './signals/latency.js';
export * from './signals/requests.js';
export * from './signals/resources.js';
