/** The signals, by part of the system. */
export * from './signals/gateway.js';
export * from './signals/models.js';
export * from './signals/spend.js';
export * from './signals/targets.js';
