export { panelsOf, resolveBundle } from './bundle.js';
export type * from './resolved.js';
export { ruleMatchers } from './rules.js';
