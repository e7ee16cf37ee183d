import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findingsOf } from '../check/support.js';
import { dashboards, metrics } from './panel-examples.js';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

test('the examples of the guide are those that are compiled', () => {
  const regions = new Map(
    [...read('panel-examples.ts').matchAll(/^\/\/ #region (\w+)\n(.*?)^\/\/ #endregion\n/gms)].map(
      ([, name = '', code = '']) => [name, code],
    ),
  );
  const shown = new Map(
    [...read('../../docs/guide.md').matchAll(/<!-- example: (\w+) -->\n```ts\n(.*?)```\n/gs)].map(
      ([, name = '', code = '']) => [name, code],
    ),
  );
  expect(shown).toEqual(regions);
});

test('they build without a finding', async () => {
  const found = await findingsOf({ metrics, dashboards });
  expect(found.map(({ check, message }) => `${check}: ${message}`)).toEqual([]);
});
