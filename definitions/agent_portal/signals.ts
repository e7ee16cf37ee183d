/** What is watched, by the part of the system that it tells about. */
export * from './signals/gateway.js';
export * from './signals/models.js';
export * from './signals/spend.js';
export * from './signals/targets.js';
