export * from './logql/index.js';
export * from './promql/index.js';
export * from './traceql/index.js';
