import { type Json, jsonOf, objectsIn, type Step } from './step.js';

/** Pixels of a line of the grid with the gap under it, and of a row that said nothing. */
const cell = 38;
const rowHeight = 250;

/** 16: rows of twelve spans became a grid of 24 columns. Rows with a title, repeated and closed ones stay rows. */
export const schema16: Step = (dashboard) => {
  const rows = objectsIn(dashboard.rows);
  if (!Array.isArray(dashboard.rows)) return;
  const panels = objectsIn(dashboard.panels);
  const showRows = rows.some((row) => row.collapse === true || row.showTitle === true || isRepeated(row));
  let id = [...panels, ...rows.flatMap((row) => objectsIn(row.panels))].reduce(
    (most, panel) => Math.max(most, typeof panel.id === 'number' ? panel.id : 0),
    0,
  );
  let y = 0;
  for (const row of rows) {
    const height = linesOf(row.height ?? rowHeight);
    const own = objectsIn(row.panels);
    let heading: Json | undefined;
    if (showRows) {
      heading = {
        id: ++id,
        type: 'row',
        title: row.title ?? '',
        collapsed: row.collapse === true,
        panels: [],
        ...(isRepeated(row) && { repeat: row.repeat }),
        gridPos: { x: 0, y, w: 24, h: 1 },
      };
      panels.push(heading);
      y++;
    }
    const bottom = placeSpans(own, y, height);
    if (heading?.collapsed === true) heading.panels = own;
    else panels.push(...own);
    if (heading?.collapsed !== true) y = bottom;
  }
  dashboard.panels = panels;
  delete dashboard.rows;
};

function isRepeated(row: Json): boolean {
  return typeof row.repeat === 'string' && row.repeat !== '';
}

/** A height in pixels, `250px` too, as lines of the grid. */
function linesOf(height: unknown): number {
  const pixels = typeof height === 'number' ? height : Number.parseInt(String(height).replace('px', ''), 10);
  return Math.max(3, Math.ceil((Number.isFinite(pixels) ? pixels : rowHeight) / cell));
}

/** Places the panels of a row from left to right; one that is too wide for its line begins the next. */
function placeSpans(panels: Json[], top: number, usual: number): number {
  /** How far down each column of the row is taken. */
  const taken: number[] = Array.from({ length: 24 }, () => top);
  let cursor = { x: 0, y: top, bottom: top };
  let bottom = top;
  for (const panel of panels) {
    const span = typeof panel.span === 'number' ? panel.span : 4;
    const w = Math.min(24, Math.max(1, Math.floor(span * 2)));
    const h =
      panel.height === undefined || panel.height === null || panel.height === ''
        ? usual
        : linesOf(panel.height);
    const spot = freeSpot(taken, cursor, w);
    panel.gridPos = { x: spot.x, y: spot.y, w, h };
    for (let column = spot.x; column < spot.x + w; column++) taken[column] = spot.y + h;
    cursor = { x: spot.x + w, y: spot.y, bottom: Math.max(cursor.bottom, spot.y + h) };
    bottom = Math.max(bottom, spot.y + h);
    if (typeof panel.minSpan === 'number' && jsonOf(panel).maxPerRow === undefined)
      panel.minSpan = Math.min(24, (24 / 12) * panel.minSpan);
    delete panel.span;
    delete panel.height;
  }
  return Math.max(bottom, top + (panels.length === 0 ? usual : 0));
}

/** The next place of a width to the right in the line, or else the first one under what is there. */
function freeSpot(
  taken: readonly number[],
  { x, y }: { x: number; y: number },
  w: number,
): { x: number; y: number } {
  if (x + w <= 24 && taken.slice(x, x + w).every((height) => height <= y)) return { x, y };
  let best = { x: 0, y: Number.POSITIVE_INFINITY };
  for (let column = 0; column + w <= 24; column++) {
    const height = Math.max(...taken.slice(column, column + w));
    if (height < best.y) best = { x: column, y: height };
  }
  return best;
}
