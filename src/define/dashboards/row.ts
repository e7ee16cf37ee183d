import {
  chosenBy,
  fitting,
  flag,
  isRecord,
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
import { type GridPoint, gridColumns, gridPoint, type RowData } from '../../grafana/index.js';
import { type AutoGrid, autoGridShape, placedInAutoGrid } from './auto-grid.js';
import type { AnyPanel } from './panel.js';
import { conditionsShape, type ShowConditions } from './show-when.js';

/** Options of a row. */
export interface RowOptions {
  /** Hides its panels until somebody opens it. @default false */
  readonly collapsed?: boolean;
  /** Name of the variable for each of whose values the row is repeated. */
  readonly repeat?: string;
  /** Id of its heading, unique on the dashboard. @default one that follows from its key */
  readonly id?: number;
  /** What its id, and those of its panels, follow from in place of its title: a row that is renamed keeps them. */
  readonly key?: string;
  /** Its panels in a grid that fills the screen. @default false */
  readonly autoGrid?: boolean | AutoGrid;
  /** @default always */
  readonly showWhen?: ShowConditions;
  /** Anything else of Grafana's row, merged last. */
  readonly json?: RowData;
}
/** A row of a dashboard with its panels. */
export interface Row extends RowOptions {
  readonly title: string;
  readonly panels: readonly Placeable[];
}

/** Panels one under the other, beside other panels. */
export interface Column {
  readonly type: 'column';
  /** Columns of the grid: 1 to 24. */
  readonly width: number;
  readonly at?: GridPoint | undefined;
  readonly panels: readonly Placeable[];
}

/** What has a place in a row: panels, and columns of them. */
export type Placeable = AnyPanel | Column;

export const panelShape: Shape = (value) =>
  isRecord(value) && typeof value.type === 'string' && 'options' in value
    ? undefined
    : wrong(value, 'a panel, such as panel.timeseries({ … }), or a column');

const isColumnLike = (value: unknown) => isRecord(value) && value.type === 'column';
/** Columns have been looked at when they were made. */
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
  }),
  (options) => placedInAutoGrid(options, 'panels'),
);

/**
 * Panels under a heading, placed from left to right by their widths.
 *
 * @example row('Queues', [panel.stat({ title: 'Longest queue', show: queueLength })])
 */
export function row(title: string, panels: readonly Placeable[], options: RowOptions = {}): Row {
  validate(rowShape, { title, panels, ...options }, 'row', row);
  return { title, panels, ...options };
}

/** Options of a column. */
export interface ColumnOptions {
  /** Its upper left corner in the row. @default it follows what is before it */
  readonly at?: GridPoint;
}

/**
 * Panels that stand one under the other beside others, so that panels of different heights leave no gaps:
 * `row('Queue', [graph, column(6, [oldest, longest])])`. Panels in it are as wide as it is unless they say less; such
 * share a line where they fit. In it may be columns again.
 *
 * @param width columns of the grid: 1 to 24
 * @throws DefinitionError for a width that is none, or for what is no panel
 */
export function column(width: number, panels: readonly Placeable[], options: ColumnOptions = {}): Column {
  validate(columnShape, { ...options, width, panels }, 'column', column);
  return { type: 'column', width, panels, ...options };
}

const columnFields = optionsFrom({
  width: required(whole(1, gridColumns)),
  panels: required(list(placeableShape, 1)),
  at: gridPoint,
});
const columnShape: Shape = (value) => columnFields(value) ?? (isRecord(value) ? tooWide(value) : undefined);

/** Panels that do not fit into their column. */
function tooWide({ width, panels }: Readonly<Record<string, unknown>>): readonly Problem[] | undefined {
  if (typeof width !== 'number') return undefined;
  const found = (panels as readonly Placeable[]).flatMap((item, index) => {
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

/** The panels of what is placed, those in columns too, in the order of reading. */
export function panelsAmong(items: readonly Placeable[]): readonly AnyPanel[] {
  return items.some(isColumn)
    ? items.flatMap((item) => (isColumn(item) ? panelsAmong(item.panels) : [item]))
    : (items as readonly AnyPanel[]);
}
