import type { FieldConfig, Options as SdkOptions } from '@grafana/grafana-foundation-sdk/table';
import {
  choice,
  chosenBy,
  fields,
  flag,
  list,
  name,
  optionsFrom,
  required,
  text,
  whole,
} from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import { graphSize } from '../grid.js';
import { type Calculation, calculation } from '../options/calculation.js';
import { type FieldOptions, type WithOverrides, withOverrides } from '../options/fields.js';
import { type Data, defined, type WithJson } from '../sdk.js';
import { namesOf, type PanelTypeModule, usual } from './panel-type.js';

/** Cell type: how cells show their values. */
export type Cell =
  | 'auto'
  | 'color-text'
  | 'json-view'
  | 'image'
  | 'data-links'
  | 'sparkline'
  | 'gauge'
  | 'color-background'
  | {
      readonly type: 'gauge';
      /** Mode of the gauge. @default basic */
      readonly mode?: 'basic' | 'gradient' | 'lcd';
      /** Value display: in the colour of its threshold, in the text colour, or hidden. @default color */
      readonly value?: 'color' | 'text' | 'hidden';
    }
  | {
      readonly type: 'color-background';
      /** Mode of the background. @default gradient */
      readonly mode?: 'basic' | 'gradient';
      /** Applies the colour to the whole row. @default false */
      readonly applyToRow?: boolean;
      /** Wraps long text. @default false */
      readonly wrap?: boolean;
    }
  | { readonly type: 'auto' | 'color-text'; readonly wrap?: boolean };

/** What tables have from Grafana 12.2, which the SDK's types do not know. */
interface NewerOptions {
  enablePagination: boolean;
  pageSize: number;
  frozenColumns: { left?: number };
  maxRowHeight: number;
}
type Options = SdkOptions & NewerOptions;

interface OwnFieldOptions extends FieldOptions {
  /** Cell type. @default auto */
  readonly cell?: Cell;
  /** Alignment of values. @default auto: numbers on the right */
  readonly align?: 'auto' | 'left' | 'center' | 'right';
  /** Column width in pixels: 1 to 5000; usually set by an override for one column. @default automatic */
  readonly columnWidth?: number;
  /** Minimum column width in pixels: 1 to 5000. @default 150 */
  readonly minColumnWidth?: number;
  /** Lets users filter the column. @default false */
  readonly filterable?: boolean;
  /** Shows the whole value on click. @default false */
  readonly inspect?: boolean;
  /** Hides the column. @default false */
  readonly hidden?: boolean;
}
interface OwnOptions {
  /** Which result is shown first, if queries have several: 0 for the first. @default 0 */
  readonly frameIndex?: number;
  /** Columns to sort by, in order of precedence. @default the order of the query */
  readonly sortBy?: string | TableSort | readonly TableSort[];
  /** Footer with calculations over numeric columns, or the number of rows. @default none */
  readonly footer?: TableFooter;
  /** Shows the header. @default true */
  readonly showHeader?: boolean;
  /** Height of cells. @default sm */
  readonly cellHeight?: 'sm' | 'md' | 'lg' | 'auto';
  /** Shows pages instead of scrolling. @default false */
  readonly pagination?: boolean;
  /** Columns on the left that stay when the table is scrolled: 0 to 20. From Grafana 12.2. @default 0 */
  readonly frozenColumns?: number;
  /** Largest height of a row in pixels, for texts that wrap: 20 to 2000. From Grafana 12.2. @default none */
  readonly maxRowHeight?: number;
}
/** A column to sort a table by. */
export interface TableSort {
  /** Name of the column. */
  readonly column: string;
  /** Sorts in descending order. @default false */
  readonly descending?: boolean;
}
/** The footer of a table. */
export interface TableFooter {
  /** Calculations for each column. @default none */
  readonly calculations?: readonly Calculation[];
  /** Names of the columns. @default all numeric columns */
  readonly columns?: readonly string[];
  /** With the calculation `count`, counts rows instead of values. @default false */
  readonly countRows?: boolean;
}
/**
 * Options of `panel.table`, besides those of all panels.
 *
 * @interface
 */
export type TableOptions = WithOverrides<OwnFieldOptions> & OwnOptions & WithJson<Options, FieldConfig>;

const plainCell = choice(
  'auto',
  'color-text',
  'json-view',
  'image',
  'data-links',
  'sparkline',
  'gauge',
  'color-background',
);
const gaugeCell = optionsFrom({
  type: required(choice('gauge')),
  mode: choice('basic', 'gradient', 'lcd'),
  value: choice('color', 'text', 'hidden'),
});
const backgroundCell = optionsFrom({
  type: required(choice('color-background')),
  mode: choice('basic', 'gradient'),
  applyToRow: flag,
  wrap: flag,
});
const textCell = optionsFrom({
  type: required(choice('auto', 'color-text', 'gauge', 'color-background')),
  wrap: flag,
});
const cellShape = chosenBy((value) => {
  if (!isRecord(value)) return plainCell;
  if (value.type === 'gauge') return gaugeCell;
  return value.type === 'color-background' ? backgroundCell : textCell;
});
const sort = optionsFrom(fields<TableSort>({ column: required(name), descending: flag }));
const sorts = list(sort);

/** The table panel: the labels and values of queries. */
export const table: PanelTypeModule<TableOptions> = {
  ...usual,
  plugin: 'table',
  size: graphSize,
  instant: true,
  format: 'table',
  sdk: () => import('@grafana/grafana-foundation-sdk/table'),
  optionNames: namesOf<SdkOptions>(
    {
      frameIndex: true,
      showHeader: true,
      showTypeIcons: true,
      sortBy: true,
      footer: true,
      cellHeight: true,
    },
    ['enablePagination', 'pageSize', 'frozenColumns', 'maxRowHeight', 'disableKeyboardEvents'],
  ),
  shapes: {
    ...withOverrides(
      fields<Omit<OwnFieldOptions, keyof FieldOptions>>({
        cell: cellShape,
        align: choice('auto', 'left', 'center', 'right'),
        columnWidth: whole(1, 5000),
        minColumnWidth: whole(1, 5000),
        filterable: flag,
        inspect: flag,
        hidden: flag,
      }),
    ),
    ...fields<OwnOptions>({
      sortBy: chosenBy((value) => (Array.isArray(value) ? sorts : isRecord(value) ? sort : text)),
      footer: optionsFrom(
        fields<TableFooter>({ calculations: list(calculation), columns: list(name), countRows: flag }),
      ),
      frameIndex: whole(0, 1000),
      showHeader: flag,
      cellHeight: choice('sm', 'md', 'lg', 'auto'),
      pagination: flag,
      frozenColumns: whole(0, 20),
      maxRowHeight: whole(20, 2000),
    }),
  },
  customNames: [
    'width',
    'minWidth',
    'align',
    'displayMode',
    'cellOptions',
    'hidden',
    'inspect',
    'filterable',
    'hideHeader',
    // Newer than the SDK.
    'hideFrom',
    'wrapHeaderText',
    'wrapText',
    'tooltip',
    'footer',
    'sortable',
    'styleField',
  ],
  implicit: {
    color: 'thresholds',
    custom: {
      align: 'auto',
      inspect: false,
      cellOptions: { type: 'auto' },
      filterable: false,
      hidden: false,
    },
  },
  options: ({
    frameIndex,
    sortBy,
    footer,
    showHeader,
    cellHeight,
    pagination,
    frozenColumns,
    maxRowHeight,
  }): Data<Options> =>
    defined({
      frameIndex,
      showHeader,
      sortBy: sortBy === undefined ? undefined : sortsOf(sortBy),
      footer:
        footer || pagination !== undefined
          ? {
              ...(footer && {
                show: true,
                reducer: [...(footer.calculations ?? [])],
                ...defined({ fields: footer.columns && [...footer.columns], countRows: footer.countRows }),
              }),
              ...defined({ enablePagination: pagination }),
            }
          : undefined,
      cellHeight,
      frozenColumns: frozenColumns === undefined ? undefined : { left: frozenColumns },
      maxRowHeight,
    }),
  custom: ({ cell, align, columnWidth, minColumnWidth, filterable, inspect, hidden }): Data<FieldConfig> =>
    defined({
      width: columnWidth,
      minWidth: minColumnWidth,
      align,
      cellOptions: cell === undefined ? undefined : cellOptions(cell),
      hidden,
      inspect,
      filterable,
    }),
};

function sortsOf(sortBy: NonNullable<TableOptions['sortBy']>): NonNullable<Data<Options>['sortBy']> {
  const all: readonly TableSort[] = isSorts(sortBy)
    ? sortBy
    : [typeof sortBy === 'string' ? { column: sortBy } : sortBy];
  return all.map(({ column, descending = false }) => ({ displayName: column, desc: descending }));
}

function isSorts(sortBy: NonNullable<TableOptions['sortBy']>): sortBy is readonly TableSort[] {
  return Array.isArray(sortBy);
}

function cellOptions(cell: Cell): NonNullable<Data<FieldConfig>['cellOptions']> {
  if (typeof cell === 'string') {
    if (cell === 'gauge') return { type: 'gauge', mode: 'basic' };
    if (cell === 'color-background') return { type: 'color-background', mode: 'gradient' };
    return { type: cell };
  }
  switch (cell.type) {
    case 'gauge':
      return { type: 'gauge', mode: cell.mode ?? 'basic', ...defined({ valueDisplayMode: cell.value }) };
    case 'color-background':
      return {
        type: 'color-background',
        mode: cell.mode ?? 'gradient',
        ...defined({ applyToRow: cell.applyToRow, wrapText: cell.wrap }),
      };
    default:
      return { type: cell.type, ...defined({ wrapText: cell.wrap }) };
  }
}
