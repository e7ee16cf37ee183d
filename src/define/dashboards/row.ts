import { type Place, placeOf } from '../../catalog/index.js';
import {
  chosenBy,
  fitting,
  flag,
  jsonObject as json,
  list,
  name,
  number,
  optionsFrom,
  options as optionsOf,
  type Problem,
  quoted,
  required,
  type Shape,
  text,
  validate,
  whole,
  within,
  wrong,
} from '../../catalog/shape/index.js';
import { gridColumns, gridPoint, type PanelPosition, type RowData } from '../../grafana/index.js';
import { isRecord } from '../../plain.js';
import { type AutoGrid, autoGridShape, placedInAutoGrid } from './auto-grid.js';
import type { AnyPanel } from './panel.js';
import { conditionsShape, type ShowConditions } from './show-when.js';

/** Options of a row. */
export interface RowOptions {
  /** Collapses the row when the dashboard is opened. @default false */
  readonly collapsed?: boolean;
  /** Name of a variable: the row is repeated for each selected value. @default not repeated */
  readonly repeat?: string;
  /** Id of the row panel, unique on the dashboard: 1 to 2147483647. @default derived from `key` */
  readonly id?: number;
  /**
   * Key that the ids of the row and its panels are derived from: with a key, they stay the same when the row is
   * renamed.
   *
   * @default the title
   */
  readonly key?: string;
  /** Places the panels of the row in an auto grid. @default false */
  readonly autoGrid?: boolean | AutoGrid;
  /** Condition for showing the row. @default always shown */
  readonly showWhen?: ShowConditions;
  /** Further fields of Grafana's row, merged last. */
  readonly json?: RowData;
}
/** A row of a dashboard with its panels. */
export interface Row extends RowOptions {
  readonly title: string;
  readonly panels: readonly PanelOrColumn[];
  /** Where it is defined. @default unknown, for a row that is written as an object */
  readonly place?: Place;
}

/** Panels stacked on top of each other, beside other panels. */
export interface Column {
  readonly type: 'column';
  /** Width in columns: 1 to 24. */
  readonly width: number;
  readonly at?: PanelPosition | undefined;
  readonly panels: readonly PanelOrColumn[];
}

/** A panel, or a column of panels. */
export type PanelOrColumn = AnyPanel | Column;

const panelShape: Shape = (value) =>
  isRecord(value) && typeof value.type === 'string' && 'options' in value
    ? undefined
    : wrong(value, 'a panel, such as panel.timeseries({ … }), or a column');

const isColumnLike = (value: unknown) => isRecord(value) && value.type === 'column';
/** Columns were validated by `column()`. */
export const placeableShape = chosenBy((value) => (isColumnLike(value) ? () => undefined : panelShape));

export const rowShape = fitting(
  optionsOf<Row>({
    title: required(text),
    panels: required(list(placeableShape)),
    collapsed: flag,
    repeat: name,
    id: number(),
    key: name,
    autoGrid: autoGridShape,
    showWhen: conditionsShape,
    json,
    place: () => undefined,
  }),
  (options) => placedInAutoGrid(options, 'panels'),
);

/**
 * A row: panels under a heading, placed from left to right.
 *
 * @throws DefinitionError for an empty title, a misspelt option, and anything but panels and columns
 * @example row('Queues', [panel.stat({ title: 'Longest queue', show: queueLength })])
 */
export function row(title: string, panels: readonly PanelOrColumn[], options: RowOptions = {}): Row {
  const place = placeOf(row);
  validate(rowShape, { title, panels, ...options }, 'row', place);
  return { title, panels, ...options, place };
}

/** Options of a column. */
export interface ColumnOptions {
  /** Position of the upper left corner in the row. @default after the previous panel */
  readonly at?: PanelPosition;
}

/**
 * Stacks panels beside other panels, so that panels of different heights leave no gaps: `row('Queue', [graph, column(6,
 * [oldest, longest])])`. Panels take the width of the column unless they set a smaller one; narrow panels share a line
 * where they fit. Columns can be nested.
 *
 * @param width width in columns of the grid: 1 to 24
 * @param panels panels and columns, from top to bottom
 * @param options position of the column
 * @throws DefinitionError for a width out of range, and for anything but panels and columns
 */
export function column(width: number, panels: readonly PanelOrColumn[], options: ColumnOptions = {}): Column {
  validate(columnShape, { ...options, width, panels }, 'column', column);
  return { type: 'column', width, panels, ...options };
}

const columnFields = optionsFrom({
  width: required(whole(1, gridColumns)),
  panels: required(list(placeableShape, 1)),
  at: gridPoint,
});
const columnShape: Shape = (value) => columnFields(value) ?? (isRecord(value) ? tooWide(value) : undefined);

/** Panels that are wider than their column. */
function tooWide({ width, panels }: Readonly<Record<string, unknown>>): readonly Problem[] | undefined {
  if (typeof width !== 'number') return undefined;
  const found = (panels as readonly PanelOrColumn[]).flatMap((item, index) => {
    const { width: own = isColumn(item) ? 0 : width, at } = isColumn(item) ? item : item.options;
    const end = (at?.x ?? 0) + own;
    if (end <= width) return [];
    const what = isColumn(item) ? 'a column' : quoted(item.options.title);
    return within(`[${index}]`, [
      {
        at: '',
        message: `(${what}) ends at column ${end} of ${width}`,
        expected: `a width of at most ${width - (at?.x ?? 0)}`,
        fatal: false,
      },
    ]);
  });
  return found.length === 0 ? undefined : within('panels', found);
}

export function isRow(item: object): item is Row {
  return 'panels' in item && !isColumnLike(item);
}

export function isColumn(item: object): item is Column {
  return isColumnLike(item);
}

/** The panels among items, those in columns included, in reading order. */
export function panelsAmong(items: readonly PanelOrColumn[]): readonly AnyPanel[] {
  return items.some(isColumn)
    ? items.flatMap((item) => (isColumn(item) ? panelsAmong(item.panels) : [item]))
    : (items as readonly AnyPanel[]);
}
