// docs/migration.md, followed by a user of the former chart and module.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeFolder, repository, temporaryFolder } from './support/folders.js';
import type { KubernetesObject } from './support/helm.js';
import { type Kubernetes, startKubernetes } from './support/kubernetes.js';
import { alertsOf, type Data, type Packages, shippedPackages } from './support/packages.js';
import { helmClient, installedObjects } from './support/releases.js';
import { environment } from './support/terraform.js';
import { type RunResult, run, tool } from './support/tools.js';

const page = readFileSync(join(repository, 'docs', 'migration.md'), 'utf8');
const folder = temporaryFolder('migration');
afterAll(() => removeFolder(folder));

/**
 * The code blocks after comments such as `<!-- file: values.yaml -->`: the argument of the comment, and
 * the code.
 */
function blocks(kind: string): { about: string; code: string }[] {
  const found = page.matchAll(new RegExp(`<!-- ${kind}(?:: (\\S+))? -->\\n\`\`\`\\w*\\n(.*?)\`\`\``, 'gs'));
  return [...found].map(([, about = '', code = '']) => ({ about, code }));
}
const files = new Map(blocks('file').map(({ about, code }) => [about, code]));
const valuesOf = (name: string): Data => load(files.get(name) ?? expect.fail(`no ${name}`)) as Data;

let bundle: Packages;
beforeAll(() => {
  bundle =
    shippedPackages().find(({ name }) => name === 'seamless_v2_observability') ??
    expect.fail('the bundle of the page is gone');
  // A folder as on the page: dist/ next to the files on it.
  for (const [kind, from] of [
    ['helm', bundle.chart],
    ['terraform', bundle.module],
  ] as const) {
    mkdirSync(join(folder, 'dist', kind), { recursive: true });
    cpSync(from, join(folder, 'dist', kind, bundle.name), { recursive: true });
  }
  for (const [name, code] of files) writeFileSync(join(folder, name), code);
});

/** Runs the lines of a block in that folder, up to the first that fails. */
async function runLines(code: string): Promise<RunResult> {
  let result: RunResult = { code: 0, stdout: '', stderr: '' };
  for (const line of code.trim().split('\n')) {
    const [program = '', ...args] = line.split(' ');
    const env = program === 'tofu' ? environment() : {};
    result = await run(tool(program), args, { cwd: folder, env });
    if (result.code !== 0) break;
  }
  return result;
}

function objectsIn(text: string): KubernetesObject[] {
  return (loadAll(text) as (KubernetesObject | null)[]).filter((object) => object !== null);
}

/** The objects rendered with the values of a file. */
async function rendered(name: string): Promise<KubernetesObject[]> {
  const block = blocks('run').find(({ code }) => code.includes(`--values ${name}`));
  const { code, stdout, stderr } = await runLines(block?.code ?? expect.fail(`no command for ${name}`));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return objectsIn(stdout);
}

describe('the chart', () => {
  test('what fails on the page fails, with the message that it shows', async () => {
    const failing = blocks('run').filter(({ about }) => about === 'fails');
    expect(failing).toHaveLength(1);
    for (const { code } of failing) {
      const { code: exit, stderr } = await runLines(code);
      expect(exit).not.toBe(0);
      const shown = /```text\n(- at .*)\n```/.exec(page)?.[1] ?? expect.fail('no message shown');
      expect(stderr).toContain(shown);
    }
  });

  test('former values with quoted labels are accepted: lists replace', async () => {
    const former = files.get('former.yaml')?.replace('version: 2', 'version: "2"') ?? '';
    writeFileSync(join(folder, 'former.yaml'), former);
    const { stdout } = await runLines(blocks('run').find(({ about }) => about === 'fails')?.code ?? '');
    const objects = objectsIn(stdout);
    const values = valuesOf('former.yaml') as { prometheusRule: { groups: unknown } };
    expect(objects.map(({ kind }) => kind)).toEqual(['ConfigMap', 'PrometheusRule']);
    expect(objects[1]?.spec?.groups).toEqual(values.prometheusRule.groups);
  });

  test('the resulting file gives all dashboards, rules and alerts, with the names on the page', async () => {
    const objects = await rendered('values.yaml');
    const names = objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    for (const shown of blocks('names').flatMap(({ code }) => code.trim().split('\n')))
      expect(names).toContain(shown);
    expect(objects.filter(({ kind }) => kind === 'ConfigMap')).toHaveLength(
      Object.keys(bundle.dashboards).length,
    );
    const rule = objects.find(({ kind }) => kind === 'PrometheusRule');
    const alerts = alertsOf(rule?.spec?.groups ?? []);
    expect([...alerts.keys()]).toEqual([...alertsOf(bundle.groups).keys()]);
    expect(alerts.get('SeamlessSla99thDegraded')?.labels).toMatchObject({ severity: 'critical' });
    expect(rule?.metadata.labels).toMatchObject({ release: 'kube-prometheus-stack', version: '2' });
  });

  test('dashboards of the former shape are accepted unchanged', async () => {
    const objects = await rendered('own-dashboards.yaml');
    const [first, ...others] = objects.filter(({ kind }) => kind === 'ConfigMap');
    expect(others).toEqual([]);
    expect(Object.values(first?.data ?? {}).map((json) => JSON.parse(json))).toEqual([
      { uid: 'own', title: 'Own', panels: [] },
    ]);
  });

  describe('on a real API server', () => {
    let kubernetes: Kubernetes;
    beforeAll(async () => {
      kubernetes = await startKubernetes();
    });
    afterAll(() => kubernetes?.stop());

    test.each(['helm', 'helm4'] as const)('installs with %s as on the page', async (binary) => {
      const namespace = await kubernetes.freshNamespace();
      const monitoring = await kubernetes.freshNamespace();
      const values = join(folder, `${binary}.yaml`);
      const text = files.get('values.yaml') ?? '';
      writeFileSync(values, text.replace('namespace: monitoring', `namespace: ${monitoring}`));
      const [, command = ''] = /```sh\n(helm upgrade --install [^\n]*)/.exec(page) ?? [];
      const [, ...args] = command
        .replace('dist/helm/seamless_v2_observability', bundle.chart)
        .replace('values.yaml', values)
        .split(' ');
      await helmClient(binary, kubernetes.kubeconfig).must(...args, '--namespace', namespace);
      const { configMaps } = await installedObjects(kubernetes, namespace, 'seamless-observability');
      expect(configMaps).toHaveLength(Object.keys(bundle.dashboards).length);
      const { rules } = await installedObjects(kubernetes, monitoring, 'seamless-observability');
      expect(rules.map(({ metadata }) => metadata.name)).toEqual([
        'seamless-v2-observability-recording-rules',
      ]);
    });
  });
});

describe('the module', () => {
  test('plans with the variables of the former one', async () => {
    const block = blocks('run').find(({ code }) => code.startsWith('tofu'));
    const { code, stdout } = await runLines(block?.code ?? expect.fail('no commands'));
    expect(code).toBe(0);
    const count = Object.keys(bundle.dashboards).length + 1;
    expect(stdout).toContain(`Plan: ${count} to add, 0 to change, 0 to destroy.`);
    expect(stdout).toContain('seamless-v2-observability-seamless-sla-overview');
  });
});

test('every value and variable that keeps its meaning exists', () => {
  const [chart = '', module = ''] = page.match(/^\| (?:chart|module) \| `[^\n]*$/gm)?.slice(-2) ?? [];
  const values = load(readFileSync(join(bundle.chart, 'values.yaml'), 'utf8')) as Data;
  let section = '';
  for (const [, name = ''] of chart.matchAll(/`([\w.]+)`/g)) {
    if (!name.startsWith('.')) section = name.split('.')[0] ?? '';
    const path = name.startsWith('.') ? `${section}${name}` : name;
    const value = path.split('.').reduce<unknown>((inner, key) => (inner as Data)[key], values);
    expect(value, path).toBeDefined();
  }
  const variables = readFileSync(join(bundle.module, 'variables.tf'), 'utf8');
  const named = [...module.matchAll(/`(\w+)`/g)].map(([, name]) => name);
  expect(named).toHaveLength(5);
  for (const name of named) expect(variables).toContain(`variable "${name}" {`);
});
