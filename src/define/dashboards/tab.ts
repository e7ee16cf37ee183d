import {
  chosenBy,
  fitting,
  isRecord,
  list,
  name,
  options as optionsOf,
  required,
  text,
  validate,
} from '../../catalog/shape/index.js';
import { type AutoGrid, autoGridShape, placedInAutoGrid } from './auto-grid.js';
import { isRow, type Placeable, placeableShape, type Row, rowShape } from './row.js';
import { conditionsShape, type ShowConditions } from './show-when.js';

/** Options of a tab. */
export interface TabOptions {
  /** Name of the variable for each of whose values the tab is repeated. */
  readonly repeat?: string;
  /** The panels outside of rows in a grid that fills the screen. @default false */
  readonly autoGrid?: boolean | AutoGrid;
  /** @default always */
  readonly showWhen?: ShowConditions;
  /** What the ids of its rows and panels follow from in place of its title. */
  readonly key?: string;
}

/** Rows and panels behind a tab. Only resources of version v2 have tabs: elsewhere each is a row, or several. */
export interface Tab extends TabOptions {
  readonly type: 'tab';
  readonly title: string;
  readonly rows: readonly (Row | Placeable)[];
}

export const rowOrPanel = chosenBy((value) => (isRecord(value) && isRow(value) ? rowShape : placeableShape));

const tabShape = fitting(
  optionsOf<Omit<Tab, 'type'>>({
    title: required(text),
    rows: required(list(rowOrPanel, 1)),
    repeat: name,
    autoGrid: autoGridShape,
    showWhen: conditionsShape,
    key: name,
  }),
  (options) => placedInAutoGrid(options, 'rows'),
);

/** A tab of a dashboard: `dashboard({ rows: [tab('Overview', [graph]), tab('Queues', [row('Mail', […])])] })`. */
export function tab(title: string, rows: readonly (Row | Placeable)[], options: TabOptions = {}): Tab {
  validate(tabShape, { title, rows, ...options }, 'tab', tab);
  return { type: 'tab', title, rows, ...options };
}

export function isTab(item: object): item is Tab {
  return 'type' in item && item.type === 'tab' && 'rows' in item;
}
