/** What is watched, by the part of the system that it tells about. */
export * from './signals/router.js';
export * from './signals/sdb.js';
export * from './signals/system.js';
export * from './signals/targets.js';
