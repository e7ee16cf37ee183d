import type { FieldConfig, Options } from '@grafana/grafana-foundation-sdk/trend';
import { fields, name } from '../../catalog/shape/index.js';
import { graphSize } from '../grid.js';
import { type WithOverrides, withOverrides } from '../options/fields.js';
import {
  type GraphFieldOptions,
  graphCustom,
  graphFields,
  graphNames,
  implicitGraph,
} from '../options/graph.js';
import { type Legend, legendOptions, legendShape } from '../options/legend.js';
import { type TooltipOptions, tooltipOptions, tooltipShape } from '../options/tooltip.js';
import { type Data, defined, type WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

interface OwnOptions {
  /** Field for the x axis, with ascending values. @default the first numeric field */
  readonly xField?: string;
  /** Legend. @default hidden */
  readonly legend?: Legend;
  /** Tooltip. @default single */
  readonly tooltip?: TooltipOptions;
}
/**
 * Options of `panel.trend`, besides those of all panels.
 *
 * @interface
 */
export type TrendOptions = WithOverrides<GraphFieldOptions> & OwnOptions & WithJson<Options, FieldConfig>;

/** The trend panel: graphs with a number on the x axis instead of time. */
export const trend: PanelTypeModule<TrendOptions> = {
  ...usual,
  plugin: 'trend',
  size: graphSize,
  sharesAxes: true,
  showsValues: true,
  sdk: () => import('@grafana/grafana-foundation-sdk/trend'),
  optionNames: namesOf<Options>({ legend: true, tooltip: true, xField: true }),
  shapes: {
    ...withOverrides(graphFields),
    ...fields<OwnOptions>({
      xField: name,
      legend: legendShape,
      tooltip: tooltipShape,
    }),
  },
  customNames: graphNames,
  implicit: { color: 'palette-classic', custom: implicitGraph },
  options: ({ xField, legend, tooltip }): Data<Options> =>
    defined({
      legend: legend && legendOptions(legend),
      tooltip: tooltip && tooltipOptions(tooltip),
      xField,
    }),
  custom: (options): Data<FieldConfig> => graphCustom(options),
};
