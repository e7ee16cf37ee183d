export * from './promql/index.js';
