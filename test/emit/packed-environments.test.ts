import { load } from 'js-yaml';
import { beforeAll, describe, expect, test } from 'vitest';
import { emitHelm } from '../../src/emit/helm/index.js';
import { alertGroups } from '../../src/emit/prometheus/index.js';
import { emitTerraform } from '../../src/emit/terraform/index.js';
import { resolveEnvironments } from '../../src/resolve/index.js';
import { tricky, trickyParts } from '../fixtures/tricky-bundle.js';
import { alertOf, tunedBundle, tunedParts } from '../fixtures/tuned-bundle.js';

const tuned = tunedBundle(0.5);
let files: ReadonlyMap<string, string>;
const file = (path: string): string => files.get(path) ?? expect.fail(`no file ${path}`);
beforeAll(async () => {
  const parts = await tunedParts(tuned);
  files = new Map(
    [...emitHelm(tuned, parts), ...emitTerraform(tuned, parts)].map(({ path, content }) => [
      path,
      String(content),
    ]),
  );
});

describe('an environment with its own matchers', () => {
  test('is selected by name; everything else stays like in other environments', () => {
    expect(load(file('helm/tuned/values-narrow.yaml'))).toMatchObject({
      prometheusRule: {
        environment: 'narrow',
        alertLabels: { environment: 'narrow' },
        runbookUrl: 'https://narrow.example.com/{slug}',
      },
      alerts: { [alertOf('ms')]: { enabled: false }, [alertOf('s')]: { for: '0m', severity: 'critical' } },
    });
    expect(file('helm/tuned/values-narrow.yaml')).not.toContain('groups:');
    expect(file('helm/tuned/values-plain.yaml')).not.toContain('environment: narrow');
    expect(file('terraform/tuned/narrow.tfvars')).toContain('rule_environment = "narrow"');
    expect(file('terraform/tuned/narrow.tfvars')).not.toContain('rule_groups');
  });

  test('has rules in chart and module with the matchers, otherwise as shipped', () => {
    for (const folder of ['helm/tuned/files/environments/narrow', 'terraform/tuned/environments/narrow']) {
      const { groups } = load(file(`${folder}/rules.yaml`)) as {
        groups: { rules: { expr: string; for?: string }[] }[];
      };
      const rules = groups.flatMap((group) => group.rules);
      for (const { expr } of rules) expect(expr).toContain('cluster="narrow"');
      expect(file(`${folder}/rules.yaml`)).not.toContain('environment: narrow');
      const { [alertOf('percentunit')]: alert } = load(file(`${folder}/alerts.yaml`)) as Record<
        string,
        { threshold: { expr: string[]; value: number } }
      >;
      expect(alert?.threshold.value).toBe(41);
      const narrow =
        resolveEnvironments(tuned).find(({ name }) => name === 'narrow')?.bundle ?? expect.fail('none');
      const built = alertGroups(narrow).flatMap((group) => group.rules);
      expect(alert?.threshold.expr.join('0.5')).toBe(
        built.find((rule) => 'alert' in rule && rule.alert === alertOf('percentunit'))?.expr,
      );
    }
  });

  test('is a value of its chart and a variable of its module, and of no other', async () => {
    expect(load(file('helm/tuned/values.yaml'))).toMatchObject({ prometheusRule: { environment: '' } });
    expect(file('terraform/tuned/variables.tf')).toContain('variable "rule_environment" {');
    const others = [...emitHelm(tricky, await trickyParts()), ...emitTerraform(tricky, await trickyParts())];
    for (const { path, content } of others)
      if (/values\.yaml$|\.tf$/.test(path))
        expect(String(content)).not.toMatch(/rule_environment|^ {2}environment:/m);
  });
});

test('no nulls are applied by a module, because the provider would plan them again each time', () => {
  for (const name of ['main.tf', 'rules.tf']) {
    const code = file(`terraform/tuned/${name}`);
    expect(code.replaceAll(/[!=]= null/g, '')).not.toMatch(/(annotations|labels) += .*: null/);
  }
});
