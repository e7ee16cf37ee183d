import { type Place, placeOf } from '../../catalog/index.js';
import { closed } from '../../catalog/misses.js';
import {
  choice,
  fields,
  fitting,
  flag,
  jsonObject as json,
  list,
  name,
  number,
  optionsFrom,
  options as optionsOf,
  required,
  type Shape,
  several,
  text,
  unfit,
  validate,
  whole,
  within,
  written,
  wrong,
} from '../../catalog/shape/index.js';
import {
  type FieldOptions,
  gridPoint,
  isPanelType,
  type Link,
  linkShape,
  type Override,
  type PanelPosition,
  type PanelType,
  type PanelTypeOptions,
  panelTypes,
} from '../../grafana/index.js';
import { isRecord } from '../../plain.js';
import { grafanaTime, suppressions } from '../shapes.js';
import { nothingSuppressed, type Suppressible, type Suppression } from '../suppression.js';
import { type DataSource, dataSource } from './datasource.js';
import type { PanelContent } from './query.js';
import { conditionsShape, type ShowConditions } from './show-when.js';

/** A transformation, by Grafana's id. */
export interface Transformation {
  /** Id of the transformation, such as `organize`. */
  readonly id: string;
  /** Options of the transformation, as Grafana's JSON. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Options of panels of all types. */
export interface CommonPanelOptions extends Suppressible {
  /** Title of the panel. */
  readonly title: string;
  /** Description of the panel. @default the description of the signal that it shows */
  readonly description?: string;
  /** Signals or queries to show. */
  readonly show?: PanelContent | readonly PanelContent[];
  /** Default data source of its queries: one, or one per type. @default the dashboard's */
  readonly source?: DataSource | readonly DataSource[];
  /** Width in columns: 1 to 24. @default by panel type: 12 for graphs, 6 for single values */
  readonly width?: number;
  /** Height in grid units of 30 pixels: 1 to 1000. @default by panel type: 8 for graphs, 4 for single values */
  readonly height?: number;
  /**
   * Position of the upper left corner, relative to the row or to a dashboard without rows.
   *
   * @default after the previous panel
   */
  readonly at?: PanelPosition;
  /** Panel id, unique on the dashboard: 1 to 2147483647. @default derived from `key` */
  readonly id?: number;
  /**
   * Key that the panel id is derived from, unique on the dashboard. With a key, the id and links to the panel stay the
   * same when the panel is renamed or moved to another row.
   *
   * @default the titles of the row and the panel
   */
  readonly key?: string;
  /** Transformations, in order. */
  readonly transformations?: readonly Transformation[];
  /** Links of the panel. */
  readonly links?: readonly Link[];
  /** Name of a variable: the panel is repeated for each selected value. */
  readonly repeat?: string;
  /** Direction of repeated panels: side by side (`h`) or stacked (`v`). @default h */
  readonly repeatDirection?: 'h' | 'v';
  /** Maximum number of repeated panels per row: 1 to 24. @default as many as fit, up to 4 */
  readonly maxPerRow?: number;
  /** Condition for showing the panel, in an auto grid of version v2. @default always shown */
  readonly showWhen?: ShowConditions;
  /** Minimum interval between two points, such as `1m`. @default the scrape interval of the data source */
  readonly interval?: string;
  /** Maximum number of data points per series: 1 to 1000000. @default the width of the panel in pixels */
  readonly maxDataPoints?: number;
  /** Relative time range of the panel, such as `1h`. @default the dashboard's time range */
  readonly timeFrom?: string;
  /** Time shift of the panel into the past, such as `1d`. @default none */
  readonly timeShift?: string;
  /** Hides the time range of the panel in its corner. @default false */
  readonly hideTimeOverride?: boolean;
  /** Makes the background transparent. @default false */
  readonly transparent?: boolean;
  /** Reason why the panel uses a fixed window instead of `$__rate_interval`; suppresses `dash/rate-interval`. */
  readonly fixedRange?: string;
}

/** The options of a panel by type. */
export type PanelOptions<Type extends PanelType = PanelType> = CommonPanelOptions & PanelTypeOptions[Type];

/** A field override of any panel type. */
export type AnyOverride = Override<FieldOptions>;

/** Options as read by code for all types; those of fields exist only if the type has fields. */
export interface AnyPanelOptions extends CommonPanelOptions, FieldOptions, Readable {}

interface Readable {
  readonly overrides?: readonly AnyOverride[];
  readonly json?: Readonly<Record<string, unknown>>;
}

/** A panel as data. */
export interface Panel<Type extends PanelType = PanelType> {
  readonly type: Type;
  readonly options: PanelOptions<Type>;
  readonly suppress: readonly Suppression[];
  readonly place: Place;
}

/** A panel as Grafana's JSON, for types without a function. Dashwright still sets id, position and title. */
export interface RawPanel {
  readonly type: 'raw';
  readonly options: Pick<
    CommonPanelOptions,
    'title' | 'description' | 'width' | 'height' | 'at' | 'id' | 'key' | 'repeat'
  >;
  readonly json: Readonly<Record<string, unknown>>;
  readonly suppress: readonly Suppression[];
  readonly place: Place;
}
/** A panel of any type. */
export type AnyPanel = Panel | RawPanel;

const shown: Shape = (value) =>
  isRecord(value) && (value.type === 'signal' || 'language' in value)
    ? undefined
    : wrong(
        value,
        'a signal, or the result of query(), logs() or traces(): wrap an expression in query(…) or signal({ … })',
      );

const own = {
  title: required(text),
  description: text,
  width: number(),
  height: number(),
  at: gridPoint,
  id: number(),
  key: name,
  repeat: name,
  suppress: suppressions,
};

const commonShapes = fields<CommonPanelOptions>({
  ...own,
  show: written(several(shown)),
  source: several(dataSource),
  transformations: list(optionsOf<Transformation>({ id: required(name), options: json })),
  links: list(linkShape),
  repeatDirection: choice('h', 'v'),
  maxPerRow: whole(1, 24),
  showWhen: conditionsShape,
  interval: grafanaTime,
  maxDataPoints: whole(1, 1_000_000),
  timeFrom: grafanaTime,
  timeShift: grafanaTime,
  hideTimeOverride: flag,
  transparent: flag,
  fixedRange: text,
});

type PanelFunctions = { readonly [Type in PanelType]: (options: PanelOptions<Type>) => Panel<Type> };

function panelOf<Type extends PanelType>(type: Type): (options: PanelOptions<Type>) => Panel<Type> {
  const shape = optionsFrom({ ...commonShapes, ...panelTypes[type].shapes, json });
  const make = (options: PanelOptions<Type>): Panel<Type> => {
    const place = placeOf(make);
    validate(shape, options, `panel.${type}`, place);
    const { suppress = nothingSuppressed } = options;
    return { type, options, suppress, place };
  };
  return make;
}

/**
 * One function per panel type.
 *
 * @example panel.timeseries({ title: 'Error ratio', show: errorRatio })
 */
export const panel: PanelFunctions & { readonly raw: typeof raw } = closed('panel', 'type', {
  ...(Object.fromEntries(
    Object.keys(panelTypes)
      .filter(isPanelType)
      .map((type) => [type, panelOf(type)]),
  ) as unknown as PanelFunctions),
  raw,
});

type RawOptions = RawPanel['options'] & { readonly json: RawPanel['json'] } & Suppressible;

/** Grafana shows an error for a panel without a type; a library panel has its type in the library. */
const rawJson = fitting(json, ({ type, libraryPanel }) =>
  libraryPanel !== undefined || (typeof type === 'string' && type.trim() !== '')
    ? []
    : within('type', unfit(type, "the id of a panel type, such as 'timeseries'")),
);
const rawShape = optionsOf<RawOptions>({ ...own, json: required(rawJson) });

function raw(options: RawOptions): RawPanel {
  const place = placeOf(raw);
  validate(rawShape, options, 'panel.raw', place);
  const { json: content, suppress = nothingSuppressed, ...rest } = options;
  return { type: 'raw', options: rest, json: content, suppress, place };
}
