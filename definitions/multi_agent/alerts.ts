/** All alerts: of the router, of the SDB agent, and of availability. */

export * from './alerts/router.js';
export * from './alerts/sdb.js';
export * from './alerts/targets.js';
