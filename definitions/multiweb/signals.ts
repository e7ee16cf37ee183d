/** What is watched, by the part of the system that it tells about. */
export * from './signals/business.js';
export * from './signals/cache.js';
export * from './signals/databases.js';
export * from './signals/latency.js';
export * from './signals/requests.js';
export * from './signals/resources.js';
