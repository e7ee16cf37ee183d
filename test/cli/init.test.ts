import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { type Project, project } from '../support/project.js';

let made: Project | undefined;
afterEach(() => made?.remove());

const started = async (...args: string[]): Promise<Project> => {
  made = project();
  expect(await made.run('init', ...args, '--dir', made.folder)).toMatchObject({ code: 0, errors: '' });
  return made;
};

describe('init', () => {
  it('creates a project whose bundle builds without findings and whose scenarios pass', async () => {
    const { build, run, path, output } = await started('order-service');
    expect(await build()).toMatchObject({ code: 0, errors: '' });
    const definitions = ['--definitions', path('definitions')];
    expect(await run('check', '--strict', ...definitions)).toMatchObject({ code: 0 });
    expect(await run('test', ...definitions)).toMatchObject({
      code: 0,
      out: 'order-service: 2 scenarios, all hold\n',
    });
    expect(output()['prometheus/order-service/alert_rules.yml']).toContain(
      'alert: OrderServiceHighErrorRatio',
    );
    const manifest = JSON.parse(readFileSync(path('package.json'), 'utf8'));
    expect(manifest).toMatchObject({ private: true, type: 'module', scripts: { build: 'dashwright build' } });
    expect(existsSync(path('.github/workflows/monitoring.yml'))).toBe(true);
  });

  it('adds a bundle to an existing project without changing it', async () => {
    const { run, build, path, folder } = await started('shop', '--ci', 'gitlab');
    expect(existsSync(path('.gitlab-ci.yml'))).toBe(true);
    expect(existsSync(path('.github'))).toBe(false);
    const before = readFileSync(path('package.json'), 'utf8');
    expect(await run('init', 'shop_two', '--dir', folder)).toMatchObject({ code: 0 });
    expect(readFileSync(path('package.json'), 'utf8')).toBe(before);
    expect(await build()).toMatchObject({ code: 0, errors: '' });
  });

  it('prints what an existing package.json lacks, and nothing else', async () => {
    made = project({
      'package.json': '{ "dependencies": { "dashwright": "0.1.0" }, "scripts": { "test": "x" } }',
    });
    const { code, out } = await made.run('init', 'shop', '--dir', made.folder);
    expect(code).toBe(0);
    expect(out).toMatch(
      /Still to be added to package\.json:\n {2}"type": "module"\n {2}"build": "dashwright build" in "scripts", for npm run build\n$/,
    );
    made.remove();
    const begun = await started('shop');
    const second = await begun.run('init', 'shop_two', '--dir', begun.folder);
    expect(second.out).not.toContain('package.json');
  });

  it('writes nothing if one of its files exists', async () => {
    made = project({ 'AGENTS.md': 'ours' });
    const refused = await made.run('init', 'shop', '--dir', made.folder);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.errors).toMatch(/AGENTS\.md exists already .*nothing was written/);
    expect(readFileSync(made.path('AGENTS.md'), 'utf8')).toBe('ours');
    expect(existsSync(made.path('definitions'))).toBe(false);
    // A file instead of a folder.
    made.remove();
    made = project();
    writeFileSync(made.path('definitions'), '');
    expect(await made.run('init', 'shop', '--dir', made.folder)).toMatchObject({ code: 2 });
    expect(existsSync(made.path('package.json'))).toBe(false);
  });

  it.each(['Shop', '../shop', 'shop/x', '', 'a'.repeat(41), '가게', 'shop_', '-x'])(
    'refuses the name "%s"',
    async (name) => {
      made = project();
      expect(await made.run('init', '--dir', made.folder, '--', name)).toMatchObject({ code: 2 });
      expect(existsSync(made.path('package.json'))).toBe(false);
    },
  );

  it('does not wait for an answer if nobody can give one', async () => {
    made = project();
    const refused = await made.run('init', '--dir', made.folder);
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.errors).toContain('dashwright init shop');
  });
});
