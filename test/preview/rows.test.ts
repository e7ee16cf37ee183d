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
