// The configurations in examples/: what users copy must be valid, and plan the same as the module.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { shippedPackages, trickyPackages } from './support/packages.js';
import { tofu, workspace } from './support/terraform.js';

const folder = temporaryFolder('examples');
afterAll(() => removeFolder(folder));
const packages = [await trickyPackages(folder), ...shippedPackages()];

describe.each(packages)('the examples of $name', ({ module, groups }) => {
  test.each(['basic', 'complete'])('%s is valid, and installs all rules', async (name) => {
    expect(readdirSync(join(module, 'examples')).sort()).toEqual(['basic', 'complete']);
    const copy = workspace({ from: module });
    const example = join(copy.folder, 'examples', name);
    expect(await tofu(example, 'init')).toMatchObject({ code: 0 });
    expect(await tofu(example, 'validate')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Success'),
    });
    expect(await tofu(example, 'plan', '-out=test.plan')).toMatchObject({ code: 0 });
    const { stdout } = await tofu(example, 'show', '-json', 'test.plan');
    copy.remove();
    const { planned_values: planned } = JSON.parse(stdout) as Planned;
    const resources = planned.root_module.child_modules.flatMap((child) => child.resources);
    const names = resources
      .flatMap(({ values }) => values.manifest?.spec.groups ?? [])
      .map((group) => group.name);
    const own = name === 'complete' ? ['own'] : [];
    expect(names).toEqual([...groups.map((group) => group.name), ...own]);
  });
});

test('an unknown field of an alert is reported with a suggestion', async () => {
  const [{ module } = expect.fail('no module')] = packages;
  const copy = workspace({ from: module });
  const example = join(copy.folder, 'examples', 'complete');
  const file = join(example, 'main.tf');
  const code = readFileSync(file, 'utf8');
  expect(code).toMatch(/^ +threshold +=/m);
  writeFileSync(file, code.replace(/^( +)threshold( +=)/m, '$1thresold$2'));
  await tofu(example, 'init');
  const { stdout } = await tofu(example, 'validate');
  copy.remove();
  const told = stdout.replaceAll(/\s+/g, ' ');
  expect(told).toContain('does not include an attribute named "thresold"');
  expect(told).toContain('Did you mean to set attribute "threshold" instead?');
});

interface Planned {
  readonly planned_values: {
    readonly root_module: {
      readonly child_modules: readonly {
        readonly resources: readonly {
          readonly values: {
            readonly manifest?: { readonly spec: { readonly groups?: readonly { name: string }[] } };
          };
        }[];
      }[];
    };
  };
}
