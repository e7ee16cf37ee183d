// What users do with a module besides applying it: run its own tests, and use it from a Git repository at a tag.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { initialised } from './support/module.js';
import { shippedPackages, trickyPackages } from './support/packages.js';
import { workspace } from './support/terraform.js';
import { mustRun } from './support/tools.js';

const folder = temporaryFolder('module-tests');
afterAll(() => removeFolder(folder));
const packages = [...shippedPackages(), await trickyPackages(folder)];

describe.each(packages)('the module of $name', ({ module }) => {
  test('passes its own tests, with the test provider and without a cluster', async () => {
    const copy = await initialised(module);
    const { code, stdout, stderr } = await copy.tofu('test');
    copy.remove();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/Success! \d+ passed, 0 failed\./);
  });
});

describe('the tests of a module', () => {
  test('detect an override without effect', async () => {
    const [{ module } = expect.fail('no module')] = packages;
    const copy = await initialised(module);
    const broken = join(copy.folder, 'rules.tf');
    const code = readFileSync(broken, 'utf8');
    expect(code).toContain('"expr" => join(');
    writeFileSync(broken, code.replace('"expr" => join(', '"expr_" => join('));
    const { code: exit, stdout } = await copy.tofu('test');
    copy.remove();
    expect(exit).not.toBe(0);
    expect(stdout).toMatch(/run "a_changed_alert"\.\.\. fail/);
  });
});

describe('from a Git repository', () => {
  test('with a subfolder and a tag', async () => {
    const [{ name, module } = expect.fail('no module')] = packages;
    const work = join(folder, 'repository');
    const bare = join(folder, 'repository.git');
    const git = (...args: string[]) =>
      mustRun('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
        cwd: work,
        // Without the caller's own configuration, such as signing.
        env: { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
      });
    mkdirSync(join(work, 'dist', 'terraform'), { recursive: true });
    cpSync(module, join(work, 'dist', 'terraform', name), { recursive: true });
    await git('init', '--quiet', '--initial-branch=main');
    await git('add', '.');
    await git('commit', '--quiet', '--message=first');
    await git('tag', 'v1.0.0');
    // A commit after the tag must not be used.
    await git('rm', '--quiet', '-r', 'dist');
    await git('commit', '--quiet', '--message=second');
    await git('clone', '--quiet', '--bare', '.', bare);
    const source = `git::${pathToFileURL(bare).href}//dist/terraform/${name}?ref=v1.0.0`;
    const root = workspace({
      files: {
        'main.tf.json': JSON.stringify({
          module: { monitoring: { source, namespace: 'observability' } },
          output: { alerts: { value: '${module.monitoring.alerts}' } },
        }),
      },
    });
    expect(await root.tofu('init')).toMatchObject({ code: 0 });
    expect(await root.tofu('apply', '-auto-approve')).toMatchObject({ code: 0 });
    const { stdout } = await root.tofu('output', '-json', 'alerts');
    expect((JSON.parse(stdout) as string[]).length).toBeGreaterThan(0);
    expect(await root.tofu('plan', '-detailed-exitcode')).toMatchObject({ code: 0 });
    root.remove();
  });

  test('a tag that does not exist is an error with its name', async () => {
    const bare = join(folder, 'repository.git');
    const source = `git::${pathToFileURL(bare).href}//dist/terraform/none?ref=v9.9.9`;
    const root = workspace({
      files: { 'main.tf.json': JSON.stringify({ module: { monitoring: { source } } }) },
    });
    const { code, stderr } = await root.tofu('init');
    root.remove();
    expect(code).not.toBe(0);
    expect(stderr).toContain('v9.9.9');
  });
});
