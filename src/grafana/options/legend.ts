import type { VizLegendOptions } from '@grafana/grafana-foundation-sdk/common';
import {
  choice,
  chosenBy,
  described,
  fields,
  flag,
  list,
  optionsFrom,
  whole,
} from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import { type Data, defined } from '../sdk.js';
import { type Calculation, calculation, calculationTitles } from './calculation.js';

/** Options of the legend. */
export interface LegendOptions {
  /** Mode. @default list */
  readonly as?: 'hidden' | 'list' | 'table';
  /** Placement. @default right for tables, bottom for lists */
  readonly placement?: 'bottom' | 'right';
  /** Calculations shown for each series. @default none */
  readonly calculations?: readonly Calculation[];
  /** Column by which a table is sorted: one of the calculations, or the name. @default the order of the queries */
  readonly sortBy?: Calculation | 'name';
  /** Sorts in descending order. @default true */
  readonly sortDescending?: boolean;
  /** Width in pixels of a legend on the right: 1 to 2000. @default the width of its content */
  readonly width?: number;
}
/** A legend: hidden, as a list or a table, or with options. */
export type Legend = 'hidden' | 'list' | 'table' | LegendOptions;

const forms = choice('hidden', 'list', 'table');
export const legendFields = fields<LegendOptions>({
  as: forms,
  placement: choice('bottom', 'right'),
  calculations: list(calculation),
  sortBy: choice('name', ...Object.keys(calculationTitles)),
  sortDescending: flag,
  width: whole(1, 2000),
});
const object = optionsFrom(legendFields);
export const legendShape = described(
  chosenBy((value) => (isRecord(value) ? object : forms)),
  { table: legendFields },
);

export function legendLongForm(legend: Legend): LegendOptions {
  return typeof legend === 'string' ? { as: legend } : legend;
}

export function legendOptions(legend: Legend): Data<VizLegendOptions> {
  const { as, placement, calculations, sortBy, sortDescending = true, width } = legendLongForm(legend);
  const sorted = sortBy === 'name' ? 'Name' : sortBy && calculationTitles[sortBy];
  return defined({
    displayMode: as,
    placement,
    showLegend: as && as !== 'hidden',
    calcs: calculations && [...calculations],
    sortBy: sorted,
    sortDesc: sorted && sortDescending,
    width,
  });
}

/** A list at the bottom, a table on the right, or no legend. */
export function defaultLegend(legend: Legend = 'list', queries = 1): LegendOptions {
  const { as = 'list' } = legendLongForm(legend);
  return { as, placement: as === 'table' && queries > 0 ? 'right' : 'bottom' };
}
