/** All alerts, in the order of the rule file: those of the diff pipeline first. */
export * from './alerts/diff-pipeline.js';
export * from './alerts/gateway.js';
export * from './alerts/isolation.js';
export * from './alerts/queues.js';
export * from './alerts/sdk.js';
