import type * as v2 from '@grafana/grafana-foundation-sdk/dashboardv2';
import type { Plain } from '../../../grafana/index.js';

/** Parts of a dashboard of version v2, as the SDK types them and JSON has them. */
export type DashboardV2 = Plain<v2.Dashboard>;
export type Element = Plain<v2.Element>;
export type Layout = DashboardV2['layout'];
export type GridLayout = Plain<v2.GridLayoutKind>;
export type AutoGridLayout = Plain<v2.AutoGridLayoutKind>;
export type RowsLayoutRow = Plain<v2.RowsLayoutRowKind>;
export type Conditional = Plain<v2.ConditionalRenderingGroupKind>;
export type DataQuery = Plain<v2.DataQueryKind>;
export type VariableV2 = Plain<v2.VariableKind>;
export type AnnotationV2 = Plain<v2.AnnotationQueryKind>;
