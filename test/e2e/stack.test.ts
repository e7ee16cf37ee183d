// The generated stack: Prometheus starts with it, with rules and Alertmanager, on loopback.
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { awkwardTexts, operated } from '../fixtures/operated-bundle.js';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { definedBundles, writeTargets } from './support/outputs.js';
import { startPrometheus } from './support/prometheus.js';
import { freePort, mustRun, tool } from './support/tools.js';

interface PrometheusConfig {
  readonly alerting?: { alertmanagers: { static_configs: { targets: string[] }[] }[] };
  readonly scrape_configs: { job_name: string; static_configs: { targets: string[] }[] }[];
}

const root = temporaryFolder('stack');
afterAll(() => removeFolder(root));

const defined = (await definedBundles()).filter((bundle) => bundle.source.options.stack);
const bundles = [
  ...defined.map((bundle) => ({ name: bundle.name, bundle })),
  ...awkwardTexts.map((text) => ({ name: JSON.stringify(text), bundle: operated({ text }) })),
].map((each, index) => ({ ...each, folder: join(root, String(index)) }));

/** The content of /etc/prometheus in the container. */
function mounted(folder: string, name: string): string {
  const etc = join(folder, 'etc');
  mkdirSync(join(etc, 'secrets'), { recursive: true });
  cpSync(join(folder, 'stack', name, 'prometheus'), etc, { recursive: true });
  cpSync(join(folder, 'prometheus', name), join(etc, 'rules'), { recursive: true });
  return etc;
}

const targets = ['prometheus', 'alertmanager', 'stack', 'grafana'];
beforeAll(async () => {
  for (const { bundle, folder } of bundles) await writeTargets(bundle, targets, folder);
});

test('some bundles have a stack', () => {
  expect(defined.map(({ name }) => name)).toEqual(expect.arrayContaining(['agent_portal', 'multiweb']));
});

describe.each(bundles)('the stack of $name', ({ bundle: { name }, folder }) => {
  const compose = () =>
    load(readFileSync(join(folder, 'stack', name, 'compose.yaml'), 'utf8')) as {
      services: Readonly<Record<string, { command?: string[]; volumes?: string[]; secrets?: unknown[] }>>;
    };

  test('passes promtool check config, rules included', async () => {
    const etc = mounted(folder, name);
    const config = join(etc, 'prometheus.yml');
    // promtool only checks that the files with secrets exist.
    writeFileSync(config, readFileSync(config, 'utf8').replaceAll('/etc/prometheus/', `${etc}/`));
    writeFileSync(join(etc, 'secrets', 'scrape-token'), 'x');
    const { stdout } = await mustRun(tool('promtool'), ['check', 'config', '--lint=none', config]);
    expect(stdout).toContain('rules found');
  });

  test('mounts files that exist', () => {
    for (const { volumes = [] } of Object.values(compose().services)) {
      for (const volume of volumes.filter((text) => text.startsWith('.'))) {
        const source = volume.replace(/:\/.*$/s, '');
        expect(existsSync(join(folder, 'stack', name, source)), source).toBe(true);
      }
    }
  });
});

const started = bundles.filter(({ name }, index) => index < defined.length || /quotes|HOME/.test(name));
test.each(started)('Prometheus starts with the stack of $name', async ({ bundle, folder }) => {
  const etc = mounted(folder, bundle.name);
  const file = join(etc, 'prometheus.yml');
  const config = load(
    readFileSync(file, 'utf8').replaceAll('/etc/prometheus/', `${etc}/`),
  ) as PrometheusConfig;
  // Nothing outside of loopback is contacted: neither targets nor Alertmanager.
  const closed = `127.0.0.1:${await freePort()}`;
  for (const job of config.scrape_configs) for (const each of job.static_configs) each.targets = [closed];
  for (const { static_configs } of config.alerting?.alertmanagers ?? [])
    for (const each of static_configs) each.targets = [closed];
  writeFileSync(file, dump(config));
  writeFileSync(join(etc, 'secrets', 'scrape-token'), 'x');

  const { services } = load(readFileSync(join(folder, 'stack', bundle.name, 'compose.yaml'), 'utf8')) as {
    services: { prometheus: { command: string[] } };
  };
  const flags = services.prometheus.command
    .filter((flag) => !/^--(config\.file|storage\.tsdb\.path)=/.test(flag))
    .map((flag) => flag.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1'));
  expect(flags).toContain('--storage.tsdb.retention.time=15d');

  const prometheus = await startPrometheus(etc, flags);
  try {
    const ask = async <Answer>(path: string) =>
      ((await (await fetch(`${prometheus.url}/api/v1/${path}`)).json()) as { data: Answer }).data;
    const { groups } = await ask<{ groups: { name: string; rules: unknown[] }[] }>('rules');
    const expected = [...bundle.recordingGroups, ...bundle.alertGroups];
    expect(groups.map(({ name, rules }) => [name, rules.length]).sort()).toEqual(
      expected.map(({ name, rules }) => [name, rules.length]).sort(),
    );
    // Targets appear some seconds after the start.
    const jobs = config.scrape_configs.map((job) => job.job_name).sort();
    await expect
      .poll(async () => (await ask<{ scrapePools: string[] }>('scrape_pools')).scrapePools.sort())
      .toEqual(jobs);
    // The configuration as loaded by Prometheus: no part of it was expanded.
    const { yaml } = await ask<{ yaml: string }>('status/config');
    const { global } = load(yaml) as { global: { external_labels?: Record<string, string> } };
    expect(global.external_labels).toEqual(bundle.source.options.stack?.options.externalLabels);
    const { storageRetention } = await ask<{ storageRetention: string }>('status/runtimeinfo');
    expect(storageRetention).toBe('15d');
  } finally {
    await prometheus.stop();
  }
});
