import { isPlain, listOf, type Plain, plain } from '../read/plain.js';

/** Columns of Grafana's grid. */
const columns = 24;

export interface GridPos {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** The place of a panel that says none: `defaults.gridPos` of Grafana's `PanelModel`, which leaves it out when it saves. */
const unsaid: GridPos = { x: 0, y: 0, w: 6, h: 3 };

export function gridPosOf(panel: Plain): GridPos {
  const { x, y, w, h } = isPlain(panel.gridPos) ? panel.gridPos : unsaid;
  const number = (value: unknown, otherwise: number) =>
    typeof value === 'number' && Number.isFinite(value) ? Math.floor(value) : otherwise;
  const width = Math.min(columns, Math.max(1, number(w, 12)));
  return {
    x: Math.min(columns - width, Math.max(0, number(x, 0))),
    y: Math.max(0, number(y, 0)),
    w: width,
    h: Math.max(1, number(h, 8)),
  };
}

/** Panels in the order of reading. */
function inOrder(panels: readonly Plain[]): Plain[] {
  return panels
    .map((panel, index) => ({ panel, index, pos: gridPosOf(panel) }))
    .sort((a, b) => a.pos.y - b.pos.y || a.pos.x - b.pos.x || a.index - b.index)
    .map(({ panel }) => panel);
}

/**
 * Places panels as Grafana's grid does when it shows a dashboard: each as far up as those before it let it, and none over
 * another. Panels of rows that are closed keep their place among themselves, from the line under their row.
 */
export function compacted(panels: readonly Plain[]): Plain[] {
  return stacked(panels, 0).map((panel) => {
    if (panel.type !== 'row' || !Array.isArray(panel.panels) || panel.panels.length === 0) return panel;
    return { ...panel, panels: stacked(listOf(panel.panels).map(plain), gridPosOf(panel).y + 1) };
  });
}

function stacked(panels: readonly Plain[], start: number): Plain[] {
  const placed: GridPos[] = [];
  /** Panels of a row that has moved down move with it. */
  let top = start;
  return inOrder(panels).map((panel) => {
    const pos = panel.type === 'row' ? { ...gridPosOf(panel), x: 0, w: columns, h: 1 } : gridPosOf(panel);
    const bottom = placed.reduce((most, other) => Math.max(most, other.y + other.h), top);
    // Panels of a closed row may say places above it: it has moved since.
    let y = Math.max(top, Math.min(pos.y, bottom));
    const free = (candidate: number) => placed.every((other) => !overlaps({ ...pos, y: candidate }, other));
    // Nothing before it reaches below this.
    while (!free(y)) y++;
    while (y > top && free(y - 1)) y--;
    const gridPos = { ...pos, y };
    placed.push(gridPos);
    if (panel.type === 'row') top = y + 1;
    return { ...panel, gridPos };
  });
}

function overlaps(a: GridPos, b: GridPos): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
