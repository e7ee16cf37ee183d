import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { load } from 'js-yaml';
import { list } from 'tar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '../../src/output/digest.js';
import { tgz } from '../../src/ship/archive.js';
import { mergeChecksums } from '../../src/ship/checksums.js';
import { mergeIndex } from '../../src/ship/repository-index.js';
import { filesUnder, type Project, project, shopBundle } from '../support/project.js';

let shop: Project;
const out = (...parts: string[]) => shop.path('packages', ...parts);
const pack = (...args: string[]) => shop.run('package', '--from', shop.path('dist'), '--out', out(), ...args);

beforeAll(async () => {
  shop = project(shopBundle());
  expect(await shop.build()).toMatchObject({ code: 0, errors: '' });
});
afterAll(() => shop.remove());

describe('dashwright package', () => {
  test('writes chart, modules, SBOM, checksums and index', async () => {
    expect(await pack()).toMatchObject({ code: 0, errors: '' });
    expect(readdirSync(out()).sort()).toEqual([
      'SHA256SUMS',
      'index.yaml',
      'shop-1.0.0.cdx.json',
      'shop-1.0.0.tgz',
      'shop-terraform-1.0.0.zip',
      'shop-terraform-grafana-1.0.0.zip',
    ]);
  });

  test('writes the same bytes again, from another folder and time zone', async () => {
    await pack();
    const again = shop.path('elsewhere');
    const script = new URL('../../bin/dashwright.js', import.meta.url).pathname;
    execFileSync(process.execPath, [script, 'package', '--from', 'dist', '--out', again], {
      cwd: shop.folder,
      env: { ...process.env, TZ: 'Asia/Seoul', LC_ALL: 'tr_TR.UTF-8' },
    });
    for (const file of readdirSync(out()))
      expect(readFileSync(join(again, file)), file).toEqual(readFileSync(out(file)));
  });

  test('writes archives with the files of the build, sorted, without owner and time', async () => {
    await pack();
    const entries: { path: string; mode: unknown; uid: unknown; mtime: unknown }[] = [];
    await list({
      file: out('shop-1.0.0.tgz'),
      onReadEntry: ({ path, mode, uid, mtime }) => entries.push({ path, mode, uid, mtime }),
    });
    const paths = entries.map(({ path }) => path);
    expect(paths).toEqual([...paths].sort());
    expect(paths).toContain('shop/Chart.yaml');
    expect(paths).toContain('shop/files/dashboards/shop.json');
    for (const { mode, uid, mtime } of entries)
      expect({ mode, uid, mtime }).toEqual({ mode: 0o644, uid: 0, mtime: new Date(0) });
    const archive = readFileSync(out('shop-1.0.0.tgz'));
    // RFC 1952: flags (no name) and time.
    expect([...archive.subarray(3, 8)]).toEqual([0, 0, 0, 0, 0]);
  });

  test('omits files that no build wrote', async () => {
    writeFileSync(shop.path('dist/helm/shop/notes.txt'), 'mine');
    await pack();
    rmSync(shop.path('dist/helm/shop/notes.txt'));
    const paths: string[] = [];
    await list({ file: out('shop-1.0.0.tgz'), onReadEntry: ({ path }) => paths.push(path) });
    expect(paths).not.toContain('shop/notes.txt');
  });

  test.each(['terraform', 'terraform-grafana'])(
    '%s: the module lies at the root of its archive',
    async (target) => {
      await pack();
      const files = unzipSync(readFileSync(out(`shop-${target}-1.0.0.zip`)));
      const built = shop.path('dist', target, 'shop');
      expect(Object.keys(files)).toContain('main.tf');
      expect(
        Object.fromEntries(
          Object.entries(files).map(([path, content]) => [path, Buffer.from(content).toString()]),
        ),
      ).toEqual(filesUnder(built));
      expect(readFileSync(out('SHA256SUMS'), 'utf8')).toContain(`  shop-${target}-1.0.0.zip\n`);
    },
  );

  test('omits the archive of a module that was not built', async () => {
    const some = shop.path('some');
    expect(await shop.build('--target', 'helm', '--out', some)).toMatchObject({ code: 0, errors: '' });
    expect(await shop.run('package', '--from', some, '--out', shop.path('charts'))).toMatchObject({
      code: 0,
    });
    expect(readdirSync(shop.path('charts')).filter((file) => file.endsWith('.zip'))).toEqual([]);
  });

  test('writes correct checksums', async () => {
    await pack();
    expect(
      execFileSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: out(), encoding: 'utf8' }),
    ).not.toContain('FAILED');
  });

  test('lists every file with its digest in the SBOM', async () => {
    await pack();
    const bill = JSON.parse(readFileSync(out('shop-1.0.0.cdx.json'), 'utf8'));
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
    expect(bill.serialNumber).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    for (const [pack, target] of [
      ['module', 'terraform'],
      ['grafana-module', 'terraform-grafana'],
    ] as const) {
      const content = sha256(readFileSync(shop.path('dist', target, 'shop/main.tf')));
      expect(bill.components).toContainEqual({
        type: 'file',
        'bom-ref': `shop@1.0.0/${pack}/main.tf`,
        name: `${pack}/main.tf`,
        hashes: [{ alg: 'SHA-256', content }],
      });
    }
  });

  test('writes provenance to the index', async () => {
    const options = [
      '--source',
      'https://git.example.com/shop',
      '--revision',
      'abc123',
      '--out',
      shop.path('traced'),
    ];
    expect(await pack(...options, '--url', 'https://charts.example.com')).toMatchObject({ code: 0 });
    const { entries } = load(readFileSync(shop.path('traced/index.yaml'), 'utf8')) as {
      entries: { shop: object[] };
    };
    expect(entries.shop[0]).toMatchObject({
      version: '1.0.0',
      urls: ['https://charts.example.com/shop-1.0.0.tgz'],
      annotations: {
        'dashwright/bundle': 'shop',
        'dashwright/content-sha256': expect.stringMatching(/^[0-9a-f]{64}$/),
        'org.opencontainers.image.source': 'https://git.example.com/shop',
        'org.opencontainers.image.revision': 'abc123',
      },
    });
  });

  test('uses the commit that last changed the chart as revision', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dashwright-git-'));
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
        cwd: folder,
        encoding: 'utf8',
      }).trim();
    mkdirSync(join(folder, 'dist'));
    execFileSync('cp', ['-r', shop.path('dist'), folder]);
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '-m', 'a');
    const revision = git('rev-parse', 'HEAD');
    git('commit', '--quiet', '--allow-empty', '-m', 'b');
    expect(
      await shop.run('package', '--from', join(folder, 'dist'), '--out', join(folder, 'out')),
    ).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'out/index.yaml'), 'utf8')).toContain(
      `org.opencontainers.image.revision: ${revision}`,
    );
    rmSync(folder, { recursive: true });
  });
});

describe('mistakes', () => {
  test('no build, and a bundle that is not in the build', async () => {
    const none = await shop.run('package', '--from', shop.path('nowhere'), '--out', out());
    expect(none).toMatchObject({ code: 2, errors: expect.stringContaining('run dashwright build') });
    expect(await pack('bank')).toMatchObject({
      code: 2,
      errors: expect.stringContaining('no chart of bank'),
    });
  });

  test('a version that is in the index with different content', async () => {
    await pack();
    const before = readFileSync(out('index.yaml'), 'utf8');
    const changed = await pack('--revision', 'other');
    expect(changed).toMatchObject({
      code: 2,
      errors: expect.stringContaining('shop 1.0.0 with different content'),
    });
    expect(readFileSync(out('index.yaml'), 'utf8')).toBe(before);
  });

  test.each([
    ['text', 'no index'],
    ['a: [', 'not YAML'],
  ])('an invalid index.yaml: %s', (text) => {
    expect(() => mergeIndex(text, [])).toThrow(/index\.yaml is not/);
  });
});

describe('merging', () => {
  const entry = (name: string, version: string) => ({ name, version, digest: version, urls: [] });

  test('keeps other charts and versions, newest first', () => {
    const first = mergeIndex(undefined, [entry('b', '1.9.0'), entry('a', '1.0.0')]);
    const index = load(mergeIndex(first, [entry('b', '1.10.0'), entry('b', '1.9.0')])) as {
      entries: Record<string, { version: string }[]>;
    };
    expect(Object.keys(index.entries)).toEqual(['a', 'b']);
    expect(index.entries.b?.map(({ version }) => version)).toEqual(['1.10.0', '1.9.0']);
  });

  test('keeps checksums of other versions', () => {
    const file = (name: string) => ({ name, content: new Uint8Array(), sha256: sha256(name) });
    const text = mergeChecksums(mergeChecksums(undefined, [file('b')]), [file('a')]);
    expect(text).toBe(`${sha256('a')}  a\n${sha256('b')}  b\n`);
  });
});

test('keeps a path that is longer than a tar header allows', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dashwright-tar-'));
  const long = `${'a'.repeat(120)}/${'b'.repeat(150)}.json`;
  const archive = tgz(new Map([[long, Buffer.from('{}')]]), 'chart');
  expect(tgz(new Map([[long, Buffer.from('{}')]]), 'chart')).toEqual(archive);
  writeFileSync(join(folder, 'a.tgz'), archive);
  const paths: string[] = [];
  await list({ file: join(folder, 'a.tgz'), onReadEntry: ({ path }) => paths.push(path) });
  rmSync(folder, { recursive: true });
  expect(paths).toEqual([`chart/${long}`]);
});
