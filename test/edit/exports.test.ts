import { expect, test } from 'vitest';
import { exportedNames, readSource } from '../../src/edit/index.js';

test.each([
  ['export const QueueLong = alert({});', ['QueueLong']],
  ['export const A = 1,\n  B: number = 2;', ['A', 'B']],
  [
    'const alerts = {};\nexport const { QueueLong, Old: New, ...rest } = alerts;',
    ['QueueLong', 'New', 'rest'],
  ],
  ['export const [first, , third] = list;', ['first', 'third']],
  ['const A = 1, B = 2;\nexport { A, B as C };', ['A', 'C']],
  ["export { A } from './a.js';", ['A']],
  ['export function make() { const inner = 1; }\nexport class Kept {}', ['make', 'Kept']],
  ['export { type A, B, type C as D };', ['B']],
  ['export { type };', ['type']],
  ['export default alert({});\nexport { x as default };\nexport type T = 1;\nexport interface I {}', []],
  ['// export const A = 1\nconst text = `\nexport const B = 1;`;', []],
])('%j exports %j', (text, names) => {
  expect(exportedNames(readSource(text))).toEqual(names);
});
