import type { AnyPanel } from '../define/dashboards/panel.js';
import { isColumn, isRow, type Placeable, panelsAmong, type Row } from '../define/dashboards/row.js';
import {
  type GridPoint,
  graphSize,
  gridColumns,
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
export interface PlacedRow {
  readonly row: Row;
  readonly id: number;
  readonly y: number;
  readonly panels: readonly PlacedPanel[];
}
export type Placed = PlacedRow | PlacedPanel;

/**
 * Places panels from left to right in lines as high as their highest panel, rows one under the other. A panel that says
 * where it is stands there, and the others as if it were not.
 *
 * @param usualSize of panels that do not say it. @default by their type
 */
export function place(items: readonly (Row | Placeable)[], usualSize: UsualSize = sizeOfType): Placed[] {
  const nextId = idSource(items);
  const placed: Placed[] = [];
  let y = 0;
  for (const section of sections(items)) {
    if (section.row) {
      const id = nextId();
      const collapsed = section.row.collapsed === true;
      const { panels, bottom } = placePanels(section.panels, y + rowHeadingHeight, nextId, usualSize);
      placed.push({ row: section.row, id, y, panels });
      // The panels of a collapsed row take no space until it is expanded.
      y = collapsed ? y + rowHeadingHeight : bottom;
    } else {
      const { panels, bottom } = placePanels(section.panels, y, nextId, usualSize);
      placed.push(...panels);
      y = bottom;
    }
  }
  return placed;
}

interface Section {
  readonly row?: Row;
  readonly panels: readonly Placeable[];
}

/** Rows, and the runs of panels between them, which share lines. */
function sections(items: readonly (Row | Placeable)[]): Section[] {
  const found: Section[] = [];
  let loose: Placeable[] = [];
  for (const item of items) {
    if (!isRow(item)) {
      if (loose.length === 0) found.push({ panels: loose });
      loose.push(item);
      continue;
    }
    found.push({ row: item, panels: item.panels });
    loose = [];
  }
  return found;
}

function placePanels(
  items: readonly Placeable[],
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

/**
 * Hands over the panels in the order of reading, with their positions.
 *
 * @param corner where the space begins
 * @param usual how wide a panel is that does not say it. @default by its type
 * @returns how high it all is
 */
function flow(
  items: readonly Placeable[],
  corner: GridPoint,
  columns: number,
  usual: number | undefined,
  sizeOf: SizeOf,
  see: (panel: AnyPanel, position: GridPosition) => void,
): number {
  let next: GridPoint = { x: 0, y: 0 };
  let lineHeight = 0;
  let bottom = 0;
  const put = (item: Placeable, { x, y }: GridPoint): number => {
    const at = { x: corner.x + x, y: corner.y + y };
    if (isColumn(item)) return flow(item.panels, at, item.width, item.width, sizeOf, see);
    const size = sizeOf(item, usual);
    see(item, { ...at, ...size });
    return size.h;
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
function idSource(items: readonly (Row | Placeable)[]): () => number {
  const claims: IdClaim[] = [];
  for (const item of items) {
    if (!isRow(item)) {
      for (const panel of panelsAmong([item])) claims.push(claimOf(panel, []));
      continue;
    }
    const { title, id, key = title, panels } = item;
    claims.push({ id, key: item.key === undefined ? ['row', title] : ['key', item.key] });
    for (const panel of panelsAmong(panels)) claims.push(claimOf(panel, [key]));
  }
  const ids = idsOf(claims);
  let next = 0;
  return () => ids[next++] ?? 0;
}

/** @param row what the row is known by; empty outside of rows */
function claimOf({ options: { id, key, title } }: AnyPanel, row: readonly string[]): IdClaim {
  return { id, key: key === undefined ? ['panel', ...row, title] : ['key', key] };
}

/** All panels in reading order, those of rows and columns too. */
export function panelsIn(items: readonly (Row | Placeable)[]): readonly AnyPanel[] {
  const panels: AnyPanel[] = [];
  for (const item of items) panels.push(...panelsAmong(isRow(item) ? item.panels : [item]));
  return panels;
}
