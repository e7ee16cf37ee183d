import { catalog, column, dashboard, gauge, panel, row } from 'dashwright';
import { expect, test } from 'vitest';
import { dashboardsOf } from '../support/grafana.js';

const metrics = catalog({ lag: gauge({ help: 'Lag.', unit: 's' }) });

const text = (title: string, width: number | undefined, height: number, more: object = {}) =>
  panel.text({ title, markdown: 'x', ...(width !== undefined && { width }), height, ...more });

/** Positions of panels, as `x y width height`. */
async function positions(rows: Parameters<typeof dashboard>[0]['rows']): Promise<Record<string, string>> {
  const [json] = await dashboardsOf({ metrics, dashboards: [dashboard({ uid: 'a', title: 'A', rows })] });
  const all = (json?.panels ?? []).flatMap((item) => [item, ...(item.panels ?? [])]);
  return Object.fromEntries(all.map(({ title, gridPos: { x, y, w, h } }) => [title, `${x} ${y} ${w} ${h}`]));
}

test('a column stacks panels of different heights next to others, without gaps', async () => {
  const found = await positions([
    text('Graph', 12, 9),
    column(6, [text('A', undefined, 4), text('B', undefined, 2), text('C', undefined, 3)]),
    column(6, [text('D', undefined, 5), text('E', 3, 4), text('F', 3, 4)]),
    text('Next', 24, 2),
  ]);
  expect(found).toEqual({
    Graph: '0 0 12 9',
    A: '12 0 6 4',
    B: '12 4 6 2',
    C: '12 6 6 3',
    D: '18 0 6 5',
    E: '18 5 3 4',
    F: '21 5 3 4',
    Next: '0 9 24 2',
  });
});

test('columns can contain columns, wrap like panels, and can be in rows', async () => {
  const found = await positions([
    row('R', [
      column(18, [
        text('Top', undefined, 3),
        column(9, [text('L', undefined, 4)]),
        column(9, [text('M', undefined, 4)]),
      ]),
      column(8, [text('N', undefined, 5)]),
    ]),
    row('S', [text('O', 24, 1)]),
  ]);
  expect(found).toEqual({
    R: '0 0 24 1',
    Top: '0 1 18 3',
    L: '0 4 9 4',
    M: '9 4 9 4',
    N: '0 8 8 5',
    S: '0 13 24 1',
    O: '0 14 24 1',
  });
});

test('a position is relative to the top of the row, and moves no other panel', async () => {
  const above = row('Above', [text('Z', 24, 6)]);
  const found = await positions([
    above,
    row('R', [
      text('A', 12, 4),
      text('At', 6, 8, { at: { x: 18, y: 0 } }),
      text('B', 12, 4),
      column(6, [text('C', undefined, 2)], { at: { x: 12, y: 4 } }),
    ]),
    row('Hidden', [text('H', 4, 2, { at: { x: 3, y: 1 } })], { collapsed: true }),
  ]);
  expect(found).toMatchObject({
    At: '18 8 6 8',
    A: '0 8 12 4',
    B: '12 8 12 4',
    C: '12 12 6 2',
    Hidden: '0 16 24 1',
    H: '3 18 4 2',
  });
});
