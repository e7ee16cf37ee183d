import type { FieldConfig, Options } from '@grafana/grafana-foundation-sdk/candlestick';
import { fields } from '../../catalog/shape/index.js';
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
  /** Legend. @default hidden */
  readonly legend?: Legend;
  /** Tooltip. @default single */
  readonly tooltip?: TooltipOptions;
}
/**
 * Options of `panel.candlestick`, besides those of all panels.
 *
 * @interface
 */
export type CandlestickOptions = WithOverrides<GraphFieldOptions> &
  OwnOptions &
  WithJson<Options, FieldConfig>;

/** The candlestick panel: open, close, high and low values. */
export const candlestick: PanelTypeModule<CandlestickOptions> = {
  ...usual,
  plugin: 'candlestick',
  size: graphSize,
  sharesAxes: true,
  sdk: () => import('@grafana/grafana-foundation-sdk/candlestick'),
  optionNames: namesOf<Options>(
    {
      mode: true,
      candleStyle: true,
      colorStrategy: true,
      fields: true,
      colors: true,
      legend: true,
      tooltip: true,
      includeAllFields: true,
    },
    ['annotations'],
  ),
  shapes: {
    ...withOverrides(graphFields),
    ...fields<OwnOptions>({
      legend: legendShape,
      tooltip: tooltipShape,
    }),
  },
  customNames: graphNames,
  implicit: { color: 'palette-classic', custom: implicitGraph },
  options: ({ legend, tooltip }): Data<Options> =>
    defined({
      legend: legend && legendOptions(legend),
      tooltip: tooltip && tooltipOptions(tooltip),
    }),
  custom: (options): Data<FieldConfig> => graphCustom(options),
};
