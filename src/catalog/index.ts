export { boundMatcher, boundText } from './bucket-bound.js';
export * from './catalog.js';
export { DefinitionError } from './definition-error.js';
export * from './metric.js';
export { capturePlaces, type Place, placeOf } from './place.js';
export { toRe2 } from './regular-expression.js';
export * from './selector.js';
