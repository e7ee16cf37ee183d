import type { DashboardJson, OldRowJson, PanelJson } from './json.js';

/** Pixels of a row of the grid, with the gap below it. */
const gridRow = 38;

/** All panels in the form that Grafana has had since version 5: what is older has rows, with spans of twelve columns. */
export function panelsOfDashboard({ panels = [], rows = [] }: DashboardJson): readonly PanelJson[] {
  let top = Math.max(0, ...panels.map(({ gridPos }) => (gridPos ? gridPos.y + gridPos.h : 0)));
  const moved: PanelJson[] = [];
  for (const row of rows) {
    const { placed, height } = placedIn(row, top);
    const titled = row.showTitle === true || row.collapse === true || Boolean(row.repeat);
    if (titled) {
      moved.push({
        type: 'row',
        title: row.title ?? '',
        collapsed: row.collapse === true,
        panels: row.collapse ? placed : [],
        ...(row.repeat && { repeat: row.repeat }),
      });
    }
    if (!titled || row.collapse !== true) moved.push(...placed);
    top += height;
  }
  return [...panels, ...moved];
}

function placedIn({ panels = [], height }: OldRowJson, top: number): { placed: PanelJson[]; height: number } {
  let x = 0;
  let y = 0;
  let tallest = 0;
  const placed = panels.map((panel) => {
    const w = Math.min(24, Math.max(2, Math.round((panel.span ?? 4) * 2)));
    const h = Math.max(3, Math.ceil(pixels(panel.height ?? height) / gridRow));
    if (x + w > 24) {
      x = 0;
      y += tallest;
      tallest = 0;
    }
    const gridPos = { x, y: top + y, w, h };
    x += w;
    tallest = Math.max(tallest, h);
    return { ...panel, gridPos };
  });
  return { placed, height: y + tallest };
}

function pixels(height: number | string | undefined): number {
  const value = Number.parseFloat(String(height ?? 250));
  return Number.isFinite(value) && value > 0 ? value : 250;
}
