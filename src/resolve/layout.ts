import { isRow, type Row } from '../define/dashboards/dashboard.js';
import type { AnyPanel } from '../define/dashboards/panel.js';
import { graphSize, gridColumns, panelTypes, rowHeadingHeight } from '../grafana/index.js';
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
 * Places panels from left to right in lines as high as their highest panel, rows one under the other.
 * Ids count from 1 in reading order; an id that a panel asks for is left to it.
 */
export function place(items: readonly (Row | AnyPanel)[]): Placed[] {
  const nextId = idSource(items);
  const placed: Placed[] = [];
  let y = 0;
  for (const section of sections(items)) {
    if (section.row) {
      const id = nextId();
      const collapsed = section.row.collapsed === true;
      const { panels, bottom } = placePanels(section.panels, y + rowHeadingHeight, nextId);
      placed.push({ row: section.row, id, y, panels });
      // The panels of a collapsed row take no space until it is opened.
      y = collapsed ? y + rowHeadingHeight : bottom;
    } else {
      const { panels, bottom } = placePanels(section.panels, y, nextId);
      placed.push(...panels);
      y = bottom;
    }
  }
  return placed;
}

interface Section {
  readonly row?: Row;
  readonly panels: readonly AnyPanel[];
}

/** Rows as they are; panels between them gathered, so that they share lines. */
function sections(items: readonly (Row | AnyPanel)[]): Section[] {
  const found: Section[] = [];
  let loose: AnyPanel[] = [];
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
  panels: readonly AnyPanel[],
  top: number,
  nextId: () => number,
): { panels: PlacedPanel[]; bottom: number } {
  const placed: PlacedPanel[] = [];
  let x = 0;
  let y = top;
  let lineHeight = 0;
  for (const panel of panels) {
    const { w, h } = sizeOf(panel);
    if (x + w > gridColumns) {
      y += lineHeight;
      x = 0;
      lineHeight = 0;
    }
    placed.push({ panel, id: panel.options.id ?? nextId(), gridPos: { x, y, w, h } });
    x += w;
    lineHeight = Math.max(lineHeight, h);
  }
  return { panels: placed, bottom: y + lineHeight };
}

function sizeOf(panel: AnyPanel): { w: number; h: number } {
  const { w, h } = panel.type === 'raw' ? graphSize : panelTypes[panel.type].size;
  return { w: panel.options.width ?? w, h: panel.options.height ?? h };
}

function idSource(items: readonly (Row | AnyPanel)[]): () => number {
  const taken = new Set<number>();
  for (const { options } of panelsIn(items)) if (options.id !== undefined) taken.add(options.id);
  let last = 0;
  return () => {
    do last += 1;
    while (taken.has(last));
    return last;
  };
}

/** All panels in reading order, those of rows too. */
export function panelsIn(items: readonly (Row | AnyPanel)[]): readonly AnyPanel[] {
  const panels: AnyPanel[] = [];
  for (const item of items) {
    if (isRow(item)) panels.push(...item.panels);
    else panels.push(item);
  }
  return panels;
}
