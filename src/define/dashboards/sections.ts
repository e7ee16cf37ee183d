import { type AutoGrid, autoGridOf } from './auto-grid.js';
import type { AnyPanel } from './panel.js';
import { isRow, type PanelOrColumn, panelsAmong, type Row } from './row.js';
import { isTab, type Tab } from './tab.js';

/** Rows and panels, or tabs of them. */
export type Contents = readonly (Row | PanelOrColumn | Tab)[];

/** Panels under one heading, or under none, in reading order. */
export interface Section {
  readonly tab?: Tab;
  readonly row?: Row;
  readonly panels: readonly PanelOrColumn[];
}

/** The sections of a dashboard: its rows, and the panels between two rows as one section. */
export function sectionsOf(contents: Contents): readonly Section[] {
  const found: Section[] = [];
  let loose: (Row | PanelOrColumn)[] = [];
  const endLoose = () => {
    if (loose.length > 0) found.push(...sectionsAmong(loose));
    loose = [];
  };
  for (const item of contents) {
    if (!isTab(item)) {
      loose.push(item);
      continue;
    }
    endLoose();
    found.push(...sectionsAmong(item.rows).map((section) => ({ ...section, tab: item })));
  }
  endLoose();
  return found;
}

function sectionsAmong(items: readonly (Row | PanelOrColumn)[]): readonly Section[] {
  const found: Section[] = [];
  let loose: PanelOrColumn[] = [];
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

/** All panels of a dashboard in reading order, those in tabs, rows and columns included. */
export function panelsIn(contents: Contents): readonly AnyPanel[] {
  return sectionsOf(contents).flatMap(({ panels }) => panelsAmong(panels));
}

/**
 * The panels of a dashboard that are in auto grids.
 *
 * @param grid auto grid of the panels outside of rows and tabs
 */
export function panelsInAutoGrids(
  contents: Contents,
  grid: boolean | AutoGrid | undefined,
): readonly AnyPanel[] {
  return sectionsOf(contents).flatMap(({ tab, row, panels }) => {
    const own = row ? row.autoGrid : tab ? tab.autoGrid : grid;
    return autoGridOf(own) ? panelsAmong(panels) : [];
  });
}

/** All rows of a dashboard, those in tabs included. */
export function rowsIn(contents: Contents): readonly Row[] {
  return sectionsOf(contents).flatMap(({ row }) => row ?? []);
}
