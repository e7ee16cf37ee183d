import { expect, test } from 'vitest';
import { sectionsOf } from '../../src/preview/page/src/dashboard/layout.js';

const row = (title: string, repeat?: string) => ({ type: 'row', title, ...(repeat && { repeat }) });
const variables = {
  group: { values: ['billing', 'ledger'], multi: true },
  topic: { values: ['orders'], multi: false },
};

test('each row of a repetition has the value that it stands for in its title', () => {
  const titles = sectionsOf([row('Group $group of ${topic}', 'group'), row('All of $topic')], variables).map(
    ({ title }) => title,
  );
  expect(titles).toEqual(['Group billing of orders', 'Group ledger of orders', 'All of orders']);
});

test('panels move up to those above them, and down where they would lie over each other', () => {
  const panel = (id: number, x: number, y: number, w: number, h: number) => ({
    id,
    type: 'stat',
    gridPos: { x, y, w, h },
  });
  const [section] = sectionsOf(
    [panel(1, 0, 0, 12, 4), panel(2, 12, 0, 12, 8), panel(3, 0, 9, 12, 4), panel(4, 6, 3, 12, 2)],
    {},
  );
  expect(section?.panels.map(({ panel: { id }, x, y }) => [id, x, y])).toEqual([
    [1, 0, 0],
    [2, 12, 0],
    [4, 6, 8],
    [3, 0, 10],
  ]);
});
