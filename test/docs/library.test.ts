import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { libraryPages, publicFunctions } from './library-reference.js';

// `npx vitest run test/docs -u` updates them.
describe('docs/library', () => {
  const pages = libraryPages();

  test.each(Object.entries(pages))('%s matches the library', async (name, text) => {
    await expect(text).toMatchFileSnapshot(`../../docs/library/${name}`);
  });

  test('has no other page, and lists every public name of the library', () => {
    const folder = fileURLToPath(new URL('../../docs/library', import.meta.url));
    expect(readdirSync(folder).sort()).toEqual(Object.keys(pages).sort());
    const all = Object.values(pages).join();
    expect(publicFunctions.filter((name) => !all.includes(`\`${name}\``))).toEqual([]);
  });
});
