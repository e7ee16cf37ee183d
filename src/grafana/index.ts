/** Everything specific to Grafana that more than one step of a build uses. */
export {
  type AnnotationData,
  annotationKeys,
  annotationSettings,
  grafanaAnnotations,
} from './annotation-data.js';
export {
  type DashboardData,
  dashboardKeys,
  dashboardSettings,
  type RowData,
  rowKeys,
  rowSettings,
} from './dashboard-data.js';
export {
  builtInDatasources,
  type DataSourceReference,
  dashboardDatasource,
  datasourceVariables,
  expressionDatasource,
  type Language,
  languageOfPlugin,
  languageOfVariable,
  languages,
  languageTitles,
  mayRead,
  mixedDatasource,
  variableNameOf,
} from './data-sources.js';
export {
  type Comparison,
  comparisons,
  expressionModel,
  idsInFormula,
  type Operation,
  type Reducer,
  rangeComparisons,
  reducers,
  referencesOf,
} from './expressions.js';
export {
  graphSize,
  gridColumns,
  gridPoint,
  highest,
  largestPanelId,
  type PanelPosition,
  type PanelSize,
  rowHeadingHeight,
} from './grid.js';
export { type LinkData, type LinkIcon, linkIcons, linkKeys, linkSettings } from './link-data.js';
export { dashboardPath, pathInContext } from './links.js';
export { builtInVariables, durationMacros, macros, numberMacros, rateInterval } from './macros.js';
export { merged } from './merge.js';
export type { Calculation } from './options/calculation.js';
export { type Color, colorConfig } from './options/color.js';
export { type FieldOptions, fieldConfig, fieldProperties } from './options/fields.js';
export { type Link, linkFields, linkShape, linksConfig } from './options/link.js';
export { mappingsConfig, type ValueMapping } from './options/mappings.js';
export type { Override, OverrideMatch } from './options/overrides.js';
export type { ThresholdOptions, ThresholdStep, Thresholds } from './options/thresholds.js';
export { thresholdsConfig, thresholdsLongForm } from './options/thresholds.js';
export { panelId } from './panel-id.js';
export {
  type PanelDefaults,
  panelDefaultsShape,
  sizeByLevels,
  usesOwnDefaults,
  withDefaults,
  withLevels,
} from './panel-types/defaults.js';
export {
  isPanelType,
  type PanelType,
  type PanelTypeOptions,
  panelTypes,
  settingsOf,
} from './panel-types/index.js';
export { leavesOf, settingsOfOptions } from './panel-types/option-settings.js';
export type * from './panel-types/option-types.js';
export { type FieldProperty, propertiesOfOverride } from './panel-types/override.js';
export type { PanelContents } from './panel-types/panel-type.js';
export {
  type LogQueryData,
  type MetricQueryData,
  queryKeys,
  querySettings,
  type TraceQueryData,
} from './query-data.js';
export {
  appearanceOf,
  type PanelReader,
  panelReader,
  type Reading,
  type ReadPanel,
  typeOfPlugin,
} from './read/panel.js';
export { refIdAt } from './ref-id.js';
export type { AnyPanelBuilder, PanelSdk, Plain } from './sdk.js';
export {
  type VariableData,
  type VariableHide,
  type VariableRefresh,
  type VariableSort,
  variableHides,
  variableKeys,
  variableRefreshes,
  variableSettings,
  variableSorts,
} from './variable-data.js';
export {
  parseVariableQuery,
  speaksPromql,
  type VariableQuery,
  variableQueryModel,
} from './variable-query.js';
export { hidesOfV2, refreshesOfV2, sortsOfV2 } from './variable-values.js';
