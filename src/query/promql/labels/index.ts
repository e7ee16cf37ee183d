export * from './aggregation.js';
export * from './binary.js';
export * from './call.js';
export * from './label-flow.js';
export * from './matcher.js';
export * from './metric.js';
export * from './of-node.js';
