import type { FieldConfig, Options } from '@grafana/grafana-foundation-sdk/histogram';
import { fields, flag, number, whole } from '../../catalog/shape/index.js';
import { graphSize } from '../grid.js';
import { type AxisOptions, axisConfig, axisNames, axisShape, implicitAxis } from '../options/axis.js';
import { type FieldOptions, type WithOverrides, withOverrides } from '../options/fields.js';
import { type Legend, legendOptions, legendShape } from '../options/legend.js';
import {
  barConfig,
  type GradientBarStyle,
  gradientBarStyleShape,
  type Stack,
  stackingConfig,
  stackShape,
} from '../options/style.js';
import { type TooltipOptions, tooltipOptions, tooltipShape } from '../options/tooltip.js';
import { type Data, defined, type WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

interface OwnFieldOptions extends FieldOptions {
  /** Style of the bars. */
  readonly style?: GradientBarStyle;
  /** Stacking mode. @default none */
  readonly stack?: Stack;
  /** Options of the value axis. @default chosen by Grafana */
  readonly axis?: AxisOptions;
}
interface OwnOptions {
  /** Approximate number of buckets: 1 to 1000. @default 30 */
  readonly bucketCount?: number;
  /** Width of a bucket, in the unit of the values. @default derived from `bucketCount` */
  readonly bucketSize?: number;
  /** Offset of the first bucket. @default 0 */
  readonly bucketOffset?: number;
  /** Combines all series. @default false */
  readonly combine?: boolean;
  /** Legend. @default hidden */
  readonly legend?: Legend;
  /** Tooltip. @default single */
  readonly tooltip?: TooltipOptions;
}
/**
 * Options of `panel.histogram`, besides those of all panels.
 *
 * @interface
 * @example panel.histogram({ title: 'Queue lengths', show: queueLength })
 */
export type HistogramOptions = WithOverrides<OwnFieldOptions> & OwnOptions & WithJson<Options, FieldConfig>;

/** The histogram panel: the distribution of values. */
export const histogram: PanelTypeModule<HistogramOptions> = {
  ...usual,
  plugin: 'histogram',
  size: graphSize,
  showsValues: true,
  sdk: () => import('@grafana/grafana-foundation-sdk/histogram'),
  optionNames: namesOf<Options>({
    bucketCount: true,
    bucketSize: true,
    bucketOffset: true,
    legend: true,
    tooltip: true,
    combine: true,
  }),
  shapes: {
    ...withOverrides(
      fields<Pick<OwnFieldOptions, 'style' | 'stack' | 'axis'>>({
        style: gradientBarStyleShape,
        stack: stackShape,
        axis: axisShape,
      }),
    ),
    ...fields<OwnOptions>({
      bucketCount: whole(1, 1000),
      bucketSize: number(0),
      bucketOffset: number(),
      combine: flag,
      legend: legendShape,
      tooltip: tooltipShape,
    }),
  },
  customNames: ['lineWidth', 'fillOpacity', 'hideFrom', 'stacking', 'gradientMode', ...axisNames],
  implicit: {
    color: 'palette-classic',
    custom: {
      lineWidth: 1,
      fillOpacity: 80,
      gradientMode: 'none',
      stacking: { mode: 'none', group: 'A' },
      hideFrom: { legend: false, tooltip: false, viz: false },
      ...implicitAxis,
    },
  },
  options: ({ bucketCount, bucketSize, bucketOffset, combine, legend, tooltip }): Data<Options> =>
    defined({
      bucketCount,
      bucketSize,
      bucketOffset,
      legend: legend && legendOptions(legend),
      tooltip: tooltip && tooltipOptions(tooltip),
      combine,
    }),
  custom: ({ style, stack, axis }): Data<FieldConfig> => {
    const { spanNulls: _, ...bars } = barConfig(style);
    return {
      ...bars,
      ...(stack === undefined ? {} : { stacking: stackingConfig(stack) }),
      ...axisConfig(axis),
    };
  },
};
