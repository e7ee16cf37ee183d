/**
 * What is packaged and versioned together: the table of contents of a folder of definitions.
 *
 * @module
 */
export { DefinitionError } from '../catalog/index.js';
export {
  type Bundle,
  type BundleOptions,
  type BundleUrls,
  bundle,
  type GroupOptions,
  type MetricNaming,
  type PrometheusVersion,
  type RuleGroup,
  type RuleGroupOptions,
  ruleGroup,
  type Suppression,
} from '../define/index.js';
