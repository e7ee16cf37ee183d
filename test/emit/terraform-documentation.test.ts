// The README of a module compared with its code: every input and output, with type, default and description.
import { beforeAll, describe, expect, test } from 'vitest';
import { tableCell } from '../../src/emit/templates.js';
import { emitTerraform } from '../../src/emit/terraform/index.js';
import { tricky, trickyParts } from '../fixtures/tricky-bundle.js';

let files: ReadonlyMap<string, string>;
const file = (path: string): string =>
  files.get(`terraform/Tricky_Bundle/${path}`) ?? expect.fail(`no file ${path}`);

beforeAll(async () => {
  const parts = await trickyParts();
  files = new Map(emitTerraform(tricky, parts).map(({ path, content }) => [path, String(content)]));
});

/** Blocks of a type with their attributes. */
function blocks(kind: string, code: string): Map<string, Record<string, string>> {
  return new Map(
    [...code.matchAll(new RegExp(`^${kind} "(\\w+)" \\{\\n((?: .*\\n|\\n)*)\\}`, 'gm'))].map(
      ([, name = '', body = '']) => [
        name,
        Object.fromEntries(
          [...body.matchAll(/^ {2}(\w+) += (.+(?:\n(?: {4}.+| {2}\}.*))*)$/gm)].map(
            ([, key = '', value = '']) => [key, value],
          ),
        ),
      ],
    ),
  );
}

/** Rows of the table below a heading, as their cells, without backticks. */
function rows(heading: string): string[][] {
  const section = file('README.md').split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter((line) => /^\| [a-z_]+ \|/.test(line))
    .map((line) =>
      line
        .slice(2, -2)
        .split(/ (?<!\\)\| /)
        .map((cell) => cell.replaceAll(/^`+|`+$/g, '')),
    );
}

const described = (text: string | undefined): string =>
  tableCell(JSON.parse((text ?? '""').replaceAll('$${', '${').replaceAll('%%{', '%{')) as string);

describe('the README', () => {
  test('has a row for every input in variables.tf, and no other', () => {
    const variables = blocks('variable', file('variables.tf'));
    expect(variables.size).toBeGreaterThan(10);
    expect(rows('Inputs')).toEqual(
      [...variables].map(([name, { type = '', default: value = '', description }]) => [
        name,
        described(description),
        type.replaceAll(/\s+/g, ' '),
        tableCell(value),
        'no',
      ]),
    );
  });

  test('has a row for every output in outputs.tf, and no other', () => {
    const outputs = blocks('output', file('outputs.tf'));
    expect([...outputs.keys()]).toEqual([
      'dashboards',
      'prometheus_rule',
      'prometheus_rules',
      'alerts',
      'pod_monitors',
      'service_monitors',
      'instrumentations',
      'grafana_dashboards',
    ]);
    expect(rows('Outputs')).toEqual(
      [...outputs].map(([name, { description }]) => [name, described(description)]),
    );
  });

  test('states the versions in versions.tf', () => {
    expect(file('versions.tf')).toContain('required_version = ">= 1.5"');
    expect(file('README.md')).toContain('Terraform ≥ 1.5');
  });
});
