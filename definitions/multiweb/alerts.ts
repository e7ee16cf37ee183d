/** All alerts: pages and tickets. */
export * from './alerts/requests.js';
export * from './alerts/saturation.js';
