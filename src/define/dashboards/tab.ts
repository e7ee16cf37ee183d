import {
  chosenBy,
  fitting,
  list,
  name,
  options as optionsOf,
  required,
  text,
  validate,
} from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import { type AutoGrid, autoGridShape, placedInAutoGrid } from './auto-grid.js';
import { isRow, type PanelOrColumn, placeableShape, type Row, rowShape } from './row.js';
import { conditionsShape, type ShowConditions } from './show-when.js';

/** Options of a tab. */
export interface TabOptions {
  /** Name of a variable: the tab is repeated for each selected value. @default not repeated */
  readonly repeat?: string;
  /** Places the panels outside of rows in an auto grid. @default false */
  readonly autoGrid?: boolean | AutoGrid;
  /** Condition for showing the tab. @default always shown */
  readonly showWhen?: ShowConditions;
  /** Key that the ids of its rows and panels are derived from. @default the title */
  readonly key?: string;
}

/** A tab of rows and panels. Only dashboards of version v2 have tabs; in others a tab becomes one or more rows. */
export interface Tab extends TabOptions {
  readonly type: 'tab';
  readonly title: string;
  readonly rows: readonly (Row | PanelOrColumn)[];
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

/**
 * A tab of a dashboard: `dashboard({ rows: [tab('Overview', [graph]), tab('Queues', [row('Mail', […])])] })`.
 *
 * @throws DefinitionError for a misspelt option, and anything but panels, columns and rows
 */
export function tab(title: string, rows: readonly (Row | PanelOrColumn)[], options: TabOptions = {}): Tab {
  validate(tabShape, { title, rows, ...options }, 'tab', tab);
  return { type: 'tab', title, rows, ...options };
}

export function isTab(item: object): item is Tab {
  return 'type' in item && item.type === 'tab' && 'rows' in item;
}
