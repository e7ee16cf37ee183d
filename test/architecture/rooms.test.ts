import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  circles,
  loadedWith,
  picture,
  type Rooms,
  rooms,
  type SourceFile,
  sourceFiles,
  unused,
  violations,
} from './rooms.js';

const files = sourceFiles();

describe('src/', () => {
  test('no file imports a room that src/rooms.json does not allow', () => {
    expect(violations(rooms, files)).toEqual([]);
  });

  test('src/rooms.json has no unused permission', () => {
    expect(unused(rooms, files)).toEqual([]);
  });

  test('no files import each other in a cycle, types included', () => {
    expect(circles(files)).toEqual([]);
  });

  test('no room is reachable from a room that it imports', () => {
    const asFiles = Object.entries(rooms).map(([name, { imports }]) => ({
      path: `${name}.ts`,
      text: imports.map((one) => `import './${one}.js';`).join('\n'),
    }));
    expect(circles(asFiles)).toEqual([]);
  });

  test('the command line starts without the library, the checks and the emitters: commands load what they need', () => {
    const loaded = loadedWith('cli/main.ts', files);
    expect(loaded).toContain('cli/commands/build.ts');
    expect(
      loaded.filter((path) => /^(index\.ts|load\/load\.ts|(api|check|define|query)\/)/.test(path)),
    ).toEqual([]);
  });

  test('docs/architecture.md shows the current rooms', () => {
    const page = readFileSync(fileURLToPath(new URL('../../docs/architecture.md', import.meta.url)), 'utf8');
    expect(page).toContain(picture(rooms));
  });
});

describe('a violation is found:', () => {
  const table: Rooms = {
    query: { about: 'queries', imports: ['catalog'], packages: [] },
    catalog: { about: 'metrics', imports: [], packages: ['js-yaml'] },
    export: { about: 'values', imports: [], packages: [] },
  };
  const target: SourceFile = { path: 'export/index.ts', text: 'export const one = 1;' };
  const importing = (text: string) => violations(table, [target, { path: 'query/promql/new.ts', text }]);

  test.each([
    ["import { one } from '../../export/index.js';"],
    ["import type { One } from '../../export/index.js';"],
    ["export * from '../../export/index.js';"],
    ["import '../../export/index.js';"],
    ["const one = await import('../../export/index.js');"],
    ["type One = import('../../export/index.js').One;"],
    ["import { one } from '../../export';"],
    ["import one = require('../../export/index.js');"],
  ])('%s', (text) => {
    expect(importing(text)).toEqual(['query/promql/new.ts: query may not import export (export/index.ts)']);
  });

  test.each([
    ["import { readFileSync } from 'node:fs';", 'node:fs'],
    ["import { readFile } from 'node:fs/promises';", 'node:fs'],
    [
      "import { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';",
      '@grafana/grafana-foundation-sdk',
    ],
    ["const yaml = await import('js-yaml');", 'js-yaml'],
    ["import 'yaml';", 'yaml'],
  ])('%s', (text, name) => {
    expect(importing(text)).toEqual([`query/promql/new.ts: query may not import the package ${name}`]);
  });

  test('a room that is missing from the table', () => {
    expect(violations(table, [{ path: 'import/index.ts', text: '' }])).toEqual([
      'import/index.ts: src/rooms.json has no room import',
    ]);
  });

  test('an unused permission, and a room that no longer exists', () => {
    expect(unused(table, [{ path: 'query/index.ts', text: '' }, target])).toEqual([
      'query: catalog is allowed, but not imported',
      'catalog: there is no such room',
    ]);
  });

  test('a cycle through a type', () => {
    const a = { path: 'query/a.ts', text: "import { b } from './b.js';" };
    const b = { path: 'query/b.ts', text: "import type { A } from './a.js';" };
    expect(circles([a, b])).toEqual([['query/a.ts', 'query/b.ts', 'query/a.ts']]);
  });

  test('an import in a comment is ignored', () => {
    expect(importing("// import { one } from '../../export/index.js';")).toEqual([]);
  });
});
