import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Project, project, shopBundle } from '../support/project.js';

const command = fileURLToPath(new URL('../../bin/dashwright.js', import.meta.url));
let shop: Project;
beforeEach(() => {
  shop = project(shopBundle());
});
afterEach(() => shop.remove());

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

  it('a current folder that has been removed', () => {
    const gone = `mkdir gone && cd gone && rmdir ../gone && "$0" "$1" build`;
    const { status, stderr } = spawnSync('sh', ['-c', gone, process.execPath, command], {
      cwd: shop.folder,
      encoding: 'utf8',
    });
    expect(stderr).toContain('the current folder has been removed or cannot be read');
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
