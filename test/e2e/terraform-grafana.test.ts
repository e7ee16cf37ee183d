// The modules for Grafana's API, with a provider that has the schema of the real one.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emitTerraformGrafana } from '../../src/emit/terraform-grafana/index.js';
import { tricky, trickyParts } from '../fixtures/tricky-bundle.js';
import { removeFolder, repository, temporaryFolder } from './support/folders.js';
import { initialised, tryPlan } from './support/module.js';
import type { Data } from './support/packages.js';
import { tofu, type Workspace } from './support/terraform.js';

const folder = temporaryFolder('grafana-modules');
afterAll(() => removeFolder(folder));
for (const { path, content } of emitTerraformGrafana(tricky, await trickyParts())) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}
const output = process.env.DASHWRIGHT_DIST ?? join(repository, 'dist');
const shipped = join(output, 'terraform-grafana');
const modules = [
  ...readdirSync(shipped).map((name) => ({
    name,
    module: join(shipped, name),
    dashboards: dashboardsIn(join(output, 'grafana', name)),
  })),
  {
    name: tricky.name,
    module: join(folder, 'terraform-grafana', tricky.name),
    dashboards: dashboardsIn(join(folder, 'terraform-grafana', tricky.name, 'dashboards')),
  },
];

function dashboardsIn(path: string): Record<string, Data> {
  return Object.fromEntries(
    readdirSync(path).map((file) => {
      const json = JSON.parse(readFileSync(join(path, file), 'utf8')) as Data;
      return [String(json.uid), json];
    }),
  );
}

interface Planned {
  readonly folders: readonly { title: string; parent_folder_uid?: string }[];
  readonly dashboards: readonly { config_json: string; folder?: string; overwrite: boolean }[];
}

async function plan(module: Workspace, variables: Data = {}): Promise<Planned> {
  const { code, stderr } = await tryPlan(module, variables);
  if (code !== 0) throw new Error(`tofu plan: ${stderr}`);
  const { stdout } = await module.tofu('show', '-json', 'test.plan');
  const resources = JSON.parse(stdout).planned_values.root_module.resources as {
    type: string;
    values: never;
  }[];
  const ofType = (type: string) => resources.flatMap((each) => (each.type === type ? [each.values] : []));
  return { folders: ofType('grafana_folder'), dashboards: ofType('grafana_dashboard') };
}

test('there is a module for every bundle with dashboards', () => {
  expect(modules.map(({ name }) => name)).toEqual([...readdirSync(join(output, 'grafana')), tricky.name]);
});

describe.each(modules)('the module of $name', ({ module, dashboards }) => {
  let copy: Workspace;
  beforeAll(async () => {
    copy = await initialised(module);
  });
  afterAll(() => copy?.remove());

  test('is formatted, valid, and passes its own tests', async () => {
    expect(await tofu(module, 'fmt', '-check', '-diff', '-recursive')).toMatchObject({ code: 0, stdout: '' });
    expect(await copy.tofu('validate')).toMatchObject({ code: 0 });
    const { code, stdout } = await copy.tofu('test');
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/ passed, 0 failed\./) });
  });

  test('plans the dashboards of dist/grafana, each in a folder that it creates', async () => {
    const planned = await plan(copy);
    const found = planned.dashboards.map(({ config_json: json }) => JSON.parse(json) as Data);
    expect(Object.fromEntries(found.map((json) => [String(json.uid), json]))).toEqual(dashboards);
    expect(found).toHaveLength(Object.keys(dashboards).length);
    expect(planned.folders.length).toBeGreaterThan(0);
  });

  test('applies, a second plan changes nothing, and it is removed again', async () => {
    expect(await copy.tofu('apply', '-auto-approve')).toMatchObject({ code: 0 });
    const { stdout } = await copy.tofu('output', '-json');
    const { dashboards: out, folders } = JSON.parse(stdout) as Record<
      string,
      { value: Record<string, Data> }
    >;
    expect(
      Object.values(out?.value ?? {})
        .map(({ uid }) => uid)
        .sort(),
    ).toEqual(Object.keys(dashboards).sort());
    expect(Object.keys(folders?.value ?? {}).length).toBeGreaterThan(0);
    expect(await copy.tofu('plan', '-detailed-exitcode')).toMatchObject({ code: 0 });
    expect(await copy.tofu('destroy', '-auto-approve')).toMatchObject({ code: 0 });
  });

  test('accepts its sample', async () => {
    const sample = await copy.tofu('plan', '-var-file=terraform.tfvars.example');
    expect(sample).toMatchObject({ code: 0 });
    expect(existsSync(join(copy.folder, 'terraform.tfvars.example'))).toBe(true);
  });
});

describe('variables, for the bundle with difficult names and texts', () => {
  let copy: Workspace;
  beforeAll(async () => {
    copy = await initialised(join(folder, 'terraform-grafana', tricky.name));
  });
  afterAll(() => copy?.remove());
  const own = '{"title": "${x} %{y} {{ z }}", "uid": "own"}';

  test('folders: for all, for one, nested, existing, none', async () => {
    const { folders, dashboards } = await plan(copy, {
      dashboard_folder: 'Mine',
      dashboard_folders: { 'tricky-overview': 'Its own' },
      folder_uids: { Mine: 'mine' },
      parent_folder_uid: 'above',
    });
    expect(folders.map(({ title }) => title).sort()).toEqual(['Elsewhere: {{ folder }}', 'Its own']);
    for (const { parent_folder_uid: parent } of folders) expect(parent).toBe('above');
    expect(dashboards.some(({ folder: uid }) => uid === 'mine')).toBe(true);
    const top = await plan(copy, { dashboards: { own }, dashboard_folder: '' });
    expect(top.folders).toEqual([]);
    expect(top.dashboards).toMatchObject([{ config_json: own, folder: null }]);
  });

  test('default data sources of the dashboards of the module', async () => {
    const name = 'Prometheus "<b>" & ${more}';
    const { dashboards } = await plan(copy, {
      dashboard_datasources: { prometheus: name },
      extra_dashboards: { own },
    });
    for (const { config_json: json } of dashboards) {
      const { uid, templating } = JSON.parse(json) as Data & {
        templating?: { list: { name: string; current?: unknown }[] };
      };
      const variable = templating?.list.find((each) => each.name === 'datasource');
      expect(variable?.current, String(uid)).toEqual(uid === 'own' ? undefined : { text: name, value: name });
    }
  });

  test("a user's own dashboards are added or replace", async () => {
    const added = await plan(copy, { extra_dashboards: { 'My Own': own }, overwrite: true });
    const texts = added.dashboards.map(({ config_json: json }) => json);
    expect(texts).toContain(own);
    expect(texts.length).toBeGreaterThan(1);
    for (const { overwrite } of added.dashboards) expect(overwrite).toBe(true);
    expect((await plan(copy, { dashboards: { own } })).dashboards).toHaveLength(1);
  });

  test.each<[string, Data, string]>([
    [
      'invalid JSON',
      { extra_dashboards: { a: '{' } },
      'such as file() returns. These are not JSON objects: a',
    ],
    [
      'a name that is taken',
      { extra_dashboards: { 'tricky-overview': '{}' } },
      'names that the dashboards of this module already have: tricky-overview',
    ],
    [
      'two dashboards of one uid',
      { extra_dashboards: { a: own, b: own } },
      'Two dashboards have the same uid',
    ],
    [
      'a uid that Grafana does not take',
      { extra_dashboards: { a: JSON.stringify({ uid: 'x'.repeat(41) }) } },
      "of 1 to 40 letters, digits, '-' and '_'",
    ],
    ['a dashboard without uid', { extra_dashboards: { a: '{"title":"A"}' } }, 'a needs a uid in its JSON'],
    ['an empty uid', { extra_dashboards: { a: '{"uid":""}' } }, 'a needs a uid in its JSON'],
    ['a uid that is null', { extra_dashboards: { a: '{"uid":null}' } }, 'a needs a uid in its JSON'],
    [
      'an invalid uid of a folder',
      { folder_uids: { Mine: 'a b' } },
      'The values of folder_uids must be uids',
    ],
    ['an invalid organisation', { org_id: 'main' }, 'org_id must be a number'],
  ])('%s is refused with words that help', async (_, variables, message) => {
    const { code, stderr } = await tryPlan(copy, variables);
    expect(code).not.toBe(0);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(message);
  });
});
