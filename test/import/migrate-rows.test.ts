import { describe, expect, test } from 'vitest';
import { migrateDashboard } from '../../src/import/grafana/migrate/index.js';

type Json = Readonly<Record<string, unknown>>;

describe('rows with twelve spans on the grid', () => {
  const placed = (rows: readonly Json[]) => {
    const { panels } = migrateDashboard({ title: 'Old', schemaVersion: 15, rows });
    return (panels as Json[]).map(({ type, title, gridPos }) => ({
      title: title ?? type,
      ...(gridPos as Json),
    }));
  };

  test('panels from left to right, and those that do not fit on the next line', () => {
    const panels = [6, 6, 4, undefined].map((span, index) => ({ type: 'stat', title: `${index}`, span }));
    expect(
      placed([
        { height: 190, panels },
        { height: '50px', panels: [{ type: 'stat', title: 'next', span: 12 }] },
      ]),
    ).toEqual([
      { title: '0', x: 0, y: 0, w: 12, h: 5 },
      { title: '1', x: 12, y: 0, w: 12, h: 5 },
      { title: '2', x: 0, y: 5, w: 8, h: 5 },
      { title: '3', x: 8, y: 5, w: 8, h: 5 },
      { title: 'next', x: 0, y: 10, w: 24, h: 3 },
    ]);
  });

  test('low panels stacked at the end of a line, as Grafana packs them', () => {
    const panels = [
      { type: 'stat', title: 'high', span: 6 },
      { type: 'stat', title: 'upper', span: 6, height: 114 },
      { type: 'stat', title: 'lower', span: 6, height: 114 },
    ];
    expect(placed([{ height: 228, panels }])).toEqual([
      { title: 'high', x: 0, y: 0, w: 12, h: 6 },
      { title: 'upper', x: 12, y: 0, w: 12, h: 3 },
      { title: 'lower', x: 12, y: 3, w: 12, h: 3 },
    ]);
  });

  test('rows with titles, collapsed ones, and copies of a repetition', () => {
    const panel = (title: string) => ({ type: 'stat', title, span: 12 });
    expect(
      placed([
        { title: 'Open', showTitle: true, height: 114, panels: [panel('a')] },
        { title: 'Closed', collapse: true, height: 114, panels: [panel('b')] },
        { title: 'Copy', repeatIteration: 1, panels: [panel('c')] },
        { title: 'Last', height: 114, panels: [panel('d')] },
      ]),
    ).toEqual([
      { title: 'Open', x: 0, y: 0, w: 24, h: 1 },
      { title: 'a', x: 0, y: 1, w: 24, h: 3 },
      { title: 'Closed', x: 0, y: 4, w: 24, h: 1 },
      { title: 'Last', x: 0, y: 5, w: 24, h: 1 },
      { title: 'd', x: 0, y: 6, w: 24, h: 3 },
    ]);
  });
});
