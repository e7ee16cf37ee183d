/** Dashboards: rows, links, annotations. */
export {
  type AlertAnnotation,
  type Annotation,
  annotation,
  type Dashboard,
  type DashboardLink,
  type DashboardOptions,
  dashboard,
  linkTo,
  type QueryAnnotation,
  type Row,
  type RowOptions,
  row,
  type TagLink,
} from '../define/index.js';
