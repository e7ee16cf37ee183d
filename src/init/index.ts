/** Starts a project or a bundle: definitions that build, with an alert that is proven. */
export { type CiSystem, newBundle, newProject } from './project.js';
export { FileExistsError, writeNew } from './write-new.js';
