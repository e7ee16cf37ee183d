/** All alerts: of the router, of the SDB agent, and whether anything answers at all. */

export * from './alerts/router.js';
export * from './alerts/sdb.js';
export * from './alerts/targets.js';
