import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findingsOf } from '../check/support.js';
import { metrics as queueMetrics, queues } from './dashboard-examples.js';
import { dashboards, metrics } from './panel-examples.js';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

test('the examples in the guide are the compiled ones', () => {
  const examples = read('panel-examples.ts') + read('dashboard-examples.ts');
  const regions = new Map(
    [...examples.matchAll(/^\/\/ #region (\w+)\n(.*?)^\/\/ #endregion\n/gms)].map(
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

test('they build without findings', async () => {
  const found = await findingsOf([
    { metrics, dashboards },
    { name: 'queues', metrics: queueMetrics, dashboards: queues.dashboards },
  ]);
  expect(found.map(({ check, message }) => `${check}: ${message}`)).toEqual([]);
});
