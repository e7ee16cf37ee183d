import {
  fields,
  flag,
  isRecord,
  jsonObject as json,
  optionsFrom,
  required,
  type Shape,
  unfit,
  validate,
  wrong,
} from '../../catalog/shape/index.js';
import { type DataSource, dataSource } from './datasource.js';
import { type CommonQueryOptions, commonQueryFields } from './query-fields.js';

/** A query of any data source, as Grafana's own JSON. */
export interface OtherQuery extends CommonQueryOptions {
  readonly language: 'raw';
  readonly source: DataSource;
  readonly json: Readonly<Record<string, unknown>>;
}

export interface RawQueryOptions extends CommonQueryOptions {
  readonly source: DataSource;
  /** Grafana's query, other than its id and its data source. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** A panel; only its identity matters here. */
export interface PanelReference {
  readonly type: string;
  readonly options: { readonly title: string };
}

/** The results of another panel of the same dashboard. */
export interface QueryOfPanel extends CommonQueryOptions {
  readonly language: 'panel';
  readonly panel: PanelReference | number;
  readonly withTransforms?: boolean;
}

export interface PanelQueryOptions extends CommonQueryOptions {
  /** As they are after the transformations of that panel. @default false */
  readonly withTransforms?: boolean;
}

const rawShape = optionsFrom(
  fields<RawQueryOptions>({ ...commonQueryFields, source: required(dataSource), json: required(json) }),
);
const panelQueryShape = optionsFrom(
  fields<PanelQueryOptions>({ ...commonQueryFields, withTransforms: flag }),
);
export const panelReference: Shape = (value) => {
  if (typeof value === 'number')
    return Number.isInteger(value) && value > 0 ? undefined : unfit(value, 'the id of a panel');
  return isRecord(value) && isRecord(value.options) && 'place' in value && value.type !== 'dashboard'
    ? undefined
    : wrong(value, 'a panel of the dashboard, or its id');
};

/** A query of a data source that has no function of its own here, such as SQL or CloudWatch. */
export function rawQuery(options: RawQueryOptions): OtherQuery {
  validate(rawShape, options, 'rawQuery', rawQuery);
  return { language: 'raw', ...options };
}

/** The results of another panel of the dashboard, which are asked for once. @param panel the panel, or its id */
export function panelQuery(panel: PanelReference | number, options: PanelQueryOptions = {}): QueryOfPanel {
  validate(panelReference, panel, 'panelQuery', panelQuery);
  validate(panelQueryShape, options, 'panelQuery', panelQuery);
  return { language: 'panel', panel, ...options };
}
