// The search of the first page.
import { expect, test } from 'vitest';
import { searched } from '../../src/preview/page/src/lib/search.js';

const bundles = [
  { name: 'shop', title: 'Shop', dashboards: [{ title: 'Orders' }, { title: 'Payments of orders' }] },
  { name: 'mail', title: 'Mail', dashboards: [{ title: 'Queue' }, { title: 'Sent' }] },
];
const found = (text: string) =>
  searched(bundles, text).map(({ name, dashboards }) => [name, ...dashboards.map(({ title }) => title)]);

test('finds dashboards and bundles that have all words, in any case', () => {
  expect(found('ORDERS')).toEqual([['shop', 'Orders', 'Payments of orders']]);
  expect(found('shop payments')).toEqual([['shop', 'Payments of orders']]);
  expect(found(' mail ')).toEqual([['mail', 'Queue', 'Sent']]);
  expect(found('queue orders')).toEqual([]);
  expect(found('')).toHaveLength(2);
});
