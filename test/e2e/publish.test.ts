// Charts in a real OCI registry and in a classic repository, read by Helm 3 and Helm 4.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeFolder, repository, temporaryFolder } from './support/folders.js';
import { dashboardsIn } from './support/helm.js';
import { type Kubernetes, startKubernetes } from './support/kubernetes.js';
import { shippedPackages } from './support/packages.js';
import { type Registry, startRegistry } from './support/registry.js';
import { type HelmBinary, helmClient, installedObjects } from './support/releases.js';
import { mustRun, run } from './support/tools.js';

const folder = temporaryFolder('publish');
const dist = process.env.DASHWRIGHT_DIST ?? join(repository, 'dist');
const packages = shippedPackages(dist);
const binaries: readonly HelmBinary[] = ['helm', 'helm4'];
const command = join(repository, 'bin/dashwright.js');
// Without the credentials of whoever runs the tests.
const env = { HOME: folder, DOCKER_CONFIG: folder, HELM_CONFIG_HOME: folder };
const dashwright = (...args: string[]) => run(process.execPath, [command, ...args], { env });

let registry: Registry;
let kubernetes: Kubernetes;
beforeAll(async () => {
  registry = await startRegistry();
  kubernetes = await startKubernetes();
});
afterAll(async () => {
  await kubernetes?.stop();
  await registry?.stop();
  removeFolder(folder);
});

const chartOf = (chart: string) =>
  load(readFileSync(join(chart, 'Chart.yaml'), 'utf8')) as { name: string; version: string };
const at = () => `oci://${registry.host}/team/charts`;

test('all bundles are published, and a second time without a change', async () => {
  const first = await dashwright('publish', at(), '--from', dist);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout.trim().split('\n')).toHaveLength(packages.length);
  const second = await dashwright('publish', at(), '--from', dist);
  expect(second).toMatchObject({ code: 0, stderr: '' });
  for (const line of second.stdout.trim().split('\n')) expect(line).toContain('already published');
});

test('other content under the same version is rejected because of its digest', async () => {
  const changed = join(folder, 'changed');
  cpSync(dist, changed, { recursive: true });
  const [{ name }] = packages as [(typeof packages)[0]];
  writeFileSync(join(changed, 'helm', name, 'README.md'), 'changed');
  const refused = await dashwright('publish', at(), name, '--from', changed);
  expect(refused).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('with different content'),
  });
});

describe.each(binaries)('with %s', (binary) => {
  const helm = helmClient(binary);

  test.each(packages)('the chart of $name is pulled as it was packaged', async ({ name, chart }) => {
    const { name: published, version } = chartOf(chart);
    const target = join(folder, `${binary}-${name}`);
    mkdirSync(target);
    await helm.must(
      ...[
        'pull',
        `${at()}/${published}`,
        '--version',
        version,
        '--plain-http',
        '--untar',
        '--destination',
        target,
      ],
    );
    const pulled = join(target, published);
    const files = (root: string) =>
      (
        readdirSync(root, { recursive: true, withFileTypes: true }) as {
          isFile(): boolean;
          name: string;
          parentPath: string;
        }[]
      )
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
        .sort();
    expect(files(pulled)).toEqual(files(chart));
    for (const file of files(chart)) {
      if (file === 'Chart.yaml') continue; // with its provenance
      expect(readFileSync(join(pulled, file), 'utf8'), file).toBe(readFileSync(join(chart, file), 'utf8'));
    }
    await helm.must('lint', '--strict', pulled);
  });

  test('a chart is installed from the registry', async () => {
    const client = helmClient(binary, kubernetes.kubeconfig);
    const [{ chart, dashboards, groups }] = packages as [(typeof packages)[0]];
    const namespace = await kubernetes.freshNamespace();
    const { name, version } = chartOf(chart);
    await client.must(
      ...[
        'install',
        'pulled',
        `${at()}/${name}`,
        '--version',
        version,
        '--plain-http',
        '--namespace',
        namespace,
      ],
    );
    const { configMaps, rules } = await installedObjects(kubernetes, namespace, 'pulled');
    expect(dashboardsIn(configMaps)).toEqual(dashboards);
    expect(rules.flatMap(({ spec }) => spec?.groups ?? [])).toEqual(groups);
  });

  test('a classic repository serves the output of package', async () => {
    const out = join(folder, 'packages');
    if (!existsSync(out))
      expect(await dashwright('package', '--from', dist, '--out', out)).toMatchObject({ code: 0 });
    await mustRun('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: out });
    const server = createServer((request, response) => {
      const file = join(out, basename(request.url ?? ''));
      if (existsSync(file)) response.end(readFileSync(file));
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await helm.must('repo', 'add', 'ours', `http://127.0.0.1:${port}`);
    const found = JSON.parse((await helm.must('search', 'repo', 'ours/', '--output', 'json')).stdout) as {
      name: string;
      version: string;
    }[];
    expect(found.map(({ name, version }) => ({ name, version }))).toEqual(
      packages.map(({ chart }) => ({ name: `ours/${chartOf(chart).name}`, version: chartOf(chart).version })),
    );
    for (const { name } of found) await helm.must('template', 'release', name);
    await new Promise((resolve) => server.close(resolve));
  });
});
