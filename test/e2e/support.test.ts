import { existsSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeFolder, repository, temporaryFolder } from './support/folders.js';
import { kubeSchemas } from './support/kube-schemas.js';
import { type Kubernetes, startKubernetes } from './support/kubernetes.js';
import { tofu, type Workspace, workspace } from './support/terraform.js';
import { freePort, mustRun, run, startProcess, tool } from './support/tools.js';

const folder = temporaryFolder('support');
afterAll(() => removeFolder(folder));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const rule = (name: string, extra: object = {}) => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name },
  spec: { groups: [{ name: 'group', rules: [{ alert: 'Down', expr: 'up == 0', for: '5m', ...extra }] }] },
});

describe('tools', () => {
  test.each([
    ...['promtool', 'prometheus', 'amtool', 'alertmanager', 'helm', 'helm4', 'tofu', 'kube-apiserver'],
    ...[
      'kubectl',
      'etcd',
      'controller-gen',
      'kubeconform',
      'actionlint',
      'openssl',
      'docker-registry',
      'chromium',
    ],
  ])('%s is installed', (name) => {
    expect(existsSync(tool(name))).toBe(true);
  });

  test('a missing tool is an error that says what to do', () => {
    expect(() => tool('no-such-tool')).toThrow('no-such-tool is not installed: run scripts/tools/install.sh');
  });

  test('both Helm versions are the right ones', async () => {
    expect((await mustRun(tool('helm'), ['version', '--short'])).stdout).toMatch(/^v3\./);
    expect((await mustRun(tool('helm4'), ['version', '--short'])).stdout).toMatch(/^v4\./);
  });

  test('promtool accepts a valid rule file and rejects an invalid one', async () => {
    const good = file('good.yml', { groups: rule('x').spec.groups });
    expect(await run(tool('promtool'), ['check', 'rules', '--lint-fatal', good])).toMatchObject({ code: 0 });
    const bad = file('bad.yml', { groups: [{ name: 'g', rules: [{ alert: 'A', expr: 'sum(up' }] }] });
    const result = await run(tool('promtool'), ['check', 'rules', bad]);
    expect(result.code).not.toBe(0);
    expect(result.stderr).toContain('unclosed left parenthesis');
  });
});

describe('processes', () => {
  test('a program gets its input, and its output and exit code are returned', async () => {
    const result = await run('sh', ['-c', 'cat; echo "$WORD" >&2; exit 3'], {
      input: 'given',
      env: { WORD: 'said' },
    });
    expect(result).toEqual({ stdout: 'given', stderr: 'said\n', code: 3 });
    await expect(mustRun('sh', ['-c', 'echo why >&2; exit 3'])).rejects.toThrow(/code 3\nwhy/);
    await expect(run('sleep', ['30'], { timeout: 50 })).rejects.toThrow('did not end within 50 ms');
  });

  test('a server is ready when started and gone when stopped', async () => {
    const port = await freePort();
    const server = await startProcess(
      process.execPath,
      ['-e', `require('node:http').createServer().listen(${port}, '127.0.0.1')`],
      { ready: port },
    );
    expect(await connects(port)).toBe(true);
    await server.stop();
    expect(await connects(port)).toBe(false);
  });

  test('a server that exits early is an error with the end of its output', async () => {
    const starting = startProcess('sh', ['-c', 'echo no such luck; exit 7'], { ready: await freePort() });
    await expect(starting).rejects.toThrow(/it ended with code 7\nno such luck/);
  });

  test('a server does not outlive a killed test', async () => {
    const port = await freePort();
    const inner = `require('node:http').createServer().listen(${port}, '127.0.0.1')`;
    const module = join(repository, 'test', 'e2e', 'support', 'processes.ts');
    const { build } = await import('esbuild');
    const bundle = join(folder, 'processes.mjs');
    await build({ entryPoints: [module], outfile: bundle, bundle: true, format: 'esm', platform: 'node' });
    const script = `import { startProcess } from ${JSON.stringify(bundle)};
await startProcess(process.execPath, ['-e', ${JSON.stringify(inner)}], { ready: ${port} });
process.kill(process.pid, 'SIGKILL');`;
    const killed = run(process.execPath, ['--input-type=module', '-e', script], { env: { TMPDIR: folder } });
    await expect(killed).rejects.toThrow('SIGKILL');
    await expect.poll(() => connects(port)).toBe(false);
  });
});

describe('Kubernetes', () => {
  let kubernetes: Kubernetes;
  beforeAll(async () => {
    kubernetes = await startKubernetes();
  });
  afterAll(() => kubernetes?.stop());

  test('the API server keeps a valid PrometheusRule', async () => {
    const namespace = await kubernetes.freshNamespace();
    await kubernetes.kubectl('apply', '-n', namespace, '-f', file('rule.json', rule('good')));
    const kept = await kubernetes.kubectl('get', '-n', namespace, 'prometheusrule', 'good', '-o', 'json');
    expect(JSON.parse(kept)).toMatchObject({ spec: rule('good').spec });
  });

  test('it rejects a name, a duration and a field', async () => {
    const namespace = await kubernetes.freshNamespace();
    const apply = (content: object) =>
      kubernetes.kubectl('apply', '-n', namespace, '--validate=strict', '-f', file('refused.json', content));
    await expect(apply(rule('Not_A_Name'))).rejects.toThrow('RFC 1123');
    await expect(apply(rule('duration', { for: '5 minutes' }))).rejects.toThrow(
      'spec.groups[0].rules[0].for',
    );
    await expect(apply(rule('field', { fore: '5m' }))).rejects.toThrow('unknown field');
  });

  test('Helm installs into it', async () => {
    const namespace = await kubernetes.freshNamespace();
    const chart = join(folder, 'chart');
    await mustRun(tool('helm'), ['create', chart]);
    for (const helm of ['helm', 'helm4']) {
      const env = { KUBECONFIG: kubernetes.kubeconfig, HOME: folder };
      await mustRun(tool(helm), ['install', helm, chart, '--namespace', namespace], { env });
    }
    const deployed = await kubernetes.kubectl('get', '-n', namespace, 'deployments', '-o', 'name');
    expect(deployed.trim().split('\n')).toHaveLength(2);
  });
});

describe('kubeconform', () => {
  const check = async (content: object) =>
    run(tool('kubeconform'), ['-strict', '-schema-location', await kubeSchemas(), '-'], {
      input: JSON.stringify(content),
    });
  const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', labels: { b: 'c' } } };

  test('accepts what the API server accepts', async () => {
    expect(await check({ ...configMap, data: { 'a.json': '{}' } })).toMatchObject({ code: 0, stdout: '' });
    expect(await check(rule('good'))).toMatchObject({ code: 0, stdout: '' });
    expect(await check(rule('number', { expr: 1 }))).toMatchObject({ code: 0, stdout: '' });
  });

  test('rejects unknown fields, wrong types and unknown kinds', async () => {
    expect((await check({ ...configMap, dat: {} })).stdout).toContain(
      "additional properties 'dat' not allowed",
    );
    expect((await check({ ...configMap, data: { a: 1 } })).stdout).toContain('got number, want string');
    expect((await check(rule('field', { fore: '5m' }))).stdout).toContain("'fore' not allowed");
    expect((await check(rule('type', { for: 5 }))).code).not.toBe(0);
    expect((await check({ ...configMap, kind: 'ConfigMop' })).code).not.toBe(0);
  });
});

describe('Terraform', () => {
  let module: Workspace;
  const main = `terraform {
  required_version = ">= 1.5"
  required_providers {
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = ">= 2.20"
    }
  }
}

variable "name" {
  type    = string
  default = "rules"
}

variable "alert" {
  type    = any
  default = { alert = "Down", expr = "up == 0", for = "5m" }
}

resource "kubernetes_config_map_v1" "dashboard" {
  metadata {
    name   = var.name
    labels = { grafana_dashboard = "1" }
  }
  data = { "dashboard.json" = "{}" }
}

resource "kubernetes_manifest" "rules" {
  manifest = {
    apiVersion = "monitoring.coreos.com/v1"
    kind       = "PrometheusRule"
    metadata   = { name = kubernetes_config_map_v1.dashboard.metadata[0].name, namespace = "monitoring" }
    spec       = { groups = [{ name = "group", rules = [var.alert, { record = "a:b", expr = "up" }] }] }
  }
}

output "rules" {
  value = kubernetes_manifest.rules.object.spec.groups[0].rules
}
`;
  beforeAll(async () => {
    module = workspace({ files: { 'main.tf': main } });
    expect(await module.tofu('init')).toMatchObject({ code: 0 });
  });
  afterAll(() => module?.remove());

  test('validate, plan, apply and a second plan without changes', async () => {
    expect(await module.tofu('fmt', '-check', '-diff')).toMatchObject({ code: 0, stdout: '' });
    expect(await module.tofu('validate')).toMatchObject({ code: 0 });
    expect((await module.tofu('plan', '-detailed-exitcode')).code).toBe(2);
    const applied = await module.tofu('apply', '-auto-approve');
    expect(applied).toMatchObject({ code: 0, stdout: expect.stringContaining('2 added') });
    expect(await module.tofu('plan', '-detailed-exitcode')).toMatchObject({ code: 0 });
    // Fields that a rule omits are null in the object, as the provider completes it from the schema.
    expect(JSON.parse((await module.tofu('output', '-json', 'rules')).stdout)).toMatchObject([
      { alert: 'Down', for: '5m', record: null },
      { alert: null, record: 'a:b', labels: null },
    ]);
  });

  test('a null in a manifest is planned again each time, and not if it is omitted', async () => {
    const given = (alert: string) => ['-var', `alert=${alert}`];
    const withNull = given(
      '{ alert = "Down", expr = "up == 0", for = "5m", labels = null, keep_firing_for = null }',
    );
    expect(await module.tofu('apply', '-auto-approve', ...withNull)).toMatchObject({ code: 0 });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const again = await module.tofu('plan', '-detailed-exitcode', ...withNull);
      expect(again.code).toBe(2);
      expect(again.stdout).toMatch(/keep_firing_for\s+= .*known after apply/);
      expect(await module.tofu('apply', '-auto-approve', ...withNull)).toMatchObject({ code: 0 });
    }
    const without = given('{ alert = "Down", expr = "up == 0" }');
    const removed = await module.tofu('plan', '-detailed-exitcode', ...without);
    expect(removed.code).toBe(2);
    expect(removed.stdout).toMatch(/for\s+= .*known after apply/);
    expect(await module.tofu('apply', '-auto-approve', ...without)).toMatchObject({ code: 0 });
    expect(await module.tofu('plan', '-detailed-exitcode', ...without)).toMatchObject({ code: 0 });
    expect(await module.tofu('apply', '-auto-approve')).toMatchObject({ code: 0 });
  });

  test('another name replaces both, another expression changes the rules', async () => {
    const renamed = await module.tofu('plan', '-var', 'name=other');
    expect(renamed.stdout).toContain('2 to add, 0 to change, 2 to destroy');
    const changed = await module.tofu('plan', '-var', 'alert={ alert = "Down", expr = "up == 1" }');
    expect(changed.stdout).toContain('0 to add, 1 to change, 0 to destroy');
  });

  test('plan rejects a name, an unknown field and a missing namespace', async () => {
    const named = await module.tofu('plan', '-var', 'name=Not_A_Name');
    expect(named.code).toBe(1);
    expect(named.stderr).toContain('a lowercase RFC 1123 subdomain');
    const field = await module.tofu('plan', '-var', 'alert={ alert = "Down", exprs = "up" }');
    expect(field.code).toBe(1);
    expect(field.stderr).toContain('manifest.spec.groups[0].rules[0].exprs');
    const placeless = workspace({ files: { 'main.tf': main.replace(', namespace = "monitoring"', '') } });
    expect(await placeless.tofu('init')).toMatchObject({ code: 0 });
    expect((await placeless.tofu('plan')).stderr).toContain('Namespace required');
    placeless.remove();
  });

  test('a provider that is missing from the mirror is not downloaded', async () => {
    const other = workspace({
      files: { 'main.tf': main.replaceAll('hashicorp/kubernetes', 'example/other') },
    });
    const result = await other.tofu('init');
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(/was not found in any of the\s+search locations/);
    other.remove();
  });

  test('the checkout is never modified', () => {
    expect(() => tofu(join(repository, 'dist'), 'init')).toThrow('workspace({ from })');
  });
});

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
