import { type Place, placeOf } from '../../catalog/index.js';
import { closed } from '../../catalog/misses.js';
import {
  anything,
  choice,
  chosenBy,
  flag,
  func,
  isRecord,
  list,
  name,
  number,
  options as optionsOf,
  record,
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
import { grafanaPattern, grafanaTime, json, suppressions, unit } from '../shapes.js';
import { nothingSuppressed, type Suppressible, type Suppression } from '../suppression.js';
import { type Link, linkShape } from './link.js';
import type { PanelBuilders, PanelType } from './panel-type.js';
import type { Shown } from './query.js';

export interface ThresholdStep {
  /** Lower end of the step; null for the step that starts at minus infinity. */
  readonly from: number | null;
  readonly color: string;
}

/** Text and colour in place of a value, a range of values, or nothing. */
export type ValueMapping =
  | { readonly value: string | number; readonly text?: string; readonly color?: string }
  | {
      readonly from: number | null;
      readonly to: number | null;
      readonly text?: string;
      readonly color?: string;
    }
  | { readonly pattern: string; readonly text?: string; readonly color?: string }
  | {
      readonly special: 'null' | 'nan' | 'empty' | 'true' | 'false';
      readonly text?: string;
      readonly color?: string;
    };

/** Field options for some series only. */
export interface Override {
  readonly match:
    | { readonly name: string }
    | { readonly pattern: string }
    | { readonly type: 'number' | 'string' | 'time' | 'boolean' }
    | { readonly query: string };
  /** Grafana's property ids and their values: `{ unit: 's', 'custom.lineWidth': 2 }`. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A transformation by Grafana's id, with its options. */
export interface Transformation {
  readonly id: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

export type Calculation =
  | 'last'
  | 'lastNotNull'
  | 'mean'
  | 'min'
  | 'max'
  | 'sum'
  | 'count'
  | 'range'
  | 'delta'
  | 'diff'
  | 'first'
  | 'stdDev';

export interface PanelOptions<Type extends PanelType = PanelType> extends Suppressible {
  readonly title: string;
  readonly description?: string;
  /** One or more signals or queries. */
  readonly show?: Shown | readonly Shown[];
  /** Columns of 24. @default by the panel's type: 12 for graphs, 6 for single values */
  readonly width?: number;
  /** Grid rows of 30 pixels. @default by the panel's type: 8 for graphs, 4 for single values */
  readonly height?: number;
  /** Panel id, unique on the dashboard. @default the position in the dashboard, from 1 */
  readonly id?: number;
  /** Grafana unit id. @default the first signal's */
  readonly unit?: string;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  /** Rising, the first from null. @default drawn from the alerts whose signal the panel shows */
  readonly thresholds?: readonly ThresholdStep[];
  readonly mappings?: readonly ValueMapping[];
  readonly overrides?: readonly Override[];
  readonly transformations?: readonly Transformation[];
  readonly links?: readonly Link[];
  /** Links on each point; may use `${__field.labels.x}` and `${__value.time}`. */
  readonly dataLinks?: readonly Link[];
  /** Where the legend stands and what it computes. @default list below for graphs */
  readonly legend?:
    | 'hidden'
    | 'list'
    | 'table'
    | { readonly as: 'list' | 'table'; readonly calculations: readonly Calculation[] };
  readonly stack?: 'normal' | 'percent';
  /** How a range is reduced to the value shown. @default lastNotNull */
  readonly reduce?: Calculation;
  /** Text shown where there is no value. */
  readonly noValue?: string;
  /** Name of the variable for each of whose values the panel is repeated. */
  readonly repeat?: string;
  readonly repeatDirection?: 'h' | 'v';
  /** Smallest distance of two points, such as `1m`. */
  readonly interval?: string;
  readonly maxDataPoints?: number;
  /** Time range of the panel's own, such as `1h`. */
  readonly timeFrom?: string;
  readonly timeShift?: string;
  readonly transparent?: boolean;
  /** Markdown of a text panel. */
  readonly markdown?: string;
  /** Why the panel keeps a fixed range where others follow the time range's rate interval. */
  readonly fixedRange?: string;
  /** Hands over the SDK's builder for any option that has no short form here. */
  readonly configure?: (builder: PanelBuilders[Type]) => void;
}

export interface Panel {
  readonly type: PanelType;
  readonly options: PanelOptions;
  readonly suppress: readonly Suppression[];
  readonly place: Place;
}

/** A panel that the SDK has no builder for, as Grafana's own JSON. Id, position and title are still ours. */
export interface RawPanel {
  readonly type: 'raw';
  readonly options: Pick<PanelOptions, 'title' | 'description' | 'width' | 'height' | 'id' | 'repeat'>;
  readonly json: Readonly<Record<string, unknown>>;
  readonly suppress: readonly Suppression[];
  readonly place: Place;
}
export type AnyPanel = Panel | RawPanel;

const shown: Shape = (value) =>
  isRecord(value) && (value.type === 'signal' || 'language' in value)
    ? undefined
    : wrong(
        value,
        'a signal, or what query(), logs() or traces() gives: wrap an expression in signal({ … })',
      );

const calculation = choice(
  'last',
  'lastNotNull',
  'mean',
  'min',
  'max',
  'sum',
  'count',
  'range',
  'delta',
  'diff',
  'first',
  'stdDev',
);

/** `null` stands for infinity. */
const limit = chosenBy((value) => (value === null ? anything : number()));
const result = { text, color: name };
const mappings = {
  value: optionsOf<Extract<ValueMapping, { value: unknown }>>({
    value: required(chosenBy((value) => (typeof value === 'number' ? number() : text))),
    ...result,
  }),
  range: optionsOf<Extract<ValueMapping, { from: unknown }>>({
    from: required(limit),
    to: required(limit),
    ...result,
  }),
  pattern: optionsOf<Extract<ValueMapping, { pattern: unknown }>>({
    pattern: required(grafanaPattern),
    ...result,
  }),
  special: optionsOf<Extract<ValueMapping, { special: unknown }>>({
    special: required(choice('null', 'nan', 'empty', 'true', 'false')),
    ...result,
  }),
};
const mapping = chosenBy((value) => {
  if (!isRecord(value) || 'value' in value) return mappings.value;
  if ('from' in value || 'to' in value) return mappings.range;
  return 'pattern' in value ? mappings.pattern : mappings.special;
});

type Match = Override['match'];
const matches = {
  name: optionsOf<Extract<Match, { name: unknown }>>({ name: required(text) }),
  pattern: optionsOf<Extract<Match, { pattern: unknown }>>({ pattern: required(grafanaPattern) }),
  type: optionsOf<Extract<Match, { type: unknown }>>({
    type: required(choice('number', 'string', 'time', 'boolean')),
  }),
  query: optionsOf<Extract<Match, { query: unknown }>>({ query: required(name) }),
};
const match = chosenBy((value) => {
  if (!isRecord(value) || 'name' in value) return matches.name;
  if ('pattern' in value) return matches.pattern;
  return 'type' in value ? matches.type : matches.query;
});

const properties: Shape = (value) => {
  const found = record(json, name)(value);
  if (found !== undefined || !isRecord(value) || typeof value.unit !== 'string') return found;
  return optionsOf<{ unit: string }>({ unit: required(unit) })({ unit: value.unit });
};

const legend = chosenBy((value) =>
  isRecord(value)
    ? optionsOf<{ as: string; calculations: unknown }>({
        as: required(choice('list', 'table')),
        calculations: required(list(calculation)),
      })
    : choice('hidden', 'list', 'table'),
);

const steps = list(optionsOf<ThresholdStep>({ from: required(limit), color: required(name) }));
/** Grafana takes the first step as beginning at minus infinity, and stops at the first that begins above the value. */
const thresholdSteps: Shape = (value) => {
  const problems = steps(value);
  if (problems !== undefined || !Array.isArray(value)) return problems;
  const starts = (value as readonly ThresholdStep[]).map(({ from }) => from);
  const found = starts.flatMap((from, index) => {
    const before = starts[index - 1];
    if (index === 0 ? from === null : from !== null && (before == null || from > before)) return [];
    const expected =
      index === 0
        ? 'null: Grafana lets the first step begin at minus infinity, whatever it says'
        : `a number${before == null ? '' : ` above ${before}`}: steps rise from the first to the last`;
    return within(`[${index}].from`, unfit(from, expected));
  });
  return found.length === 0 ? undefined : found;
};

const own = {
  title: required(text),
  description: text,
  width: number(),
  height: number(),
  id: number(),
  repeat: name,
  suppress: suppressions,
};

const shape = optionsOf<PanelOptions>({
  ...own,
  show: written(several(shown)),
  unit,
  decimals: whole(0, 100),
  min: number(),
  max: number(),
  thresholds: thresholdSteps,
  mappings: list(mapping),
  overrides: list(optionsOf<Override>({ match: required(match), properties: required(properties) })),
  transformations: list(optionsOf<Transformation>({ id: required(name), options: json })),
  links: list(linkShape),
  dataLinks: list(linkShape),
  legend,
  stack: choice('normal', 'percent'),
  reduce: calculation,
  noValue: text,
  repeatDirection: choice('h', 'v'),
  interval: grafanaTime,
  maxDataPoints: whole(1, 1_000_000),
  timeFrom: grafanaTime,
  timeShift: grafanaTime,
  transparent: flag,
  markdown: text,
  fixedRange: text,
  configure: func,
});

function panelOf<Type extends PanelType>(type: Type): (options: PanelOptions<Type>) => Panel {
  const make = (options: PanelOptions<Type>): Panel => {
    const place = placeOf(make);
    validate(shape, options, `panel.${type}`, place);
    const { suppress = nothingSuppressed } = options;
    return { type, options: options as unknown as PanelOptions, suppress, place };
  };
  return make;
}

/** One function per panel type. */
export const panel = closed('panel', 'type', {
  annotationsList: panelOf('annotationsList'),
  barChart: panelOf('barChart'),
  barGauge: panelOf('barGauge'),
  candlestick: panelOf('candlestick'),
  canvas: panelOf('canvas'),
  dashboardList: panelOf('dashboardList'),
  datagrid: panelOf('datagrid'),
  debug: panelOf('debug'),
  gauge: panelOf('gauge'),
  geomap: panelOf('geomap'),
  heatmap: panelOf('heatmap'),
  histogram: panelOf('histogram'),
  logs: panelOf('logs'),
  news: panelOf('news'),
  nodeGraph: panelOf('nodeGraph'),
  pieChart: panelOf('pieChart'),
  stat: panelOf('stat'),
  stateTimeline: panelOf('stateTimeline'),
  statusHistory: panelOf('statusHistory'),
  table: panelOf('table'),
  text: panelOf('text'),
  timeseries: panelOf('timeseries'),
  trend: panelOf('trend'),
  xyChart: panelOf('xyChart'),
  raw,
} as const);

type RawOptions = RawPanel['options'] & { readonly json: RawPanel['json'] } & Suppressible;

const rawShape = optionsOf<RawOptions>({ ...own, json: required(json) });

function raw(options: RawOptions): RawPanel {
  const place = placeOf(raw);
  validate(rawShape, options, 'panel.raw', place);
  const { json: content, suppress = nothingSuppressed, ...rest } = options;
  return { type: 'raw', options: rest, json: content, suppress, place };
}
