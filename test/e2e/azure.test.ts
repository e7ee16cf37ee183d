// The Terraform module for Azure with providers that have the schemas of the real ones.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { awkwardTexts, operated } from '../fixtures/operated-bundle.js';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { initialised, tryPlan } from './support/module.js';
import { definedBundles, writeTargets } from './support/outputs.js';
import { tofu, type Workspace } from './support/terraform.js';

interface AzureGroup {
  readonly name: string;
  readonly interval: string;
  readonly rules: readonly Readonly<Record<string, unknown>>[];
}
interface Planned {
  readonly planned_values: {
    readonly root_module: {
      readonly resources: readonly {
        readonly type: string;
        readonly values: Readonly<Record<string, unknown>>;
      }[];
    };
  };
}

const root = temporaryFolder('azure');
afterAll(() => removeFolder(root));

const defined = (await definedBundles()).filter((bundle) => bundle.source.options.azure);
const all = [
  '{{ $labels.topic }} {{ if true }}x{{ end }}',
  '${HOME} $HOME $$ %{x}',
  '한국어 라벨 값',
  '"double" and \'single\' quotes',
];
const bundles = [
  ...defined.map((bundle) => ({ name: bundle.name, bundle })),
  ...awkwardTexts
    .filter((text) => all.includes(text))
    .map((text) => ({ name: JSON.stringify(text), bundle: operated({ text, chain: 45 }) })),
].map((each, index) => ({ ...each, folder: join(root, String(index)) }));

const workspaceId = '/subscriptions/0/resourceGroups/monitoring/providers/Microsoft.Monitor/accounts/metrics';
const variables = {
  azure_monitor_workspace_id: workspaceId,
  resource_group_name: 'monitoring',
  location: 'koreacentral',
  action_group_ids: [
    '/subscriptions/0/resourceGroups/monitoring/providers/Microsoft.Insights/actionGroups/on-call',
  ],
  tags: { added: 'yes' },
};

describe.each(bundles)('the module of $name', ({ bundle, folder }) => {
  const module = join(folder, 'azure', bundle.name, 'terraform');
  let copy: Workspace;
  let groups: readonly AzureGroup[];
  beforeAll(async () => {
    await writeTargets(bundle, ['azure'], folder);
    groups = JSON.parse(readFileSync(join(module, 'rule-groups.json'), 'utf8')) as AzureGroup[];
    copy = await initialised(module);
    writeFileSync(join(copy.folder, 'providers.tf'), 'provider "azurerm" {\n  features {}\n}\n');
  });
  afterAll(() => copy?.remove());

  test('is formatted and valid', async () => {
    expect((await tofu(module, 'fmt', '-check', '-diff')).stdout).toBe('');
    expect(await copy.tofu('validate')).toMatchObject({ code: 0 });
  });

  test('plans every group with its rules, and every dashboard in its folder', async () => {
    const { code, stderr } = await tryPlan(copy, variables);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const plan = JSON.parse((await copy.tofu('show', '-json', 'test.plan')).stdout) as Planned;
    const { resources } = plan.planned_values.root_module;
    const planned = resources.filter(({ type }) => type === 'azurerm_monitor_alert_prometheus_rule_group');
    expect(planned).toHaveLength(groups.length);
    for (const group of groups) {
      const { values } = planned.find((each) => each.values.name === group.name) ?? expect.fail(group.name);
      expect(values).toMatchObject({
        interval: group.interval,
        scopes: [workspaceId],
        location: 'koreacentral',
      });
      expect(values.tags).toMatchObject({ added: 'yes' });
      const rules = values.rule as readonly Readonly<Record<string, unknown>>[];
      expect(rules.map(({ expression, annotations }) => [expression, annotations ?? undefined])).toEqual(
        group.rules.map(({ expression, annotations }) => [expression, annotations]),
      );
      // The provider disables a rule if `enabled` is missing, and leaves a severity of 0 to Azure.
      expect(new Set(rules.map(({ enabled }) => enabled))).toEqual(new Set([true]));
      expect(rules.map(({ severity }) => severity ?? undefined)).toEqual(
        group.rules.map(({ severity }) =>
          severity === undefined ? undefined : Math.max(1, Number(severity)),
        ),
      );
      expect(rules.map(({ action }) => (action as unknown[]).length)).toEqual(
        group.rules.map(({ alert }) => (alert === undefined ? 0 : 1)),
      );
    }
    const dashboards = resources.filter(({ type }) => type === 'grafana_dashboard');
    expect(dashboards).toHaveLength(bundle.dashboards.length);
    const folders = resources.filter(({ type }) => type === 'grafana_folder');
    expect(folders.map(({ values }) => values.title).sort()).toEqual(
      [...new Set(bundle.dashboards.map((dashboard) => dashboard.folder))].sort(),
    );
  });

  test('is applied, and a second plan changes nothing', async () => {
    await tryPlan(copy, variables);
    expect(await copy.tofu('apply', 'test.plan')).toMatchObject({ code: 0 });
    expect(await tryPlan(copy, variables, '-detailed-exitcode')).toMatchObject({ code: 0 });
  });

  test('creates only rules, or only dashboards', async () => {
    for (const only of ['create_rule_groups', 'create_dashboards']) {
      const fresh = await initialised(module);
      writeFileSync(join(fresh.folder, 'providers.tf'), 'provider "azurerm" {\n  features {}\n}\n');
      const { code, stderr } = await tryPlan(fresh, {
        ...variables,
        create_rule_groups: only === 'create_rule_groups',
        create_dashboards: only === 'create_dashboards',
      });
      expect(`${code} ${stderr}`).toBe('0 ');
      fresh.remove();
    }
  });

  test('rejects an invalid workspace', async () => {
    const { code, stderr } = await tryPlan(copy, { ...variables, azure_monitor_workspace_id: 'metrics' });
    expect(code).toBe(1);
    expect(stderr).toContain('azure_monitor_workspace_id must be a resource ID');
  });
});
