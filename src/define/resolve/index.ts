export { panelsOf, resolveBundle } from './bundle.js';
export { panelsIn } from './layout.js';
export type * from './resolved.js';
export { ruleMatchers } from './rules.js';
