/**
 * Dashboards: rows, columns, links, annotations.
 *
 * @module
 */
export {
  type AlertAnnotation,
  type Annotation,
  type AnnotationOptions,
  type AutoGrid,
  annotation,
  type Column,
  type ColumnOptions,
  column,
  type Dashboard,
  type DashboardLink,
  type DashboardOptions,
  dashboard,
  type GrafanaAnnotation,
  type LogAnnotation,
  linkTo,
  type PanelOrColumn,
  type PanelPosition,
  type QueryAnnotation,
  type RawAnnotation,
  type Row,
  type RowOptions,
  row,
  type ShowCondition,
  type ShowConditions,
  type Tab,
  type TabOptions,
  type TagLink,
  type TimePicker,
  tab,
} from '../define/index.js';
