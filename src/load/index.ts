export { UsageError } from '../errors/usage-error.js';
export { findBundles } from './find.js';
export { throwFinding } from './findings.js';
export {
  type LoadedBundle,
  type LoadedDefinitions,
  type LoadedPart,
  loadDefinitions,
  locateIn,
} from './load.js';
export { keepWatchingMemory, unwatchMemory } from './out-of-memory.js';
export { release } from './release.js';
export { sharedOnce } from './shared-once.js';
export type { Locate, SourcePosition } from './source-position.js';
export { isOfDefinitions } from './thrown.js';
export { checkTypes } from './types/check-types.js';
