import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { requirements } from '../definitions/requirements/index.js';
import { lookUp, requirementsTable } from './support/requirements.js';

const definitions = fileURLToPath(new URL('../definitions', import.meta.url));
const page = fileURLToPath(new URL('../docs/requirements.md', import.meta.url));
// As it is committed, and as CI builds it again.
const dist = fileURLToPath(new URL('../dist', import.meta.url));
const met = lookUp(requirements, definitions, dist);

test('everything in the documents is defined and built', () => {
  const missing = met.filter(({ defined, built }) => defined === undefined || built === undefined);
  expect(
    missing.map(
      ({ requirement: { document, kind, item, name }, defined, built }) =>
        `${document}: ${kind} ${item} (${name})${defined ? '' : ', not defined'}${built ? '' : ', not built'}`,
    ),
  ).toEqual([]);
});

test('no document is missing, and nothing is listed twice', () => {
  const documents = new Set(requirements.map(({ document }) => document.slice(0, 3)));
  expect([...documents]).toEqual(['000', '001', '002', '003', '004']);
  const keys = requirements.map(
    ({ document, bundle, kind, item }) => `${document} ${bundle} ${kind} ${item}`,
  );
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test('a missing item is found', () => {
  for (const kind of ['dashboard', 'panel', 'alert', 'metric', 'recording rule', 'configuration'] as const) {
    const requirement = requirements.find((one) => one.kind === kind);
    if (!requirement) throw new Error(kind);
    const other = {
      ...requirement,
      name: 'nowhere',
      text: 'nowhere',
      dashboard: requirement.dashboard ?? '-',
    };
    expect(lookUp([other], definitions, dist)).toMatchObject([{ built: undefined }]);
    if (kind !== 'panel') expect(lookUp([other], definitions, dist)).toMatchObject([{ defined: undefined }]);
  }
});

// `npm run requirements` updates the page.
test('the table in docs/ is up to date', async () => {
  await expect(requirementsTable(met)).toMatchFileSnapshot(page);
});

test('every row of the table points to existing files', () => {
  const rows = readFileSync(page, 'utf8')
    .split('\n')
    .filter((line) => /^\| \d{3} /.test(line));
  expect(rows).toHaveLength(requirements.length);
  for (const row of rows) {
    const [definition, output] = [...row.matchAll(/`(?:definitions|dist)\/([^`]+)`/g)].map(
      ([, path = '']) => path,
    );
    expect(existsSync(join(definitions, definition ?? '')), row).toBe(true);
    const [file = '', id] = (output ?? '').split(' panel ');
    expect(existsSync(join(dist, file)), row).toBe(true);
    if (id !== undefined) expect(readFileSync(join(dist, file), 'utf8')).toContain(`"id": ${id}`);
  }
});
