import type { Plain } from '../../read/plain.js';
import type { GridPos } from '../grid.js';
import type { Layout, LayoutSection } from '../layout.js';

const columns = 24;
/** Pixels of the heights of panels in auto grids. */
const heights = { short: 168, standard: 320, tall: 512 } as const;

/**
 * The panels of a layout where a classic dashboard has them: tabs are rows, and panels in auto grids stand in lines of as
 * many columns.
 *
 * @param panels All of them, without places.
 */
export function classicPlaces(layout: Layout, panels: readonly Plain[]): Plain[] {
  const byId = new Map(panels.map((panel) => [Number(panel.id), panel]));
  const placed: Plain[] = [];
  let id = panels.reduce((most, panel) => Math.max(most, Number(panel.id)), 0);
  let y = 0;
  const heading = (title: string, collapsed: boolean, inner: readonly Plain[]): void => {
    placed.push({
      id: ++id,
      type: 'row',
      title,
      collapsed,
      gridPos: { x: 0, y, w: columns, h: 1 },
      panels: collapsed ? inner : [],
    });
  };
  const put = (section: LayoutSection): void => {
    const { row } = section;
    const top = row ? y + 1 : y;
    const places = placesOf(section);
    const own = section.panels.flatMap((one, index): Plain[] => {
      const panel = byId.get(one.id);
      const place = places[index];
      return panel && place ? [{ ...panel, gridPos: { ...place, y: place.y + top } }] : [];
    });
    const isClosed = row?.collapsed === true;
    if (row) heading(row.title, isClosed, own);
    if (!isClosed) placed.push(...own);
    y = isClosed ? top : places.reduce((most, place) => Math.max(most, top + place.y + place.h), top);
  };
  if (!layout.tabs) {
    for (const section of layout.sections) put(section);
    return placed;
  }
  for (const { title, sections } of layout.tabs) {
    heading(title, false, []);
    y++;
    for (const section of sections) put(section);
  }
  return placed;
}

function placesOf({ grid, panels }: LayoutSection): GridPos[] {
  if (!grid) return panels.map(({ at }) => at ?? { x: 0, y: 0, w: columns, h: 8 });
  const w = Math.floor(columns / grid.maxColumns);
  const pixels = typeof grid.rowHeight === 'number' ? grid.rowHeight : heights[grid.rowHeight];
  // A line of the grid has 30 pixels, and 8 lie between two.
  const h = Math.max(1, Math.round((pixels + 8) / 38));
  return panels.map((_, index) => ({
    x: (index % grid.maxColumns) * w,
    y: Math.floor(index / grid.maxColumns) * h,
    w,
    h,
  }));
}
