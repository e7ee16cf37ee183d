import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Project, project, shopBundle } from '../support/project.js';

let shop: Project;
beforeEach(() => {
  shop = project(shopBundle());
});
afterEach(() => {
  vi.unstubAllEnvs();
  shop.remove();
});

describe('a folder with foreign files', () => {
  const build = (...args: string[]) => shop.build(...args);

  it('is rejected before anything is written, and used if the user confirms it', async () => {
    shop.write({ 'dist/passwd': 'root', 'dist/a/b': 'b' });
    expect(await build()).toMatchObject({ code: 2, out: '', errors: expect.stringContaining('(a, passwd)') });
    expect(Object.keys(shop.output()).sort()).toEqual(['a/b', 'passwd']);
    expect((await build('--overwrite')).code).toBe(0);
    // From then on builds may write to it.
    expect((await build()).code).toBe(0);
    expect(shop.output()).toMatchObject({ passwd: 'root' });
  });

  it('counts as empty if it only contains a placeholder', async () => {
    shop.write({ 'dist/.gitkeep': '' });
    expect((await build()).code).toBe(0);
  });
});

describe('a folder with foreign files is rejected', () => {
  beforeEach(() => shop.write({ 'else/passwd': 'root', 'dist/.gitkeep': '' }));

  it('by test --export', async () => {
    const args = ['test', '--definitions', shop.path('definitions'), '--export', shop.path('else')];
    const ran = await shop.run(...args);
    expect(ran).toMatchObject({
      code: 2,
      errors: expect.stringContaining('test --export wrote (passwd)'),
    });
    expect(ran.errors).not.toContain('--overwrite');
  });

  it('by package, unless it is a chart repository', async () => {
    expect((await shop.build()).code).toBe(0);
    const pack = (out: string) => shop.run('package', '--from', shop.path('dist'), '--out', shop.path(out));
    expect(await pack('else')).toMatchObject({
      code: 2,
      out: '',
      errors: expect.stringContaining('package wrote (passwd)'),
    });
    expect(readdirSync(shop.path('else'))).toEqual(['passwd']);
    shop.write({
      'pages/.nojekyll': '',
      'charts/index.yaml': 'apiVersion: v1\nentries: {}\n',
      'charts/README.md': '#',
    });
    expect((await pack('pages')).code).toBe(0);
    expect((await pack('charts')).code).toBe(0);
  });
});

describe('a folder that cannot be an output folder is rejected', () => {
  const build = (out: string) => shop.run('build', '--definitions', shop.path('definitions'), '--out', out);

  it.each([
    ['/', 'the root of the file system'],
    ['definitions', 'the folder of definitions'],
    ['definitions/', 'the folder of definitions'],
    ['dist/../definitions', 'the folder of definitions'],
    ['definitions/shop', 'inside the folder of a bundle'],
    ['definitions/shop/runbooks', 'inside the folder of a bundle'],
    ['.', 'a folder that contains the definitions'],
    ['.git', 'in .git, which belongs to another tool'],
    ['node_modules/shop', 'in node_modules, which belongs to another tool'],
    ['linked', 'the folder of definitions'],
    ['linked/shop/new', 'inside the folder of a bundle'],
  ])('%s', async (out, what) => {
    symlinkSync(shop.path('definitions'), shop.path('linked'));
    const ran = await build(out === '/' ? out : join(shop.path(), out));
    expect(ran).toMatchObject({
      code: 2,
      out: '',
      errors: expect.stringContaining(`is ${what}, not a folder`),
    });
    expect(ran.errors).toContain('--out dist');
    expect(existsSync(shop.path('definitions/grafana'))).toBe(false);
  });

  it.each([
    ['home', 'your home folder'],
    ['.', 'a folder that contains your home folder'],
  ])('the home folder: %s', async (out, what) => {
    mkdirSync(shop.path('home'));
    vi.stubEnv('HOME', shop.path('home'));
    const elsewhere = project(shopBundle());
    const ran = await elsewhere.run(
      ...['build', '--definitions', elsewhere.path('definitions'), '--out', join(shop.path(), out)],
    );
    elsewhere.remove();
    expect(ran).toMatchObject({ code: 2, errors: expect.stringContaining(what) });
  });

  it('by package too', async () => {
    await shop.build();
    vi.stubEnv('HOME', shop.path('home'));
    const ran = await shop.run('package', '--from', shop.path('dist'), '--out', shop.path('home'));
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.errors).toContain('is your home folder, not a folder for outputs');
    expect(ran.errors).toContain('--out packages');
    expect(existsSync(shop.path('home'))).toBe(false);
  });

  it('by test --export too', async () => {
    const ran = await shop.run(
      ...['test', '--definitions', shop.path('definitions'), '--export', shop.path('definitions')],
    );
    expect(ran.errors).toContain('the folder of definitions');
    expect(ran.code).toBe(2);
  });
});

describe('an interrupted build', () => {
  /** The journal of a build that changes the chart's README, killed before it has moved any file. */
  const interrupt = () => {
    shop.write({
      'dist/.dashwright-staging/helm/shop/README.md': 'of the second build',
      'dist/.dashwright-journal.json':
        '{"moves":["helm/shop/README.md"],"removals":["grafana/shop/shop.json"]}',
    });
  };
  const finished = () => {
    const files = shop.output();
    expect(files['helm/shop/README.md']).toBe('of the second build');
    expect(Object.keys(files)).not.toContain('grafana/shop/shop.json');
    expect(Object.keys(files).filter((path) => path.startsWith('.dashwright'))).toEqual(['.dashwright.json']);
  };
  beforeEach(async () => {
    expect(await shop.build()).toMatchObject({ code: 0, errors: '' });
    interrupt();
  });

  it.each([
    ['package', ['package', '--from', 'dist', '--out', 'packages']],
    ['diff', ['diff', '--from', 'dist', '--against', 'dist']],
    ['publish', ['publish', 'oci://127.0.0.1:1/charts', '--from', 'dist']],
  ])('is completed by %s', async (_, args) => {
    await shop.run(...args.map((arg) => (/^(dist|packages)$/.test(arg) ? shop.path(arg) : arg)));
    finished();
  });

  it('is completed by test --export --check', async () => {
    await shop.run(
      ...['test', '--definitions', shop.path('definitions'), '--export', shop.path('dist'), '--check'],
    );
    finished();
  });

  it('is completed by a build with findings', async () => {
    shop.write(shopBundle({ dashboard: "'a/b'" }));
    expect(await shop.build()).toMatchObject({ code: 1 });
    finished();
  });

  it('is not packaged while something blocks it', async () => {
    rmSync(shop.path('dist/helm/shop/README.md'));
    mkdirSync(shop.path('dist/helm/shop/README.md'));
    const ran = await shop.run('package', '--from', shop.path('dist'), '--out', shop.path('packages'));
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.errors).toMatch(/helm\/shop\/README\.md is a folder where a file is needed; move it away/);
    expect(existsSync(shop.path('packages'))).toBe(false);
  });
});
