import type { FieldConfig, Options } from '@grafana/grafana-foundation-sdk/timeseries';
import { choice, fields, list, text } from '../../catalog/shape/index.js';
import { graphSize } from '../grid.js';
import { type WithOverrides, withOverrides } from '../options/fields.js';
import {
  type GraphFieldOptions,
  graphCustom,
  graphFields,
  graphNames,
  implicitGraph,
} from '../options/graph.js';
import { defaultLegend, type Legend, legendOptions, legendShape } from '../options/legend.js';
import { isStacked } from '../options/style.js';
import { type TooltipOptions, tooltipOptions, tooltipShape } from '../options/tooltip.js';
import { type Data, defined, type WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

interface OwnOptions {
  /** Legend. @default a list at the bottom */
  readonly legend?: Legend;
  /** Tooltip. @default all series, the largest value first */
  readonly tooltip?: TooltipOptions;
  /** Orientation of the time axis. @default horizontal */
  readonly orientation?: 'auto' | 'horizontal' | 'vertical';
  /** Time zones of the axis, one or several. @default the dashboard's */
  readonly timezones?: readonly string[];
}
/**
 * Options of `panel.timeseries`, besides those of all panels.
 *
 * @interface
 * @example panel.timeseries({ title: 'Queue length', show: queueLength, style: { fill: 20 }, legend: 'table' })
 */
export type TimeseriesOptions = WithOverrides<GraphFieldOptions> &
  OwnOptions &
  WithJson<Options, FieldConfig>;

/** The time series panel. */
export const timeseries: PanelTypeModule<TimeseriesOptions> = {
  ...usual,
  plugin: 'timeseries',
  size: graphSize,
  sharesAxes: true,
  showsValues: true,
  showsHistory: true,
  sdk: () => import('@grafana/grafana-foundation-sdk/timeseries'),
  optionNames: namesOf<Options>({ timezone: true, legend: true, tooltip: true, orientation: true }, [
    'annotations',
    'timeCompare',
    'disableKeyboardEvents',
  ]),
  shapes: {
    ...withOverrides(graphFields),
    ...fields<OwnOptions>({
      legend: legendShape,
      tooltip: tooltipShape,
      orientation: choice('auto', 'horizontal', 'vertical'),
      timezones: list(text, 1),
    }),
  },
  customNames: graphNames,
  base: ({ legend }, { targets }) => ({ legend: defaultLegend(legend, targets.length) }),
  defaults: ({ stack }, { thresholds }) => ({
    style: { width: 1, fill: isStacked(stack) ? 40 : 10, points: 'never' },
    tooltip: { mode: 'multi', sort: 'desc' },
    ...(thresholds.length > 1 ? { thresholds: { style: 'dashed' as const } } : {}),
  }),
  implicit: { color: 'palette-classic', custom: implicitGraph },
  options: ({ legend, tooltip, orientation, timezones }): Data<Options> =>
    defined({
      timezone: timezones && [...timezones],
      legend: legend && legendOptions(legend),
      tooltip: tooltip && tooltipOptions(tooltip),
      orientation,
    }),
  custom: (options): Data<FieldConfig> => graphCustom(options),
};
