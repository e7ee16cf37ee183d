import type { FieldConfig, Options } from '@grafana/grafana-foundation-sdk/statetimeline';
import { choice, fields, flag, list, number, text, whole } from '../../catalog/shape/index.js';
import { graphSize } from '../grid.js';
import { type AxisOptions, axisConfig, axisNames, axisShape, implicitAxis } from '../options/axis.js';
import { type FieldOptions, type WithOverrides, withOverrides } from '../options/fields.js';
import { defaultLegend, type Legend, legendOptions, legendShape } from '../options/legend.js';
import { barConfig, type StateStyle, stateStyleShape } from '../options/style.js';
import { type TooltipOptions, tooltipOptions, tooltipShape } from '../options/tooltip.js';
import { type Data, defined, type WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

interface OwnFieldOptions extends FieldOptions {
  /** Style of the bars. */
  readonly style?: StateStyle;
  /** Options of the value axis. @default chosen by Grafana */
  readonly axis?: AxisOptions;
}
interface OwnOptions {
  /** Merges consecutive equal values. @default true */
  readonly mergeValues?: boolean;
  /** Shows values in regions: if there is room (`auto`), always or never. @default auto */
  readonly showValue?: 'auto' | 'always' | 'never';
  /** Alignment of values. @default left */
  readonly alignValue?: 'left' | 'center' | 'right';
  /** Row height as a ratio of the available height: 0 to 1. @default 0.9 */
  readonly rowHeight?: number;
  /** Series per page: 1 to 1000. @default 20 */
  readonly perPage?: number;
  /** Legend. @default a list at the bottom */
  readonly legend?: Legend;
  /** Tooltip. @default single */
  readonly tooltip?: TooltipOptions;
  /** Time zones of the axis. @default the dashboard's */
  readonly timezones?: readonly string[];
}
/**
 * Options of `panel.stateTimeline`, besides those of all panels.
 *
 * @interface
 * @example panel.stateTimeline({ title: 'Leader', show: queueLength })
 */
export type StateTimelineOptions = WithOverrides<OwnFieldOptions> &
  OwnOptions &
  WithJson<Options, FieldConfig>;

/** The state timeline panel: states over time, one row per series. */
export const stateTimeline: PanelTypeModule<StateTimelineOptions> = {
  ...usual,
  plugin: 'state-timeline',
  size: graphSize,
  sdk: () => import('@grafana/grafana-foundation-sdk/statetimeline'),
  optionNames: namesOf<Options>(
    {
      showValue: true,
      rowHeight: true,
      mergeValues: true,
      alignValue: true,
      legend: true,
      tooltip: true,
      timezone: true,
      perPage: true,
    },
    ['annotations'],
  ),
  shapes: {
    ...withOverrides(
      fields<Pick<OwnFieldOptions, 'style' | 'axis'>>({ style: stateStyleShape, axis: axisShape }),
    ),
    ...fields<OwnOptions>({
      mergeValues: flag,
      showValue: choice('auto', 'always', 'never'),
      alignValue: choice('left', 'center', 'right'),
      rowHeight: number(0, 1),
      perPage: whole(1, 1000),
      legend: legendShape,
      tooltip: tooltipShape,
      timezones: list(text, 1),
    }),
  },
  customNames: ['lineWidth', 'fillOpacity', 'hideFrom', 'spanNulls', 'insertNulls', ...axisNames],
  base: ({ legend }, { targets }) => ({ legend: defaultLegend(legend, targets.length) }),
  implicit: {
    color: 'continuous-GrYlRd',
    custom: {
      lineWidth: 0,
      fillOpacity: 70,
      spanNulls: false,
      insertNulls: false,
      hideFrom: { legend: false, tooltip: false, viz: false },
      ...implicitAxis,
    },
  },
  options: (options): Data<Options> => {
    const { legend, tooltip, timezones, showValue, rowHeight, mergeValues, alignValue, perPage } = options;
    return defined({
      showValue,
      rowHeight,
      mergeValues,
      alignValue,
      legend: legend && legendOptions(legend),
      tooltip: tooltip && tooltipOptions(tooltip),
      timezone: timezones && [...timezones],
      perPage,
    });
  },
  custom: ({ style, axis }): Data<FieldConfig> => {
    const { gradientMode: _, ...bars } = barConfig(style);
    return { ...bars, ...axisConfig(axis) };
  },
};
