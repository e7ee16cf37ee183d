import type { FieldConfig, Options as SdkOptions } from '@grafana/grafana-foundation-sdk/piechart';
import { choice, chosenBy, described, fields, list, optionsFrom } from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import { graphSize } from '../grid.js';
import { type FieldOptions, type WithOverrides, withOverrides } from '../options/fields.js';
import {
  type LegendOptions,
  legendFields,
  legendLongForm,
  legendOptions,
  legendShape,
} from '../options/legend.js';
import { type Reduce, reduceOptions, reduceShape } from '../options/reduce.js';
import { type TooltipOptions, tooltipOptions, tooltipShape } from '../options/tooltip.js';
import { type Data, defined, type WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

/** What the SDK's types do not know yet. */
interface NewerOptions {
  sort: 'asc' | 'desc' | 'none';
}
type Options = SdkOptions & NewerOptions;

/** Options of the legend of a pie chart. */
export interface PieLegendOptions extends LegendOptions {
  /** Values shown in the legend. @default value and percent */
  readonly values?: readonly ('value' | 'percent')[];
}
interface OwnOptions {
  /** How the time range is reduced to one value. @default lastNotNull */
  readonly reduce?: Reduce;
  /** Shape. @default pie */
  readonly shape?: 'pie' | 'donut';
  /** Labels on the slices. @default none */
  readonly labels?: readonly ('name' | 'value' | 'percent')[];
  /** Order of the slices by value. From Grafana 12. @default desc */
  readonly sort?: 'asc' | 'desc' | 'none';
  /** Legend. @default a table on the right with value and percent */
  readonly legend?: 'hidden' | 'list' | 'table' | PieLegendOptions;
  /** Tooltip. @default single */
  readonly tooltip?: TooltipOptions;
}
/**
 * Options of `panel.pieChart`, besides those of all panels.
 *
 * @interface
 * @example panel.pieChart({ title: 'Requests', show: requestRate })
 */
export type PieChartOptions = WithOverrides<FieldOptions> & OwnOptions & WithJson<Options, FieldConfig>;

const values = list(choice('value', 'percent'));
const pieLegend = optionsFrom({ ...legendFields, values });

/** The pie chart panel. */
export const pieChart: PanelTypeModule<PieChartOptions> = {
  ...usual,
  plugin: 'piechart',
  size: graphSize,
  instant: true,
  sdk: () => import('@grafana/grafana-foundation-sdk/piechart'),
  optionNames: namesOf<SdkOptions>(
    {
      pieType: true,
      displayLabels: true,
      tooltip: true,
      reduceOptions: true,
      text: true,
      legend: true,
      orientation: true,
    },
    ['sort'],
  ),
  shapes: {
    ...withOverrides(),
    ...fields<OwnOptions>({
      reduce: reduceShape,
      shape: choice('pie', 'donut'),
      labels: list(choice('name', 'value', 'percent')),
      sort: choice('asc', 'desc', 'none'),
      legend: described(
        chosenBy((value) => (isRecord(value) ? pieLegend : legendShape)),
        pieLegend,
      ),
      tooltip: tooltipShape,
    }),
  },
  customNames: ['hideFrom'],
  base: () => ({
    reduce: 'lastNotNull',
    legend: { as: 'list', placement: 'right', calculations: [], values: [] },
  }),
  defaults: ({ legend = 'table' }) => ({
    legend: {
      as: 'table',
      placement: legendLongForm(legend).as === 'list' ? 'bottom' : 'right',
      values: ['value', 'percent'],
    },
  }),
  implicit: { color: 'palette-classic', custom: { hideFrom: { legend: false, tooltip: false, viz: false } } },
  options: ({ reduce, shape, labels, sort, legend, tooltip }): Data<Options> =>
    defined({
      pieType: shape,
      displayLabels: labels && [...labels],
      sort,
      tooltip: tooltip && tooltipOptions(tooltip),
      reduceOptions: reduce && reduceOptions(reduce),
      legend: legend && {
        ...legendOptions(legend),
        ...(typeof legend === 'object' && legend.values ? { values: [...legend.values] } : {}),
      },
    }),
};
