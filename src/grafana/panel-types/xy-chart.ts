import type { FieldConfig, Options } from '@grafana/grafana-foundation-sdk/xychart';
import { choice, fields, number } from '../../catalog/shape/index.js';
import { graphSize } from '../grid.js';
import { type AxisOptions, axisConfig, axisNames, axisShape, implicitAxis } from '../options/axis.js';
import { type FieldOptions, type WithOverrides, withOverrides } from '../options/fields.js';
import { type Legend, legendOptions, legendShape } from '../options/legend.js';
import { type TooltipOptions, tooltipOptions, tooltipShape } from '../options/tooltip.js';
import { type Data, defined, type WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

interface OwnFieldOptions extends FieldOptions {
  /** Draws points, lines or both. @default points */
  readonly draw?: 'points' | 'lines' | 'points+lines';
  /** Point size in pixels: 1 to 100. @default 5 */
  readonly pointSize?: number;
  /** Options of the y axis. @default chosen by Grafana */
  readonly axis?: AxisOptions;
}
interface OwnOptions {
  /** Legend. @default hidden */
  readonly legend?: Legend;
  /** Tooltip. @default single */
  readonly tooltip?: TooltipOptions;
}
/**
 * Options of `panel.xyChart`, besides those of all panels.
 *
 * @interface
 */
export type XyChartOptions = WithOverrides<OwnFieldOptions> & OwnOptions & WithJson<Options, FieldConfig>;

/** The XY chart panel: one numeric field over another. */
export const xyChart: PanelTypeModule<XyChartOptions> = {
  ...usual,
  plugin: 'xychart',
  size: graphSize,
  sharesAxes: true,
  sdk: () => import('@grafana/grafana-foundation-sdk/xychart'),
  optionNames: namesOf<Options>({ mapping: true, legend: true, tooltip: true, series: true }),
  shapes: {
    ...withOverrides(
      fields<Pick<OwnFieldOptions, 'draw' | 'pointSize' | 'axis'>>({
        draw: choice('points', 'lines', 'points+lines'),
        pointSize: number(1, 100),
        axis: axisShape,
      }),
    ),
    ...fields<OwnOptions>({ legend: legendShape, tooltip: tooltipShape }),
  },
  customNames: [
    'show',
    'pointSize',
    'fixed',
    'min',
    'max',
    'pointShape',
    'pointStrokeWidth',
    'fillOpacity',
    'lineWidth',
    'hideFrom',
    'lineStyle',
    ...axisNames,
  ],
  implicit: {
    color: 'palette-classic',
    custom: { hideFrom: { legend: false, tooltip: false, viz: false }, ...implicitAxis },
  },
  options: ({ legend, tooltip }): Data<Options> =>
    defined({ legend: legend && legendOptions(legend), tooltip: tooltip && tooltipOptions(tooltip) }),
  custom: ({ draw, pointSize, axis }): Data<FieldConfig> => ({
    ...defined({ show: draw, pointSize: pointSize === undefined ? undefined : { fixed: pointSize } }),
    ...axisConfig(axis),
  }),
};
