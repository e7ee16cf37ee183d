import { type Place, placeOf } from '../../catalog/index.js';
import { closed } from '../../catalog/misses.js';
import {
  choice,
  fields,
  flag,
  isRecord,
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
  validate,
  whole,
  written,
  wrong,
} from '../../catalog/shape/index.js';
import {
  type FieldOptions,
  type GridPoint,
  gridPoint,
  isPanelType,
  type Link,
  linkShape,
  type Override,
  type PanelType,
  type PanelTypeOptions,
  panelTypes,
} from '../../grafana/index.js';
import { grafanaTime, suppressions } from '../shapes.js';
import { nothingSuppressed, type Suppressible, type Suppression } from '../suppression.js';
import { type DataSource, dataSource } from './datasource.js';
import type { Shown } from './query.js';
import { conditionsShape, type ShowConditions } from './show-when.js';

/** A transformation by Grafana's id, with its options. */
export interface Transformation {
  readonly id: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Options of panels of all types. */
export interface CommonPanelOptions extends Suppressible {
  readonly title: string;
  readonly description?: string;
  /** One or more signals or queries. */
  readonly show?: Shown | readonly Shown[];
  /** Where its queries ask that do not say it: one data source, or one for each type. @default the dashboard's */
  readonly source?: DataSource | readonly DataSource[];
  /** Width in columns: 1 to 24. @default depends on the type: 12 for graphs, 6 for single values */
  readonly width?: number;
  /** Height in grid rows of 30 pixels. @default depends on the type: 8 for graphs, 4 for single values */
  readonly height?: number;
  /** Its upper left corner in the row, or on a dashboard without rows. @default it follows what is before it */
  readonly at?: GridPoint;
  /** Panel id, unique on the dashboard: 1 to 2147483647. @default one that follows from its key */
  readonly id?: number;
  /**
   * What its id follows from in place of the titles of its row and its own, unique on the dashboard: a panel that is
   * renamed or moved to another row keeps its id, and links to it lead to it.
   */
  readonly key?: string;
  readonly transformations?: readonly Transformation[];
  readonly links?: readonly Link[];
  /** Name of a variable: the panel is repeated for each of its values. */
  readonly repeat?: string;
  /** Repeated panels side by side (`h`) or one below the other (`v`). @default h */
  readonly repeatDirection?: 'h' | 'v';
  /** Maximum of repeated panels per line: 1 to 24. @default as many as fit, up to 4 */
  readonly maxPerRow?: number;
  /** When it is shown, where it is in an auto grid of version v2. @default always */
  readonly showWhen?: ShowConditions;
  /** Minimum interval between two points, such as `1m`. */
  readonly interval?: string;
  /** Maximum of data points per series: 1 to 1000000. @default the width of the panel in pixels */
  readonly maxDataPoints?: number;
  /** Relative time range of this panel, such as `1h`. */
  readonly timeFrom?: string;
  /** Time shift of this panel into the past, such as `1d`. */
  readonly timeShift?: string;
  /** Hides the time range in the corner of the panel. @default false */
  readonly hideTimeOverride?: boolean;
  /** Transparent background. @default false */
  readonly transparent?: boolean;
  /** The reason why the panel uses a fixed window instead of `$__rate_interval`; suppresses `dash/rate-interval`. */
  readonly fixedRange?: string;
}

/** The options of a panel of a type. */
export type PanelOptions<Type extends PanelType = PanelType> = CommonPanelOptions & PanelTypeOptions[Type];

/** A field override of any panel type. */
export type AnyOverride = Override<FieldOptions>;

/** Options as read by code for all types: those of fields exist only if the type has fields. */
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

/** A panel as Grafana's own JSON, for types without a builder. Id, position and title are still set by Dashwright. */
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
        'a signal, or what query(), logs() or traces() gives: wrap an expression in query(…) or signal({ … })',
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

const rawShape = optionsOf<RawOptions>({ ...own, json: required(json) });

function raw(options: RawOptions): RawPanel {
  const place = placeOf(raw);
  validate(rawShape, options, 'panel.raw', place);
  const { json: content, suppress = nothingSuppressed, ...rest } = options;
  return { type: 'raw', options: rest, json: content, suppress, place };
}
