export { type BundleDifference, compareOutputs } from './compare.js';
export { changelogEntry, differenceMarkdown } from './markdown.js';
export { readOutput } from './output.js';
export { folderFiles, revisionFiles, revisionFolder, SourceError } from './source.js';
export { differenceText } from './text.js';
