import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportSite, type SiteFiles } from '../../src/preview/index.js';

let folder: string;
let page: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dashwright-preview-'));
  page = join(folder, 'page');
  mkdirSync(join(page, 'assets'), { recursive: true });
  writeFileSync(join(page, 'index.html'), 'page');
  writeFileSync(join(page, '.sources'), 'stamp');
  writeFileSync(join(page, 'assets/app.js'), 'app');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function files(texts: Readonly<Record<string, string>>, broken?: string): SiteFiles {
  return {
    site: { bundles: [], findings: [], revision: 1, live: false, watched: false, now: 0 },
    paths: Object.keys(texts),
    async read(path) {
      if (path === broken) throw new Error('cannot be made');
      return texts[path];
    },
  };
}

test('writes the page and all its files, without machine-specific content', async () => {
  const out = join(folder, 'deep/site');
  expect(
    await exportSite(out, page, files({ 'data/site.json': '{}', 'data/shop/bundle.json': '{"ä":1}' })),
  ).toBe(10);
  expect(readFileSync(join(out, 'data/shop/bundle.json'), 'utf8')).toBe('{"ä":1}');
  expect(readdirSync(out).sort()).toEqual(['.dashwright-preview', 'assets', 'data', 'index.html']);
});

test('replaces its previous output completely', async () => {
  const out = join(folder, 'again');
  await exportSite(out, page, files({ 'data/old.json': '{}' }));
  await exportSite(out, page, files({ 'data/new.json': '{}' }));
  expect(readdirSync(join(out, 'data'))).toEqual(['new.json']);
});

test('leaves the previous output unchanged on failure, without temporary files', async () => {
  const out = join(folder, 'kept');
  await exportSite(out, page, files({ 'data/site.json': 'before' }));
  const texts = { 'data/site.json': 'after', 'data/b.json': '' };
  await expect(exportSite(out, page, files(texts, 'data/b.json'))).rejects.toThrow('cannot be made');
  expect(readFileSync(join(out, 'data/site.json'), 'utf8')).toBe('before');
  expect(readdirSync(folder).filter((name) => name.startsWith('.kept'))).toEqual([]);
});

test('rejects a foreign folder, and a file', async () => {
  const out = join(folder, 'mine');
  mkdirSync(out);
  writeFileSync(join(out, 'thesis.txt'), 'precious');
  await expect(exportSite(out, page, files({}))).rejects.toThrow(
    `${out} holds something other than an exported preview`,
  );
  expect(readFileSync(join(out, 'thesis.txt'), 'utf8')).toBe('precious');
  await expect(exportSite(join(out, 'thesis.txt'), page, files({}))).rejects.toThrow('is not a folder');
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  await exportSite(empty, page, files({}));
  expect(existsSync(join(empty, 'index.html'))).toBe(true);
});
