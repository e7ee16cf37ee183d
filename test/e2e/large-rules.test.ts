// More rules than fit in one PrometheusRule: several objects, in the chart and in the module.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emitHelm } from '../../src/emit/helm/index.js';
import { ruleFiles } from '../../src/emit/packaging/rule-parts.js';
import { emitTerraform } from '../../src/emit/terraform/index.js';
import { tricky, trickyParts } from '../fixtures/tricky-bundle.js';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { conform, template, tryTemplate } from './support/helm.js';
import { kubeSchemas } from './support/kube-schemas.js';
import { initialised, plan, tryPlan } from './support/module.js';
import type { Group } from './support/packages.js';
import type { Workspace } from './support/terraform.js';

const folder = temporaryFolder('large');
const chart = join(folder, 'helm', tricky.name);
const module = join(folder, 'terraform', tricky.name);
let groups: readonly Group[];
let copy: Workspace;
let schemas: string;

/** Nine groups of about 100 KB, after those of the tricky bundle. */
const more = Array.from(
  { length: 9 },
  (_, index): Group => ({
    name: `more-${index}`,
    rules: Array.from({ length: 100 }, (__, rule) => ({
      record: `more:${index}_${rule}`,
      expr: `up{job="${'x'.repeat(1000)}"}`,
    })),
  }),
);

beforeAll(async () => {
  const parts = await trickyParts();
  const all = [...parts.groups, ...more];
  const files = { ...parts.files, ...ruleFiles(all) };
  groups = JSON.parse(JSON.stringify(all)) as Group[];
  for (const emit of [emitHelm, emitTerraform]) {
    for (const { path, content } of emit(tricky, { ...parts, groups: all, files })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  }
  copy = await initialised(module);
  schemas = await kubeSchemas();
});
afterAll(() => {
  copy?.remove();
  removeFolder(folder);
});

const own = { name: 'own', rules: [{ record: 'own', expr: 'up' }] };
const namesOf = (objects: readonly { metadata: { name: string } }[]) =>
  objects.map(({ metadata }) => metadata.name);

describe('the chart', () => {
  test('has several objects: all groups in order, none too large for the operator', async () => {
    const { text, rules } = await template(chart);
    await conform(schemas, text);
    expect(namesOf(rules)).toEqual([
      'release-tricky-bundle-d0104b60',
      'release-tricky-bundle-d0104b60-2',
      'release-tricky-bundle-d0104b60-3',
    ]);
    expect(rules.flatMap(({ spec }) => spec?.groups ?? [])).toEqual(groups);
    for (const { spec } of rules) expect(JSON.stringify(spec).length).toBeLessThan(524_288);
    expect((await template(chart, { binary: 'helm4' })).rules).toEqual(rules);
  });

  test('has extra groups last, and one object for groups that replace', async () => {
    const added = await template(chart, { values: { prometheusRule: { extraGroups: [own] } } });
    expect(added.rules.at(-1)?.spec?.groups.at(-1)).toEqual(own);
    expect(added.rules).toHaveLength(3);
    const replaced = await template(chart, { values: { prometheusRule: { groups: [own] } } });
    expect(replaced.rules.map(({ spec }) => spec?.groups)).toEqual([[own]]);
  });

  test('keeps names of maximum length different', async () => {
    const { rules } = await template(chart, {
      release: `a${'b'.repeat(51)}c`,
      values: { fullnameOverride: 'n'.repeat(63) },
    });
    expect(new Set(namesOf(rules)).size).toBe(3);
    for (const name of namesOf(rules)) expect(name).toHaveLength(63);
  });

  test('rejects an object that is too large, with its size', async () => {
    const extraGroups = [
      { name: 'huge', rules: [{ record: 'huge', expr: `up{a="${'x'.repeat(600_000)}"}` }] },
    ];
    const { code, stderr } = await tryTemplate(chart, { values: { prometheusRule: { extraGroups } } });
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/have \d+ bytes; the Prometheus Operator takes 524288 in one object/);
  });
});

describe('the module', () => {
  test('plans the same objects as the chart', async () => {
    const planned = await plan(copy, { name: 'same', namespace: 'apps', extra_rule_groups: [own] });
    const { rules } = await template(chart, {
      values: { fullnameOverride: 'same', prometheusRule: { extraGroups: [own] } },
    });
    expect(namesOf(planned.rules)).toEqual(namesOf(rules));
    expect(planned.rules.map(({ spec }) => spec.groups)).toEqual(rules.map(({ spec }) => spec?.groups));
    expect(planned.outputs.prometheus_rule).toEqual({ name: 'same', namespace: 'apps' });
    expect(planned.outputs.prometheus_rules).toEqual(
      namesOf(rules).map((name) => ({ name, namespace: 'apps' })),
    );
  });

  test('applies, and has one object for groups that replace', async () => {
    expect(await copy.tofu('apply', '-auto-approve')).toMatchObject({ code: 0 });
    expect(await copy.tofu('plan', '-detailed-exitcode')).toMatchObject({ code: 0 });
    expect(await copy.tofu('destroy', '-auto-approve')).toMatchObject({ code: 0 });
    const replaced = await plan(copy, { rule_groups: [own] });
    expect(replaced.rules.map(({ spec }) => spec.groups)).toEqual([[own]]);
  });

  test('rejects an object that is too large', async () => {
    const huge = { name: 'huge', rules: [{ record: 'huge', expr: `up{a="${'x'.repeat(600_000)}"}` }] };
    const { code, stderr } = await tryPlan(copy, { extra_rule_groups: [huge] });
    expect(code).not.toBe(0);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('the Prometheus Operator takes 524288 bytes');
  });
});
