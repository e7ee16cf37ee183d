import type { ResolvedDashboard, ResolvedPanel } from '../../resolve/index.js';
import { renderTemplate } from '../templates.js';

/** Pixels of a column of Grafana's grid of 24, of a grid row, and between panels. */
const column = 40;
const row = 16;
const gap = 4;

/** What stands for each type of panel; others have their title alone. */
const glyphs: Readonly<Record<string, string>> = {
  timeseries: 'line',
  trend: 'line',
  candlestick: 'line',
  xyChart: 'line',
  barChart: 'bars',
  barGauge: 'bars',
  histogram: 'bars',
  heatmap: 'cells',
  stateTimeline: 'cells',
  statusHistory: 'cells',
  stat: 'value',
  gauge: 'arc',
  pieChart: 'arc',
  table: 'rows',
  logs: 'rows',
  text: 'rows',
};

/**
 * A sketch of a dashboard as SVG: its rows and panels where Grafana has them, with their titles and a sign of what each
 * draws. It needs no browser, and is the same wherever it is made.
 */
export function dashboardSketch({ title, items }: ResolvedDashboard): string {
  const panels = items.flatMap((item) => (item.type === 'panel' ? [item] : []));
  const rows = items.flatMap((item) => (item.type === 'row' ? [item] : []));
  const ends = [...panels.map(({ gridPos }) => gridPos.y + gridPos.h), ...rows.map(({ y }) => y + 1)];
  return renderTemplate('docs/dashboard.svg', {
    title,
    width: 24 * column + gap,
    height: Math.max(1, ...ends) * row + gap,
    rows: rows.map(({ y, title: name, panels: folded }) => ({
      y: (y + 1) * row - 2,
      title:
        folded.length === 0
          ? name
          : `${name} (${folded.length === 1 ? '1 panel' : `${folded.length} panels`}, collapsed)`,
    })),
    panels: panels.map(placed),
  });
}

function placed({ gridPos, source }: ResolvedPanel): object {
  const [x, y] = [gridPos.x * column + gap, gridPos.y * row + gap];
  const [w, h] = [gridPos.w * column - gap, gridPos.h * row - gap];
  const left = x + 8;
  const name = glyphs[source.type];
  const glyph = name === undefined || h < 40 ? undefined : { name, y: y + 24, w: w - 16, h: h - 32 };
  return { x, y, w, h, left, top: y + 16, title: fitting(source.options.title ?? '', w - 16), glyph };
}

/** A title cut to a width, at seven pixels a character. */
function fitting(title: string, width: number): string {
  const most = Math.max(1, Math.floor(width / 7));
  const characters = [...title];
  return characters.length <= most ? title : `${characters.slice(0, most - 1).join('')}…`;
}
