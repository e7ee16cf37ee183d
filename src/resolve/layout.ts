import { type AutoGrid, autoGridOf } from '../define/dashboards/auto-grid.js';
import type { AnyPanel } from '../define/dashboards/panel.js';
import { isColumn, type PanelOrColumn, panelsAmong, type Row } from '../define/dashboards/row.js';
import { type Contents, type Section, sectionsOf } from '../define/dashboards/sections.js';
import type { Tab } from '../define/dashboards/tab.js';
import {
  graphSize,
  gridColumns,
  type PanelPosition,
  type PanelSize,
  panelTypes,
  rowHeadingHeight,
} from '../grafana/index.js';
import { type IdClaim, idsOf } from './panel-ids.js';
import type { GridPosition } from './resolved.js';

/** A panel with its id and position. */
export interface PlacedPanel {
  readonly panel: AnyPanel;
  readonly id: number;
  readonly gridPos: GridPosition;
}
/** A heading with the panels below it: of a row, or of the panels of a tab that are in no row. */
export interface PlacedRow {
  readonly row: Row;
  readonly tab?: Tab | undefined;
  /** Whether it stands for the panels of its tab outside of rows, which have a heading only where there are no tabs. */
  readonly ofTab: boolean;
  readonly title: string;
  readonly id: number;
  readonly y: number;
  readonly panels: readonly PlacedPanel[];
}
export type Placed = PlacedRow | PlacedPanel;

/** What the places of panels follow from besides themselves. */
export interface Placing {
  /** The grid of the panels outside of rows and tabs. */
  readonly autoGrid?: boolean | AutoGrid | undefined;
  /** How large panels are that do not say it. @default by their type */
  readonly usualSize?: UsualSize;
}

/**
 * Places panels from left to right in lines as high as their highest panel, rows one under the other. A panel that says
 * where it is stands there, and the others as if it were not. Where there are no tabs, each is a row, and so are the
 * rows in it, behind its title.
 */
export function place(
  contents: Contents,
  { autoGrid: grid, usualSize = sizeOfType }: Placing = {},
): Placed[] {
  const headed = sectionsOf(contents).map(withHeading);
  const nextId = idSource(headed);
  const placed: Placed[] = [];
  let y = 0;
  for (const { heading, panels: items, autoGrid = grid } of headed) {
    if (heading) {
      const id = nextId();
      const collapsed = heading.row.collapsed === true;
      const { panels, bottom } = placePanels(
        items,
        y + rowHeadingHeight,
        nextId,
        sizeIn(autoGrid, usualSize),
      );
      placed.push({ ...heading, id, y, panels });
      // The panels of a collapsed row take no space until it is expanded.
      y = collapsed ? y + rowHeadingHeight : bottom;
    } else {
      const { panels, bottom } = placePanels(items, y, nextId, sizeIn(autoGrid, usualSize));
      placed.push(...panels);
      y = bottom;
    }
  }
  return placed;
}

interface Headed {
  readonly heading?: Omit<PlacedRow, 'id' | 'y' | 'panels'>;
  readonly panels: readonly PanelOrColumn[];
  readonly autoGrid?: boolean | AutoGrid | undefined;
}

function withHeading({ tab, row, panels }: Section): Headed {
  if (!tab)
    return row
      ? { heading: { row, ofTab: false, title: row.title }, panels, autoGrid: row.autoGrid ?? false }
      : { panels };
  const { title, key } = tab;
  if (!row) {
    const { repeat } = tab;
    const own: Row = {
      title,
      panels,
      ...(key !== undefined && { key }),
      ...(repeat !== undefined && { repeat }),
    };
    return { heading: { row: own, tab, ofTab: true, title }, panels, autoGrid: tab.autoGrid ?? false };
  }
  return {
    heading: { row, tab, ofTab: false, title: `${title}: ${row.title}` },
    panels,
    autoGrid: row.autoGrid ?? false,
  };
}

function placePanels(
  items: readonly PanelOrColumn[],
  top: number,
  nextId: () => number,
  usualSize: UsualSize,
): { panels: PlacedPanel[]; bottom: number } {
  const panels: PlacedPanel[] = [];
  const sizeOf: SizeOf = (panel, width) => {
    const { w, h } = usualSize(panel);
    return { w: panel.options.width ?? width ?? w, h: panel.options.height ?? h };
  };
  const height = flow(items, { x: 0, y: top }, gridColumns, undefined, sizeOf, (panel, gridPos) => {
    panels.push({ panel, id: nextId(), gridPos });
  });
  return { panels, bottom: top + height };
}

const heights = { short: 168, standard: 320, tall: 512 } as const;

/** The size of panels in an auto grid, as it is in a grid of as many columns. */
function sizeIn(given: boolean | AutoGrid | undefined, usualSize: UsualSize): UsualSize {
  const grid = autoGridOf(given);
  if (!grid) return usualSize;
  const pixels = typeof grid.rowHeight === 'number' ? grid.rowHeight : heights[grid.rowHeight];
  // A grid row is 30 pixels high, with a gap of 8 between two.
  const size = {
    w: Math.floor(gridColumns / grid.maxColumns),
    h: Math.max(1, Math.round((pixels + 8) / 38)),
  };
  return () => size;
}

/**
 * Hands over the panels in the order of reading, with their positions.
 *
 * @param corner where the space begins
 * @returns how high it all is
 */
function flow(
  items: readonly PanelOrColumn[],
  corner: PanelPosition,
  columns: number,
  usual: number | undefined,
  sizeOf: SizeOf,
  see: (panel: AnyPanel, position: GridPosition) => void,
): number {
  let next: PanelPosition = { x: 0, y: 0 };
  let lineHeight = 0;
  let bottom = 0;
  const put = (item: PanelOrColumn, { x, y }: PanelPosition): number => {
    const at = { x: corner.x + x, y: corner.y + y };
    if (isColumn(item)) return flow(item.panels, at, item.width, item.width, sizeOf, see);
    const { w, h } = sizeOf(item, usual);
    see(item, { x: at.x, y: at.y, w, h });
    return h;
  };
  for (const item of items) {
    const fixed = isColumn(item) ? item.at : item.options.at;
    if (fixed) {
      bottom = Math.max(bottom, fixed.y + put(item, fixed));
      continue;
    }
    const width = isColumn(item) ? item.width : sizeOf(item, usual).w;
    if (next.x + width > columns) {
      next = { x: 0, y: next.y + lineHeight };
      lineHeight = 0;
    }
    lineHeight = Math.max(lineHeight, put(item, next));
    bottom = Math.max(bottom, next.y + lineHeight);
    next = { x: next.x + width, y: next.y };
  }
  return bottom;
}

/** How large a panel is that does not say it. */
export type UsualSize = (panel: AnyPanel) => PanelSize;

/** How large a panel is. @param width of its column, where it is in one */
type SizeOf = (panel: AnyPanel, width: number | undefined) => PanelSize;

export function sizeOfType({ type }: AnyPanel): PanelSize {
  return type === 'raw' ? graphSize : panelTypes[type].size;
}

/** Gives the ids of rows and panels one after the other, in the order of reading. */
function idSource(headed: readonly Headed[]): () => number {
  const claims: IdClaim[] = [];
  for (const { heading, panels } of headed) {
    const known: string[] = [];
    if (heading) {
      const { row, tab, ofTab, title } = heading;
      const ofRow = row.key ?? (tab && !ofTab ? `${tab.key ?? tab.title}: ${row.title}` : title);
      known.push(ofRow);
      claims.push({ id: row.id, key: row.key === undefined ? ['row', ofRow] : ['key', row.key] });
    }
    for (const panel of panelsAmong(panels)) claims.push(claimOf(panel, known));
  }
  const ids = idsOf(claims);
  let next = 0;
  return () => ids[next++] ?? 0;
}

/** @param row what the row is known by; empty outside of rows */
function claimOf({ options: { id, key, title } }: AnyPanel, row: readonly string[]): IdClaim {
  return { id, key: key === undefined ? ['panel', ...row, title] : ['key', key] };
}
