export { findBundles } from './find.js';
export {
  type LoadedBundle,
  type LoadedDefinitions,
  loadDefinitions,
  mistakeFinding,
  UsageError,
} from './load.js';
export type { Locate, SourcePosition } from './source-position.js';
