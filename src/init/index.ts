/** Starts a project or a bundle: definitions that build, with an alert that is proven. */
export { type CiSystem, newBundle, newDefinitions, newPipeline, newProject } from './project.js';
export {
  type Commands,
  commands,
  manifestIn,
  type PackageManager,
  type Surroundings,
  surroundingsOf,
} from './surroundings.js';
export { writeNew } from './write-new.js';
