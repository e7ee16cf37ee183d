import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as dashwright from 'dashwright';
import * as testing from 'dashwright/testing';
import { expect, test } from 'vitest';

/**
 * The public names, in a file that a reviewer reads: who adds, renames or removes one sees it here. Update with
 * `npx vitest run test/api --update`.
 */

const source = fileURLToPath(new URL('../../src/', import.meta.url));

/** The names that a file re-exports, types with the word before them. */
function namesIn(file: string): string[] {
  const lists = readFileSync(join(source, file), 'utf8').matchAll(/^export (type )?\{(.*?)\} from/gms);
  return [...lists].flatMap(([, allTypes = '', names = '']) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .map((name) => (allTypes && !name.startsWith('type ') ? `type ${name}` : name)),
  );
}

function isType(name: string): boolean {
  return name.startsWith('type ');
}

const pages = readdirSync(join(source, 'api'))
  .sort()
  .map((file) => `api/${file}`);

test('are those of the list', async () => {
  const parts = [...pages, 'testing.ts'].map((file) => {
    const names = namesIn(file).sort((a, b) => (a < b ? -1 : 1));
    return `# ${file}\n${[...names.filter((name) => !isType(name)), ...names.filter(isType)].join('\n')}\n`;
  });
  await expect(parts.join('\n')).toMatchFileSnapshot('public-names.txt');
});

test('are all that the entries export', () => {
  const values = (names: readonly string[]) => names.filter((name) => !isType(name)).sort();
  expect(values(pages.flatMap(namesIn))).toEqual(Object.keys(dashwright).sort());
  expect(values(namesIn('testing.ts'))).toEqual(Object.keys(testing).sort());
});
