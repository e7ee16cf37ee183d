export { compareRunning, type Running } from './against.js';
export { comparable, panelsIn, wordsFor } from './comparable.js';
export { FolderError, type WantedFolder } from './folders.js';
export type { BuiltDashboard } from './plan.js';
export { type PulledDashboard, pull, pullText } from './pull.js';
export { type PushOptions, push } from './push.js';
export { hasFailed, type PushReport, pushJson, pushMarkdown, pushText } from './report.js';
export {
  type BuildDefinitions,
  type BuiltDefinitions,
  type BuiltSource,
  type ChangedFile,
  type Position,
  type TakenOver,
  takeOver,
  writeTakenOver,
} from './take-over/index.js';
