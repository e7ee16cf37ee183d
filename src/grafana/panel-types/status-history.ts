import type { FieldConfig, Options } from '@grafana/grafana-foundation-sdk/statushistory';
import { choice, fields, list, number, text, whole } from '../../catalog/shape/index.js';
import { graphSize } from '../grid.js';
import { type AxisOptions, axisConfig, axisNames, axisShape, implicitAxis } from '../options/axis.js';
import { type FieldOptions, type WithOverrides, withOverrides } from '../options/fields.js';
import { type Legend, legendOptions, legendShape } from '../options/legend.js';
import { type BarStyle, barConfig, barStyleShape } from '../options/style.js';
import { type TooltipOptions, tooltipOptions, tooltipShape } from '../options/tooltip.js';
import { type Data, defined, type WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

interface OwnFieldOptions extends FieldOptions {
  /** Style of the cells. */
  readonly style?: BarStyle;
  /** Options of the value axis. @default chosen by Grafana */
  readonly axis?: AxisOptions;
}
interface OwnOptions {
  /** Shows values in cells: if there is room (`auto`), always or never. @default auto */
  readonly showValue?: 'auto' | 'always' | 'never';
  /** Row height as a ratio of the available height: 0 to 1. @default 0.9 */
  readonly rowHeight?: number;
  /** Cell width as a ratio of the available width: 0 to 1. @default 0.9 */
  readonly columnWidth?: number;
  /** Series per page: 1 to 1000. @default 20 */
  readonly perPage?: number;
  /** Legend. @default hidden */
  readonly legend?: Legend;
  /** Tooltip. @default single */
  readonly tooltip?: TooltipOptions;
  /** Time zones of the axis. @default the dashboard's */
  readonly timezones?: readonly string[];
}
/**
 * Options of `panel.statusHistory`, besides those of all panels.
 *
 * @interface
 */
export type StatusHistoryOptions = WithOverrides<OwnFieldOptions> &
  OwnOptions &
  WithJson<Options, FieldConfig>;

/** The status history panel: states at intervals, one row per series. */
export const statusHistory: PanelTypeModule<StatusHistoryOptions> = {
  ...usual,
  plugin: 'status-history',
  size: graphSize,
  sdk: () => import('@grafana/grafana-foundation-sdk/statushistory'),
  optionNames: namesOf<Options>(
    {
      rowHeight: true,
      showValue: true,
      colWidth: true,
      legend: true,
      tooltip: true,
      timezone: true,
      perPage: true,
    },
    ['annotations'],
  ),
  shapes: {
    ...withOverrides(
      fields<Pick<OwnFieldOptions, 'style' | 'axis'>>({ style: barStyleShape, axis: axisShape }),
    ),
    ...fields<OwnOptions>({
      showValue: choice('auto', 'always', 'never'),
      rowHeight: number(0, 1),
      columnWidth: number(0, 1),
      perPage: whole(1, 1000),
      legend: legendShape,
      tooltip: tooltipShape,
      timezones: list(text, 1),
    }),
  },
  customNames: ['lineWidth', 'fillOpacity', 'hideFrom', ...axisNames],
  implicit: {
    color: 'thresholds',
    custom: {
      lineWidth: 1,
      fillOpacity: 70,
      hideFrom: { legend: false, tooltip: false, viz: false },
      ...implicitAxis,
    },
  },
  options: ({ showValue, rowHeight, columnWidth, perPage, legend, tooltip, timezones }): Data<Options> =>
    defined({
      rowHeight,
      showValue,
      colWidth: columnWidth,
      legend: legend && legendOptions(legend),
      tooltip: tooltip && tooltipOptions(tooltip),
      timezone: timezones && [...timezones],
      perPage,
    }),
  custom: ({ style, axis }): Data<FieldConfig> => {
    const { gradientMode: _, spanNulls: _gaps, ...bars } = barConfig(style);
    return { ...bars, ...axisConfig(axis) };
  },
};
