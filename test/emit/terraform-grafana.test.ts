import { beforeAll, describe, expect, test } from 'vitest';
import type { PackageParts } from '../../src/emit/packaging/parts.js';
import { emitTerraform } from '../../src/emit/terraform/index.js';
import { emitTerraformGrafana } from '../../src/emit/terraform-grafana/index.js';
import { tricky, trickyParts } from '../fixtures/tricky-bundle.js';

let parts: PackageParts;
let files: ReadonlyMap<string, string>;
const file = (path: string): string =>
  files.get(`terraform-grafana/Tricky_Bundle/${path}`) ?? expect.fail(`no file ${path}`);

beforeAll(async () => {
  parts = await trickyParts();
  files = new Map(emitTerraformGrafana(tricky, parts).map(({ path, content }) => [path, String(content)]));
});

describe('the module for Grafana without a sidecar', () => {
  test('has the files of a module and each dashboard, as in the other module', () => {
    const names = [...files.keys()].map((path) => path.replace('terraform-grafana/Tricky_Bundle/', ''));
    expect(names.filter((name) => !name.startsWith('dashboards/')).sort()).toEqual([
      'README.md',
      'main.tf',
      'outputs.tf',
      'terraform.tfvars.example',
      'tests/module.tftest.hcl',
      'variables.tf',
      'versions.tf',
    ]);
    const other = new Map(emitTerraform(tricky, parts).map(({ path, content }) => [path, content]));
    const dashboards = names.filter((name) => name.startsWith('dashboards/'));
    expect(dashboards).toHaveLength(parts.dashboards.length);
    for (const name of dashboards) expect(file(name)).toBe(other.get(`terraform/Tricky_Bundle/${name}`));
  });

  test('reads dashboards unchanged, and writes texts of definitions as literals', () => {
    expect(file('main.tf')).toContain('file("${path.module}/dashboards/${dashboard.file}")');
    expect(file('main.tf')).toContain('folder = "Elsewhere: {{ folder }}"');
    expect(file('variables.tf')).toContain('default     = "Tricky | $${bundle}"');
    expect([...files.values()].join('')).not.toContain('templatefile');
  });

  test('has the dashboard inputs of the other module, with the same descriptions', () => {
    const other = emitTerraform(tricky, parts).find(({ path }) => path.endsWith('/variables.tf'));
    const block = (code: string, name: string) =>
      new RegExp(`variable "${name}" \\{\\n[\\s\\S]*?\\n\\}`).exec(code)?.[0];
    for (const name of ['dashboards', 'extra_dashboards']) {
      expect(block(file('variables.tf'), name)).toBe(block(String(other?.content), name));
      expect(block(file('variables.tf'), name)).toBeDefined();
    }
    for (const name of ['dashboard_folder', 'dashboard_folders'])
      expect(file('variables.tf')).toContain(`variable "${name}" {`);
  });

  test('documents every input and output', () => {
    const documented = (heading: string) =>
      [
        ...((file('README.md').split(`## ${heading}\n`)[1] ?? '')
          .split('\n## ')[0]
          ?.matchAll(/^\| `(\w+)` \|/gm) ?? []),
      ].map(([, name]) => name);
    const declared = (kind: string, code: string) =>
      [...code.matchAll(new RegExp(`^${kind} "(\\w+)"`, 'gm'))].map(([, name]) => name);
    expect(documented('Variables')).toEqual(declared('variable', file('variables.tf')));
    expect(documented('Outputs')).toEqual(declared('output', file('outputs.tf')));
  });

  test('states the versions that it was tested with', () => {
    expect(file('README.md')).toMatch(
      /tested against the schema of the provider[^.]*\bnot against a\s+running Grafana/s,
    );
  });

  test('does not exist without dashboards', () => {
    expect(emitTerraformGrafana(tricky, { ...parts, dashboards: [] })).toEqual([]);
  });
});
