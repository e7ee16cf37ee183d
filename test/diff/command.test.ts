import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Project, project, shopBundle } from '../support/project.js';

let shop: Project;
const { 'definitions/shop/bundle.ts': source } = shopBundle();
const diff = (...args: string[]) => shop.run('diff', '--from', shop.path('dist'), ...args);
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd: shop.folder,
    stdio: 'pipe',
  });

async function rebuild(text: string) {
  shop.write({ 'definitions/shop/bundle.ts': text });
  expect(await shop.build()).toMatchObject({ code: 0, errors: '' });
}
const other = source.replace('d.above(length, 100)', 'd.above(length, 150)');

beforeAll(async () => {
  shop = project(shopBundle());
  git('init', '--quiet', '--initial-branch=main');
  git('commit', '--quiet', '--allow-empty', '-m', 'nothing yet');
  git('tag', 'before');
  await rebuild(source);
  git('add', '.');
  git('commit', '--quiet', '-m', 'first');
  git('tag', 'v1.0.0');
});
afterAll(() => shop.remove());

describe('dashwright diff', () => {
  test('no change', async () => {
    expect(await diff('--against', 'main', '--check')).toMatchObject({
      code: 0,
      errors: '',
      out: 'shop 1.0.0: no change\n',
    });
  });

  test('a threshold that changed without a version bump', async () => {
    await rebuild(other);
    const ran = await diff('--against', 'v1.0.0', '--check');
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('patch     alert QueueLong: threshold 100 → 150');
    expect(ran.errors).toBe(
      'shop: the changes since 1.0.0 are patch; set its version to 1.0.1 or higher in definitions/shop/bundle.ts\n',
    );
    expect(await diff('--against', 'v1.0.0')).toMatchObject({ code: 0 });
  });

  test('and with one', async () => {
    await rebuild(other.replace("version: '1.0.0'", "version: '1.0.1'"));
    expect(await diff('--against', 'v1.0.0', '--check')).toMatchObject({ code: 0, errors: '' });
    const { out } = await diff('--against', 'v1.0.0', '--format', 'changelog');
    expect(out).toMatch(/^## shop 1\.0\.1\n\n\*\*Changed\*\*\n\n/);
    expect(out).toContain('- alert QueueLong: threshold 100 → 150\n');
  });

  test('against a folder, as Markdown and as JSON', async () => {
    await rebuild(source);
    execFileSync('cp', ['-r', shop.path('dist'), shop.path('former')]);
    await rebuild(other);
    const against = ['--against', shop.path('former')];
    expect((await diff(...against, '--format', 'markdown')).out).toContain(
      '### shop 1.0.0 (patch: the version must be 1.0.1 or higher)',
    );
    expect(JSON.parse((await diff('shop', ...against, '--format', 'json')).out)).toMatchObject({
      bundles: [{ bundle: 'shop', required: '1.0.1' }],
    });
  });

  test('without a previous build, everything is new', async () => {
    expect(await diff('--against', 'before', '--check')).toMatchObject({ code: 0, out: 'shop 1.0.0: new\n' });
  });

  test.each([
    [['--against', 'nowhere'], 'neither a folder nor a git revision'],
    [['--against', '--output=x'], 'neither a folder nor a git revision'],
    [['bank', '--against', 'main'], 'no bundle bank'],
    [['--against', 'main', '--from', 'nowhere'], 'no folder nowhere'],
    [[], 'nothing to compare with: add --against, --grafana or --prometheus'],
  ])('%j is rejected', async (args, message) => {
    expect(await diff(...args)).toMatchObject({ code: 2, out: '', errors: expect.stringContaining(message) });
  });
});
