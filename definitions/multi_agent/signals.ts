/** The signals, by part of the system. */
export * from './signals/router.js';
export * from './signals/sdb.js';
export * from './signals/system.js';
export * from './signals/targets.js';
