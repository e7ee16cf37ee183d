import type { FieldConfig, HeatmapColorOptions, Options } from '@grafana/grafana-foundation-sdk/heatmap';
import {
  choice,
  chosenBy,
  fields,
  flag,
  name,
  number,
  optionsFrom,
  required,
  text,
  whole,
} from '../../catalog/shape/index.js';
import { unit } from '../../catalog/shape/units.js';
import { isRecord } from '../../plain.js';
import { grafanaUnit, observationUnit } from '../../query/index.js';
import { graphSize } from '../grid.js';
import { type AxisOptions, axisConfig } from '../options/axis.js';
import { type FieldOptions, type WithOverrides, withOverrides } from '../options/fields.js';
import { legendLongForm } from '../options/legend.js';
import type { TooltipOptions } from '../options/tooltip.js';
import { type Data, defined, type WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

/** Options of the y axis, which shows the buckets. */
export interface HeatmapAxis
  extends Pick<AxisOptions, 'label' | 'placement' | 'width' | 'softMin' | 'softMax' | 'centeredZero'> {
  /** Grafana unit id of the observations. @default that of the histogram */
  readonly unit?: string;
  /** Decimals: 0 to 100. @default as many as the value needs */
  readonly decimals?: number;
  /** Minimum of the axis. @default the lowest bucket */
  readonly min?: number;
  /** Maximum of the axis. @default the highest bucket */
  readonly max?: number;
  /** Reverses the axis: small values at the top. @default false */
  readonly reverse?: boolean;
}

/** Colours of the cells: a scheme, or the opacity of one colour. */
export type HeatmapColor =
  | (HeatmapColorScale & {
      /** Colour scheme. @default Oranges */
      readonly scheme?: string;
      /** Number of colours: 2 to 128. @default 64 */
      readonly steps?: number;
      /** Reverses the scheme. @default false */
      readonly reverse?: boolean;
    })
  | (HeatmapColorScale & {
      readonly opacity: string;
      /** Scale of the opacity. @default exponential */
      readonly scale?: 'linear' | 'exponential';
    });
interface HeatmapColorScale {
  /** Exponent of an exponential scale: 0 to 2. @default 0.5 */
  readonly exponent?: number;
  /** Value of the first colour. @default the minimum */
  readonly min?: number;
  /** Value of the last colour. @default the maximum */
  readonly max?: number;
}

/** Buckets that Grafana calculates: their number or size on each axis. */
export interface HeatmapBuckets {
  /** Buckets of the x axis (time). @default chosen by Grafana */
  readonly x?: { readonly count: number } | { readonly size: string };
  /** Buckets of the y axis (values). @default chosen by Grafana */
  readonly y?: { readonly count: number } | { readonly size: string };
}

interface OwnOptions {
  /** Options of the y axis. @default on the left */
  readonly axis?: HeatmapAxis;
  /** Colours of the cells. @default the scheme Oranges in 64 steps */
  readonly heatColor?: HeatmapColor;
  /** Calculates buckets from the series, for data that is not a histogram. @default false */
  readonly calculate?: boolean | HeatmapBuckets;
  /** Hides cells with values below or above. @default cells of 0 are hidden */
  readonly filterValues?: { readonly below?: number; readonly above?: number };
  /** Gap between cells in pixels: 0 to 25. @default 1 */
  readonly cellGap?: number;
  /** Shows values in cells: if there is room (`auto`), always or never. @default auto */
  readonly showValue?: 'auto' | 'always' | 'never';
  /** Unit and decimals of the values in cells. */
  readonly cell?: { readonly unit?: string; readonly decimals?: number };
  /** Position of the bucket bound (`le` or `ge`). @default auto */
  readonly rowLayout?: 'auto' | 'le' | 'ge' | 'unknown';
  /** Colour of exemplars. @default #ff00ff at 70% */
  readonly exemplarColor?: string;
  /** Shows the colour scale (`list`). @default list */
  readonly legend?: 'hidden' | 'list';
  /** Tooltip. @default single */
  readonly tooltip?: Omit<TooltipOptions, 'sort' | 'hideZeros'> & {
    /** Shows a histogram of the column. @default false */
    readonly histogram?: boolean;
    /** Shows the colour scale. @default false */
    readonly colorScale?: boolean;
  };
}
/**
 * Options of `panel.heatmap`, besides those of all panels.
 *
 * @interface
 */
export type HeatmapOptions = WithOverrides<FieldOptions> & OwnOptions & WithJson<Options, FieldConfig>;

const scale = { exponent: number(0, 2), min: number(), max: number() };
const bySchemes = optionsFrom({ scheme: name, steps: whole(2, 128), reverse: flag, ...scale });
const byOpacity = optionsFrom({ opacity: required(name), scale: choice('linear', 'exponential'), ...scale });
const heatColor = chosenBy((value) => (isRecord(value) && 'opacity' in value ? byOpacity : bySchemes));
const byCount = optionsFrom({ count: required(whole(1, 1000)) });
const bySize = optionsFrom({ size: required(text) });
const bucket = chosenBy((value) => (isRecord(value) && 'size' in value ? bySize : byCount));
const buckets = optionsFrom(fields<HeatmapBuckets>({ x: bucket, y: bucket }));
const tooltip = optionsFrom({
  mode: choice('single', 'multi', 'none'),
  maxHeight: whole(1, 2000),
  maxWidth: whole(1, 2000),
  histogram: flag,
  colorScale: flag,
});

/** The heatmap panel: histograms over time. */
export const heatmap: PanelTypeModule<HeatmapOptions> = {
  ...usual,
  plugin: 'heatmap',
  size: graphSize,
  format: 'heatmap',
  showsValues: true,
  sdk: () => import('@grafana/grafana-foundation-sdk/heatmap'),
  optionNames: namesOf<Options>(
    {
      calculate: true,
      calculation: true,
      color: true,
      filterValues: true,
      rowsFrame: true,
      showValue: true,
      cellGap: true,
      cellRadius: true,
      cellValues: true,
      yAxis: true,
      legend: true,
      tooltip: true,
      exemplars: true,
      selectionMode: true,
    },
    ['annotations'],
  ),
  shapes: {
    ...withOverrides(),
    ...fields<OwnOptions>({
      axis: optionsFrom(
        fields<HeatmapAxis>({
          label: text,
          placement: choice('auto', 'left', 'right', 'top', 'bottom', 'hidden'),
          width: whole(0, 1000),
          softMin: number(),
          softMax: number(),
          centeredZero: flag,
          unit,
          decimals: whole(0, 100),
          min: number(),
          max: number(),
          reverse: flag,
        }),
      ),
      heatColor,
      calculate: chosenBy((value) => (isRecord(value) ? buckets : flag)),
      filterValues: optionsFrom(
        fields<NonNullable<OwnOptions['filterValues']>>({ below: number(), above: number() }),
      ),
      cellGap: number(0, 25),
      showValue: choice('auto', 'always', 'never'),
      cell: optionsFrom(fields<NonNullable<OwnOptions['cell']>>({ unit, decimals: whole(0, 100) })),
      rowLayout: choice('auto', 'le', 'ge', 'unknown'),
      exemplarColor: name,
      legend: choice('hidden', 'list'),
      tooltip,
    }),
  },
  customNames: ['scaleDistribution', 'hideFrom'],
  defaults: ({ unit: said, heatColor: color }, { targets }) => {
    const node = targets[0]?.node;
    const observed = said ?? (node && grafanaUnit(observationUnit(node)));
    return {
      axis: { placement: 'left', ...(observed === undefined ? {} : { unit: observed }) },
      ...(color && 'opacity' in color ? {} : { heatColor: { scheme: 'Oranges', steps: 64 } }),
    };
  },
  implicit: {
    custom: {
      hideFrom: { legend: false, tooltip: false, viz: false },
      scaleDistribution: { type: 'linear' },
    },
  },
  options: (options): Data<Options> => {
    const { axis, heatColor: color, calculate, filterValues, cell, rowLayout, tooltip: at } = options;
    return defined({
      calculate: calculate === undefined ? undefined : calculate !== false,
      calculation: typeof calculate === 'object' ? calculation(calculate) : undefined,
      color: color && colorOptions(color),
      filterValues: filterValues && defined({ le: filterValues.below, ge: filterValues.above }),
      rowsFrame: rowLayout && { layout: rowLayout },
      showValue: options.showValue,
      cellGap: options.cellGap,
      cellValues: cell && { ...cell },
      yAxis: axis && {
        ...axisConfig(axis),
        ...defined({
          unit: axis.unit,
          decimals: axis.decimals,
          min: axis.min,
          max: axis.max,
          reverse: axis.reverse,
        }),
      },
      legend: options.legend && { show: legendLongForm(options.legend).as !== 'hidden' },
      tooltip:
        at &&
        defined({
          mode: at.mode,
          maxHeight: at.maxHeight,
          maxWidth: at.maxWidth,
          yHistogram: at.histogram,
          showColorScale: at.colorScale,
        }),
      exemplars: options.exemplarColor === undefined ? undefined : { color: options.exemplarColor },
    });
  },
};

function colorOptions(color: HeatmapColor): Data<HeatmapColorOptions> {
  const { exponent = 0.5, min, max } = color;
  const range = defined({ min, max });
  if ('opacity' in color)
    return { mode: 'opacity', fill: color.opacity, scale: color.scale ?? 'exponential', exponent, ...range };
  const { scheme = 'Oranges', steps = 64, reverse = false } = color;
  return { mode: 'scheme', scheme, steps, exponent, fill: 'dark-orange', reverse, ...range };
}

function calculation({ x, y }: HeatmapBuckets): NonNullable<Data<Options>['calculation']> {
  return defined({ xBuckets: x && bucketConfig(x), yBuckets: y && bucketConfig(y) });
}

function bucketConfig(given: NonNullable<HeatmapBuckets['x']>) {
  return 'count' in given
    ? ({ mode: 'count', value: String(given.count) } as const)
    : ({ mode: 'size', value: given.size } as const);
}
