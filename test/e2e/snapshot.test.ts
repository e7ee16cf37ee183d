// Pictures by the installed Chromium: reproducible, and how a change appears in them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Project, project, shopBundle } from '../support/project.js';
import { repository } from './support/folders.js';
import { mustRun, run, tool } from './support/tools.js';

let shop: Project;
const file = 'definitions/shop/bundle.ts';
const text = shopBundle()[file];
beforeAll(async () => {
  shop = project(shopBundle());
  const git = (...args: string[]) =>
    mustRun('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: shop.folder });
  await git('init', '-q');
  await git('add', '-A');
  await git('commit', '-qm', 'before');
});
afterAll(() => shop?.remove());

function snapshot(...args: string[]) {
  const environment = { CHROME_PATH: tool('chromium') };
  return run(process.execPath, [join(repository, 'bin/dashwright.js'), 'snapshot', ...args], {
    cwd: shop.folder,
    env: environment,
    timeout: 280_000,
  });
}

function picture(path: string): Buffer {
  return readFileSync(shop.path(path));
}

test('are PNGs of each dashboard in both themes, reproducible byte for byte', async () => {
  for (const out of ['one', 'two']) {
    const { code, stderr } = await snapshot('--out', out);
    expect(stderr).toBe('');
    expect(code).toBe(0);
  }
  for (const theme of ['dark', 'light']) {
    const first = picture(`one/shop/shop.${theme}.png`);
    expect(first.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(first.length).toBeGreaterThan(10_000);
    expect(first.equals(picture(`two/shop/shop.${theme}.png`))).toBe(true);
  }
  expect(picture('one/shop/shop.dark.png').equals(picture('one/shop/shop.light.png'))).toBe(false);
});

test('are compared with those of a revision, in a comment', async () => {
  const same = await snapshot('--out', 'same', '--theme', 'dark', '--against', 'HEAD');
  expect(same.stdout).toContain('0 of 1 changed');
  shop.write({ [file]: text.replace("title: 'Requests', show", "title: 'Requests now', show") });
  const { stdout } = await snapshot('--out', 'changed', '--theme', 'dark', '--against', 'HEAD');
  expect(stdout).toContain('1 of 1 changed');
  const comment = readFileSync(shop.path('changed/comment.md'), 'utf8');
  expect(comment).toContain('| ![before](shop/shop.dark.before.png) | ![after](shop/shop.dark.png) |');
  expect(picture('changed/shop/shop.dark.before.png').equals(picture('one/shop/shop.dark.png'))).toBe(true);
  expect(existsSync(shop.path('same/shop/shop.dark.before.png'))).toBe(false);
  const unknown = await snapshot('--against', 'no-such-revision');
  expect([unknown.code, unknown.stderr]).toEqual([
    2,
    expect.stringContaining('neither a folder nor a git revision'),
  ]);
});

test('require a browser', async () => {
  const missing = await run(process.execPath, [join(repository, 'bin/dashwright.js'), 'snapshot'], {
    cwd: shop.folder,
    env: { CHROME_PATH: '/nonexistent/chrome' },
  });
  expect([missing.code, missing.stderr]).toEqual([
    2,
    expect.stringContaining('CHROME_PATH is /nonexistent/chrome'),
  ]);
});
