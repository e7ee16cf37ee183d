import type { FieldConfig, Options } from '@grafana/grafana-foundation-sdk/barchart';
import { choice, fields, flag, name, number, whole } from '../../catalog/shape/index.js';
import { graphSize } from '../grid.js';
import { type AxisOptions, axisConfig, axisNames, axisShape, implicitAxis } from '../options/axis.js';
import { type CommonFieldOptions, type WithOverrides, withOverrides } from '../options/fields.js';
import { defaultLegend, type Legend, legendOptions, legendShape } from '../options/legend.js';
import {
  barConfig,
  type GradientBarStyle,
  gradientBarStyleShape,
  type StackingMode,
  stackModeShape,
} from '../options/style.js';
import { type TextSize, textSizeOptions, textSizeShape } from '../options/text-size.js';
import {
  type GraphThresholdOptions,
  graphThresholdsShape,
  type Thresholds,
  thresholdsStyle,
} from '../options/thresholds.js';
import { type TooltipOptions, tooltipOptions, tooltipShape } from '../options/tooltip.js';
import { type Data, defined, type WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

interface FieldOptions extends CommonFieldOptions {
  /** Thresholds, and how they are drawn. @default those of the alerts whose signal the panel shows */
  readonly thresholds?: Thresholds<GraphThresholdOptions>;
  /** Style of the bars. */
  readonly style?: GradientBarStyle;
  /** Options of the value axis. @default chosen by Grafana */
  readonly axis?: AxisOptions;
}
interface OwnOptions {
  /** Stacking mode. @default none */
  readonly stack?: StackingMode;
  /** Orientation. @default auto */
  readonly orientation?: 'auto' | 'horizontal' | 'vertical';
  /** Shows values: if there is room (`auto`), always or never. @default auto */
  readonly showValue?: 'auto' | 'always' | 'never';
  /** Bar width as a ratio of the group: 0 to 1. @default 0.97 */
  readonly barWidth?: number;
  /** Group width as a ratio of the available width: 0 to 1. @default 0.7 */
  readonly groupWidth?: number;
  /** Corner radius of bars, as a ratio of their width: 0 to 0.5. @default 0 */
  readonly barRadius?: number;
  /** Field for the x axis. @default the first text or time field */
  readonly xField?: string;
  /** Field that determines the colour of bars. @default none */
  readonly colorByField?: string;
  /** Rotation of the labels in degrees: -90 to 90. @default 0 */
  readonly tickRotation?: number;
  /** Maximum length of labels: 1 to 1000 characters. @default no limit */
  readonly tickMaxLength?: number;
  /**
   * Minimum spacing of labels in pixels: -1000 to 1000; negative values count from the right.
   *
   * @default as many labels as fit
   */
  readonly tickSpacing?: number;
  /** Highlights the whole group on hover. @default false */
  readonly fullHighlight?: boolean;
  /** Sizes of name and value. @default the largest sizes that fit */
  readonly textSize?: TextSize;
  /** Legend. @default a list at the bottom */
  readonly legend?: Legend;
  /** Tooltip. @default single */
  readonly tooltip?: TooltipOptions;
}
/**
 * Options of `panel.barChart`, besides those of all panels.
 *
 * @interface
 * @example panel.barChart({ title: 'Queue length', show: queueLength })
 */
export type BarChartOptions = WithOverrides<FieldOptions> & OwnOptions & WithJson<Options, FieldConfig>;

/** The bar chart panel: values by category. */
export const barChart: PanelTypeModule<BarChartOptions> = {
  ...usual,
  plugin: 'barchart',
  size: graphSize,
  instant: true,
  showsValues: true,
  sdk: () => import('@grafana/grafana-foundation-sdk/barchart'),
  optionNames: namesOf<Options>({
    xField: true,
    colorByField: true,
    orientation: true,
    barRadius: true,
    xTickLabelRotation: true,
    xTickLabelMaxLength: true,
    xTickLabelSpacing: true,
    stacking: true,
    showValue: true,
    barWidth: true,
    groupWidth: true,
    legend: true,
    tooltip: true,
    text: true,
    fullHighlight: true,
  }),
  shapes: {
    ...withOverrides(
      fields<Pick<FieldOptions, 'thresholds' | 'style' | 'axis'>>({
        thresholds: graphThresholdsShape,
        style: gradientBarStyleShape,
        axis: axisShape,
      }),
    ),
    ...fields<OwnOptions>({
      stack: stackModeShape,
      orientation: choice('auto', 'horizontal', 'vertical'),
      showValue: choice('auto', 'always', 'never'),
      barWidth: number(0, 1),
      groupWidth: number(0, 1),
      barRadius: number(0, 0.5),
      xField: name,
      colorByField: name,
      tickRotation: number(-90, 90),
      tickMaxLength: whole(1, 1000),
      tickSpacing: number(-1000, 1000),
      fullHighlight: flag,
      textSize: textSizeShape,
      legend: legendShape,
      tooltip: tooltipShape,
    }),
  },
  customNames: ['lineWidth', 'fillOpacity', 'gradientMode', 'hideFrom', 'thresholdsStyle', ...axisNames],
  base: ({ legend }, { targets }) => ({ legend: defaultLegend(legend, targets.length) }),
  implicit: {
    color: 'palette-classic',
    custom: {
      lineWidth: 1,
      fillOpacity: 80,
      gradientMode: 'none',
      thresholdsStyle: { mode: 'off' },
      hideFrom: { legend: false, tooltip: false, viz: false },
      ...implicitAxis,
    },
  },
  options: (options): Data<Options> => {
    const { legend, tooltip, textSize } = options;
    return defined({
      xField: options.xField,
      colorByField: options.colorByField,
      orientation: options.orientation,
      barRadius: options.barRadius,
      xTickLabelRotation: options.tickRotation,
      xTickLabelMaxLength: options.tickMaxLength,
      xTickLabelSpacing: options.tickSpacing,
      stacking: options.stack,
      showValue: options.showValue,
      barWidth: options.barWidth,
      groupWidth: options.groupWidth,
      legend: legend && legendOptions(legend),
      tooltip: tooltip && tooltipOptions(tooltip),
      text: textSize && textSizeOptions(textSize),
      fullHighlight: options.fullHighlight,
    });
  },
  custom: ({ style, axis, thresholds }): Data<FieldConfig> => {
    const { spanNulls: _, ...bars } = barConfig(style);
    return { ...bars, ...thresholdsStyle(thresholds), ...axisConfig(axis) };
  },
};
