import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Project, project, shopBundle } from '../support/project.js';

let shop: Project;
beforeEach(() => {
  shop = project({ ...shopBundle(), 'elsewhere/private.md': 'root:x:0:0\n' });
});
afterEach(() => shop.remove());

const elsewhere = (path: string) => {
  rmSync(shop.path(path), { recursive: true, force: true });
  symlinkSync(shop.path('elsewhere/private.md'), shop.path(path));
};
/** Moves a part of the definitions away and leaves a link. */
const moveAway = (path: string) => {
  renameSync(shop.path(path), shop.path('elsewhere/moved'));
  symlinkSync(shop.path('elsewhere/moved'), shop.path(path));
};

describe('what lies outside of the definitions is not published', () => {
  it.each([
    ['a runbook', () => elsewhere('definitions/shop/runbooks/queue-long.md'), 'shop/runbooks/queue-long.md'],
    ['a folder of runbooks', () => moveAway('definitions/shop/runbooks'), 'shop/runbooks/queue-long.md'],
    ['a bundle', () => moveAway('definitions/shop'), 'definitions/shop/bundle.ts'],
    ['the table of contents', () => moveAway('definitions/shop/bundle.ts'), 'definitions/shop/bundle.ts'],
    ['the settings of checks', () => elsewhere('definitions/checks.ts'), 'definitions/checks.ts'],
    [
      'a scenario',
      () => {
        mkdirSync(shop.path('definitions/shop/scenarios'));
        elsewhere('definitions/shop/scenarios/a.ts');
      },
      'definitions/shop/scenarios/a.ts',
    ],
  ])('%s', async (_, change, named) => {
    change();
    for (const command of ['build', 'check', 'test']) {
      const out = command === 'build' ? ['--out', shop.path('dist')] : [];
      const ran = await shop.run(command, '--definitions', shop.path('definitions'), ...out);
      expect(ran.errors).toContain(named);
      expect(ran.errors).toMatch(/behind a link, to \S*elsewhere\S* outside of the definitions/);
      expect(ran.code).toBe(2);
    }
    expect(shop.output()).toEqual({});
  });

  it('while a link to another place in them is fine', async () => {
    renameSync(shop.path('definitions/shop/runbooks/queue-long.md'), shop.path('definitions/shared.md'));
    symlinkSync('../../shared.md', shop.path('definitions/shop/runbooks/queue-long.md'));
    expect(await shop.build()).toMatchObject({ code: 0, errors: '' });
  });

  it('and a link that leads to no bundle is no matter', async () => {
    symlinkSync(shop.path('elsewhere'), shop.path('definitions/notes'));
    symlinkSync(shop.path('nowhere'), shop.path('definitions/broken'));
    expect(await shop.build()).toMatchObject({ code: 0, errors: '' });
  });
});

it('a pipe in the place of a runbook is not waited for', async () => {
  expect(spawnSync('mkfifo', [shop.path('definitions/shop/runbooks/more.md')]).status).toBe(0);
  const ran = await shop.build();
  expect(ran).toMatchObject({
    code: 2,
    errors: expect.stringContaining('runbooks/more.md is not a regular file'),
  });
});
