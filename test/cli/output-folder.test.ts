import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Project, project, shopBundle } from '../support/project.js';

const command = fileURLToPath(new URL('../../bin/dashwright.js', import.meta.url));
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
      errors: expect.stringContaining('test --export has written (passwd)'),
    });
    expect(ran.errors).not.toContain('--overwrite');
  });

  it('by package, unless it is a chart repository', async () => {
    expect((await shop.build()).code).toBe(0);
    const pack = (out: string) => shop.run('package', '--from', shop.path('dist'), '--out', shop.path(out));
    expect(await pack('else')).toMatchObject({
      code: 2,
      out: '',
      errors: expect.stringContaining('package has written (passwd)'),
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

describe('unusable files', () => {
  /** Runs as a user for whom permissions apply, unlike root. */
  const asUser = (...args: string[]) => {
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    return spawnSync(process.execPath, [command, ...args], { cwd: shop.folder, encoding: 'utf8', ...user });
  };
  const chmod = (mode: string, ...paths: string[]) => {
    expect(spawnSync('chmod', ['-R', mode, ...paths.map((path) => shop.path(path))]).status).toBe(0);
  };
  beforeEach(() => {
    mkdirSync(shop.path('dist'));
    chmod('a=rwX', '.');
  });

  it('a read-only folder in the output leaves everything unchanged, and the next build too', async () => {
    expect(await shop.build()).toMatchObject({ code: 0, errors: '' });
    chmod('a=rwX', '.');
    const before = shop.output();
    shop.write(shopBundle({ panels: "d.panel.stat({ title: 'Now', show: length })," }));
    chmod('555', 'dist/helm/shop/files/dashboards');
    for (let time = 0; time < 2; time += 1) {
      const { status, stderr } = asUser('build');
      expect(stderr).toContain(
        'helm/shop/files/dashboards cannot be written (EACCES); change its permissions',
      );
      expect(status).toBe(2);
      expect(shop.output()).toEqual(before);
    }
    chmod('a=rwX', 'dist/helm/shop/files/dashboards');
  });

  it.each([
    ['definitions/shop/runbooks/queue-long.md', 'definitions/shop/runbooks/queue-long.md'],
    ['definitions/shop/bundle.ts', 'definitions/shop/bundle.ts'],
    ['definitions/shop', 'definitions/shop'],
    ['definitions', 'definitions'],
  ])('%s that is not readable', (path, named) => {
    chmod('000', path);
    const { status, stderr } = asUser('build');
    chmod('a=rwX', path);
    expect(stderr).toContain(named);
    expect(stderr).toMatch(/permission/i);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(status).toBe(2);
  });

  it('a full disk, and the lock file that it leaves', async () => {
    // A file size limit instead of a full disk: the system call fails at the same place.
    writeFileSync(shop.path('dist/.dashwright.lock'), '');
    const small = `trap '' XFSZ; ulimit -f 1; exec "${process.execPath}" "${command}" build`;
    const { status, stderr } = spawnSync('sh', ['-c', small], { cwd: shop.folder, encoding: 'utf8' });
    expect(stderr).toMatch(
      /dist\/\S+: the file is larger than this file system or a limit.*What to do: raise the limit/,
    );
    expect(status).toBe(2);
    expect(shop.output()).toEqual({});
    expect(await shop.build()).toMatchObject({ code: 0, errors: '' });
  });
});
