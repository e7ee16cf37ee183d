import {
  fields,
  flag,
  jsonObject as json,
  optionsFrom,
  required,
  type Shape,
  unfit,
  validate,
  wrong,
} from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import { type DataSource, dataSource } from './datasource.js';
import { type CommonQueryOptions, commonQueryFields } from './query-fields.js';

/** A query of any data source, as Grafana's JSON. */
export interface RawQuery extends CommonQueryOptions {
  readonly language: 'raw';
  readonly source: DataSource;
  readonly json: Readonly<Record<string, unknown>>;
}

/** Options of `rawQuery`. */
export interface RawQueryOptions extends CommonQueryOptions {
  /** Data source to query. */
  readonly source: DataSource;
  /** Grafana's query, without `refId` and `datasource`. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** Reference to a panel by identity. */
export interface PanelReference {
  readonly type: string;
  readonly options: { readonly title: string };
}

/** A query of Grafana's data source `-- Dashboard --`: the results of another panel of the same dashboard. */
export interface DashboardQuery extends CommonQueryOptions {
  readonly language: 'panel';
  readonly panel: PanelReference | number;
  readonly withTransforms?: boolean;
}

/** Options of `dashboardQuery`. */
export interface DashboardQueryOptions extends CommonQueryOptions {
  /** Applies the transformations of that panel. @default false */
  readonly withTransforms?: boolean;
}

const rawShape = optionsFrom(
  fields<RawQueryOptions>({ ...commonQueryFields, source: required(dataSource), json: required(json) }),
);
const dashboardQueryShape = optionsFrom(
  fields<DashboardQueryOptions>({ ...commonQueryFields, withTransforms: flag }),
);
export const panelReference: Shape = (value) => {
  if (typeof value === 'number')
    return Number.isInteger(value) && value > 0 ? undefined : unfit(value, 'the id of a panel');
  return isRecord(value) && isRecord(value.options) && 'place' in value && value.type !== 'dashboard'
    ? undefined
    : wrong(value, 'a panel of the dashboard, or its id');
};

/** A query of a data source that has no function of its own, such as SQL or CloudWatch, as Grafana's JSON. */
export function rawQuery(options: RawQueryOptions): RawQuery {
  validate(rawShape, options, 'rawQuery', rawQuery);
  return { language: 'raw', ...options };
}

/**
 * The results of another panel of the dashboard (Grafana's data source `-- Dashboard --`), without querying the data
 * source again.
 *
 * @param panel the panel, or its id
 * @throws DefinitionError for anything but a panel or an id
 */
export function dashboardQuery(
  panel: PanelReference | number,
  options: DashboardQueryOptions = {},
): DashboardQuery {
  validate(panelReference, panel, 'dashboardQuery', dashboardQuery);
  validate(dashboardQueryShape, options, 'dashboardQuery', dashboardQuery);
  return { language: 'panel', panel, ...options };
}
