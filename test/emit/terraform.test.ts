import { load } from 'js-yaml';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PackageParts } from '../../src/emit/packaging/parts.js';
import { emitTerraform } from '../../src/emit/terraform/index.js';
import { tricky, trickyParts } from '../fixtures/tricky-bundle.js';

let parts: PackageParts;
let files: Map<string, string>;
const file = (path: string): string =>
  files.get(`terraform/Tricky_Bundle/${path}`) ?? expect.fail(`no file ${path}`);

beforeAll(async () => {
  parts = await trickyParts();
  files = new Map(emitTerraform(tricky, parts).map(({ path, content }) => [path, String(content)]));
});

describe('the module', () => {
  test('has the files of a module, each dashboard and the rules', () => {
    const names = [...files.keys()].map((path) => path.replace('terraform/Tricky_Bundle/', ''));
    expect(names.filter((name) => !name.startsWith('dashboards/')).sort()).toEqual([
      '.terraform-docs.yml',
      'README.md',
      'alerts.yaml',
      'dashboards.tf',
      'examples/basic/main.tf',
      'examples/complete/main.tf',
      'main.tf',
      'objects.tf',
      'objects.yaml',
      'outputs.tf',
      'rules.tf',
      'rules.yaml',
      'terraform.tfvars.example',
      'tests/module.tftest.hcl',
      'variables.tf',
      'versions.tf',
    ]);
    expect(names.filter((name) => name.startsWith('dashboards/'))).toHaveLength(parts.dashboards.length);
  });

  test('contains the same files as the chart', () => {
    for (const { uid, json } of parts.dashboards)
      expect(JSON.parse(file(`dashboards/${uid}.json`))).toEqual(JSON.parse(JSON.stringify(json)));
    expect(load(file('rules.yaml'))).toEqual({ groups: parts.groups });
  });

  test('reads them unchanged', () => {
    const code = [...files].filter(([path]) => path.endsWith('.tf')).map(([, content]) => content);
    expect(code.join('')).toContain('file("${path.module}/dashboards/${dashboard.file}")');
    expect(code.join('')).not.toContain('templatefile');
  });

  test('writes texts of definitions as literals', () => {
    expect(file('variables.tf')).toContain('default     = "Tricky | $${bundle}"');
    expect(file('dashboards.tf')).toContain('folder = "Elsewhere: {{ folder }}"');
  });

  test('has a prefix, so that modules of different bundles do not collide', () => {
    expect(file('variables.tf')).toMatch(/variable "name" \{[^}]*default {5}= "tricky-bundle-d0104b60"/);
  });

  test('keeps the variables of the former module', () => {
    for (const name of ['name', 'namespace', 'labels', 'create_grafana_configmap', 'create_prometheus_rule'])
      expect(file('variables.tf')).toContain(`variable "${name}" {`);
  });

  test('describes and documents every variable', () => {
    const names = [...file('variables.tf').matchAll(/variable "(\w+)" \{\n {2}description = "./g)].map(
      ([, name]) => name,
    );
    expect(names).toHaveLength(file('variables.tf').split('\nvariable "').length - 1);
    for (const name of names) expect(file('README.md')).toContain(`\n| ${name} |`);
  });

  test('is reproducible', () => {
    expect(emitTerraform(tricky, parts).map(({ content }) => content)).toEqual([...files.values()]);
  });
});
