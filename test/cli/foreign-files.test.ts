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
/** Moves a part of the definitions elsewhere and leaves a symbolic link. */
const moveAway = (path: string) => {
  renameSync(shop.path(path), shop.path('elsewhere/moved'));
  symlinkSync(shop.path('elsewhere/moved'), shop.path(path));
};

describe('a symbolic link that leads out of the definitions is not followed', () => {
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

  it('but a link to another place inside the definitions is', async () => {
    renameSync(shop.path('definitions/shop/runbooks/queue-long.md'), shop.path('definitions/shared.md'));
    symlinkSync('../../shared.md', shop.path('definitions/shop/runbooks/queue-long.md'));
    expect(await shop.build()).toMatchObject({ code: 0, errors: '' });
  });

  it('and a link that does not lead to a bundle is ignored', async () => {
    symlinkSync(shop.path('elsewhere'), shop.path('definitions/notes'));
    symlinkSync(shop.path('nowhere'), shop.path('definitions/broken'));
    expect(await shop.build()).toMatchObject({ code: 0, errors: '' });
  });
});

it('a named pipe instead of a runbook does not block', async () => {
  expect(spawnSync('mkfifo', [shop.path('definitions/shop/runbooks/more.md')]).status).toBe(0);
  const ran = await shop.build();
  expect(ran).toMatchObject({
    code: 2,
    errors: expect.stringContaining('runbooks/more.md is not a regular file'),
  });
});

it.each(['.dashwright.json', '.dashwright.lock'])(
  'a named pipe instead of %s does not block',
  async (name) => {
    mkdirSync(shop.path('dist'));
    expect(spawnSync('mkfifo', [shop.path('dist', name)]).status).toBe(0);
    expect(await shop.build()).toMatchObject({
      code: 2,
      errors: expect.stringContaining(
        `dist/${name}: it is neither a file nor a folder. What to do: remove it`,
      ),
    });
  },
);

describe('a link that leads nowhere in place of a file of definitions is an error', () => {
  it('a bundle, whose outputs stay', async () => {
    shop.write(
      Object.fromEntries(
        Object.entries(shopBundle({ dashboard: "'bank'" })).map(([path, text]) => [
          path.replace('/shop/', '/bank/'),
          text.replaceAll("'shop'", "'bank'").replaceAll('QueueLong', 'BankQueueLong'),
        ]),
      ),
    );
    expect(await shop.build()).toMatchObject({ code: 0, errors: '' });
    const before = shop.output();
    rmSync(shop.path('definitions/bank/bundle.ts'));
    symlinkSync(shop.path('nowhere'), shop.path('definitions/bank/bundle.ts'));
    expect(await shop.build()).toMatchObject({
      code: 2,
      errors: expect.stringContaining('bank/bundle.ts: the symbolic link is broken'),
    });
    expect(shop.output()).toEqual(before);
  });

  it('the settings of checks, without which others would apply', async () => {
    symlinkSync(shop.path('nowhere'), shop.path('definitions/checks.ts'));
    const ran = await shop.run('check', '--definitions', shop.path('definitions'));
    expect(ran.errors).toContain('checks.ts: the symbolic link is broken');
    expect(ran.code).toBe(2);
  });
});
