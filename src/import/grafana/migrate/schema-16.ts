import { type Json, objectsIn, type Step } from './step.js';

/** Pixels of a line of the grid with the gap under it, and of a row that said nothing. */
const cell = 38;
const rowHeight = 250;

/** Columns of Grafana's grid, which was twelve wide. */
const columns = 24;

/**
 * 16: rows of twelve spans became a grid of 24 columns. Rows stay rows where one of them has a title that is shown, is
 * closed or repeated; what a repetition had made of them is left out.
 */
export const schema16: Step = (dashboard) => {
  if (!Array.isArray(dashboard.rows)) return;
  const rows = objectsIn(dashboard.rows).filter(({ repeatIteration }) => !repeatIteration);
  const panels = objectsIn(dashboard.panels);
  const showRows = objectsIn(dashboard.rows).some(
    (row) => row.collapse === true || row.showTitle === true || isRepeated(row),
  );
  let id = [...panels, ...rows.flatMap((row) => objectsIn(row.panels))].reduce(
    (most, panel) => Math.max(most, typeof panel.id === 'number' ? panel.id : 0),
    0,
  );
  let y = 0;
  for (const row of rows) {
    const height = linesOf(row.height);
    const own = objectsIn(row.panels);
    const isClosed = showRows && row.collapse === true;
    if (showRows) {
      panels.push({
        id: ++id,
        type: 'row',
        title: row.title ?? '',
        collapsed: row.collapse === true,
        panels: isClosed ? own : [],
        ...(isRepeated(row) && { repeat: row.repeat }),
        gridPos: { x: 0, y, w: columns, h: 1 },
      });
      y++;
    }
    const last = placeSpans(own, y, height);
    y = isClosed ? last : last + height;
    if (!isClosed) panels.push(...own);
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
  return Math.max(3, Math.ceil((Number.isFinite(pixels) && pixels !== 0 ? pixels : rowHeight) / cell));
}

/**
 * Places the panels of a row from left to right; one that is too wide for its line begins the next.
 *
 * @returns where the last line begins
 */
function placeSpans(panels: readonly Json[], top: number, height: number): number {
  const area: RowArea = { taken: emptyLine(), y: top, height };
  for (const panel of panels) {
    const span = typeof panel.span === 'number' && panel.span > 0 ? panel.span : 4;
    const w = Math.min(columns, Math.max(1, Math.floor(span) * 2));
    const isOwn = panel.height !== undefined && panel.height !== null && panel.height !== '';
    const h = isOwn ? linesOf(panel.height) : height;
    const { x, y } = nextPlace(area, w);
    panel.gridPos = { x, y: area.y + y, w, h };
    for (let column = x; column < Math.min(columns, x + w); column++)
      area.taken[column] = Math.max(area.taken[column] ?? 0, y + h);
    if (typeof panel.minSpan === 'number') panel.minSpan = Math.min(columns, 2 * panel.minSpan);
    delete panel.span;
    delete panel.height;
  }
  return area.y;
}

/** A line of panels: how far down each column of it is taken, from its top. */
interface RowArea {
  taken: number[];
  y: number;
  readonly height: number;
}

function emptyLine(): number[] {
  return Array.from({ length: columns }, () => 0);
}

/** Free columns at the right end of the line, none of which is taken less far down than the one to its right. */
function nextPlace(area: RowArea, width: number): { readonly x: number; readonly y: number } {
  const { taken, height } = area;
  let start = columns;
  while (start > 0) {
    const own = taken[start - 1] ?? 0;
    if (own >= height || (start < columns && own > (taken[start] ?? 0))) break;
    start--;
  }
  // Grafana wants two free columns at least, and so never places what is one column wide beside others.
  if (columns - start >= Math.max(2, width)) return { x: start, y: Math.max(...taken.slice(start)) };
  area.y += height;
  area.taken = emptyLine();
  return { x: 0, y: 0 };
}
