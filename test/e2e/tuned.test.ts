// Changes by values and variables give the same rules as a build with these values: by a values file, on the
// command line, in an environment.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emitHelm } from '../../src/emit/helm/index.js';
import { alertGroups, recordingGroups } from '../../src/emit/prometheus/index.js';
import { emitTerraform } from '../../src/emit/terraform/index.js';
import { resolveEnvironments } from '../../src/resolve/index.js';
import { alertOf, tunedBundle, tunedNumbers, tunedParts, tunedUnits } from '../fixtures/tuned-bundle.js';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { type RenderOptions, template } from './support/helm.js';
import { initialised, plan } from './support/module.js';
import type { Data, Group } from './support/packages.js';
import { helmClient } from './support/releases.js';
import type { Workspace } from './support/terraform.js';

const folder = temporaryFolder('tuned');
const chart = join(folder, 'helm', 'tuned');
const module = join(folder, 'terraform', 'tuned');
const binaries = ['helm', 'helm4'] as const;

let workspace: Promise<Workspace> | undefined;
beforeAll(async () => {
  const shipped = tunedBundle();
  const parts = await tunedParts(shipped);
  for (const { path, content } of [...emitHelm(shipped, parts), ...emitTerraform(shipped, parts)]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
});
afterAll(async () => {
  (await workspace)?.remove();
  removeFolder(folder);
});

/** The groups of the bundle in an environment, as in its rule files. */
function built(environment: 'plain' | 'narrow', threshold?: number): Group[] {
  const { bundle = expect.fail(environment) } =
    resolveEnvironments(tunedBundle(threshold)).find(({ name }) => name === environment) ?? {};
  return JSON.parse(JSON.stringify([...recordingGroups(bundle), ...alertGroups(bundle)])) as Group[];
}

const rendered = async (options: RenderOptions) =>
  (await template(chart, options)).rules.flatMap(({ spec }) => spec?.groups ?? []);
const planned = async (variables: Data, ...args: string[]) => {
  workspace ??= initialised(module);
  return (await plan(await workspace, variables, ...args)).rules.flatMap(({ spec }) => spec.groups);
};

const environmentNames = ['plain', 'narrow'] as const;

describe.each(environmentNames)('the environment %s', (environment) => {
  const values = join(chart, `values-${environment}.yaml`);
  const variables = `-var-file=${environment}.tfvars`;

  test('has in chart and module the rules of the rule files', async () => {
    for (const binary of binaries)
      expect(await rendered({ binary, files: [values] })).toEqual(built(environment));
    expect(await planned({}, variables)).toEqual(built(environment));
  });

  test('leaves URLs, labels and alerts to the user', async () => {
    const alert = alertOf('percentunit');
    const files = [values, join(chart, 'values-sample.yaml')];
    const groups = await rendered({
      files,
      values: {
        prometheusRule: {
          grafanaUrl: 'https://own.example.com',
          runbookUrl: 'https://wiki.example.com/{slug}',
          alertLabels: { own: 'yes' },
        },
        alerts: { [alert]: { threshold: 0.5 } },
      },
    });
    expect(groups.map(({ name }) => name)).toEqual(built(environment).map(({ name }) => name));
    const rules = groups.flatMap((group) => group.rules).filter((rule) => rule.alert);
    expect(rules).toHaveLength(environment === 'narrow' ? tunedUnits.length - 1 : tunedUnits.length);
    for (const rule of rules) {
      expect(rule.labels).toMatchObject({ own: 'yes' });
      expect(rule.annotations).toMatchObject({
        runbook_url: 'https://wiki.example.com/measured',
      });
    }
    expect(rules.find((rule) => rule.alert === alert)).toMatchObject({
      expr: expect.stringMatching(
        environment === 'narrow' ? /cluster="narrow".* > 0\.5$/ : /measured\) > 0\.5$/,
      ),
      annotations: { summary: '{{ $value }} is not 50%' },
    });
    const same = {
      grafana_url: 'https://own.example.com',
      runbook_url: 'https://wiki.example.com/{slug}',
      alert_labels: { own: 'yes', environment: 'production' },
    };
    const overrides = { [alert]: { threshold: 0.5 } };
    const module = await planned(same, variables, '-var', `alerts=${JSON.stringify(overrides)}`);
    const fromModule = module.flatMap((group) => group.rules).find((rule) => rule.alert === alert);
    expect(fromModule).toMatchObject({ annotations: { summary: '{{ $value }} is not 50%' } });
  });

  test('can be undone: an alert that is null is as shipped', async () => {
    const undone = Object.fromEntries(tunedUnits.map((unit) => [alertOf(unit), null]));
    const expected = built(environment).flatMap((group) => group.rules).length;
    for (const binary of binaries) {
      const groups = await rendered({ binary, files: [values], values: { alerts: undone } });
      const rules = groups.flatMap((group) => group.rules);
      expect(rules).toHaveLength(environment === 'narrow' ? expected + 1 : expected);
      expect(rules.find((rule) => rule.alert === alertOf('s'))).toMatchObject({
        for: '5m',
        labels: { severity: 'warning' },
      });
    }
  });
});

describe.each(tunedNumbers)('a threshold of %d', (threshold) => {
  const alerts = Object.fromEntries(tunedUnits.map((unit) => [alertOf(unit), { threshold }]));
  const values = {
    prometheusRule: { alertLabels: { environment: 'plain' }, grafanaUrl: 'https://plain.example.com' },
  };

  test.each(binaries)('is written in every unit as by a build, with %s', async (binary) => {
    expect(await rendered({ binary, values: { ...values, alerts } })).toEqual(built('plain', threshold));
  });

  test('and on the command line', async () => {
    const settings = tunedUnits.map((unit) => `alerts.${alertOf(unit)}.threshold=${threshold}`);
    const common = [
      'prometheusRule.alertLabels.environment=plain',
      'prometheusRule.grafanaUrl=https://plain.example.com',
    ];
    for (const binary of binaries) {
      for (const set of ['--set', '--set-string']) {
        const args = [...settings, ...common].flatMap((setting) => [set, setting]);
        const { stdout } = await helmClient(binary).must('template', 'release', chart, ...args);
        const whole = await template(chart, { binary, release: 'release', values: { ...values, alerts } });
        expect(stdout.replaceAll(/namespace: .*/g, '')).toBe(whole.text.replaceAll(/namespace: .*/g, ''));
      }
    }
  });

  test('and in the module', async () => {
    const common = { alert_labels: { environment: 'plain' }, grafana_url: 'https://plain.example.com' };
    expect(await planned({ ...common, alerts })).toEqual(built('plain', threshold));
  });
});
