/** What wakes somebody, and what waits for the morning. */
export * from './alerts/requests.js';
export * from './alerts/saturation.js';
