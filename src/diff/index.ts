export type { Change } from './change.js';
export { type BundleDifference, compareOutputs } from './compare.js';
export { compareDashboards, comparePanels, type PanelComparison } from './dashboards.js';
export { changelogEntry, differenceMarkdown, markdownText } from './markdown.js';
export { type BundleOutput, readOutput } from './output.js';
export { compareRules } from './rules.js';
export { folderFiles, revisionFiles, revisionFolder, SourceError } from './source.js';
export { differenceText, sentence } from './text.js';
export type { Data } from './values.js';
