// From a scenario to a notification: a real Prometheus scrapes a simulated system with the generated configuration
// and rules, and a real Alertmanager sends the notification according to the generated configuration.
import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildBundles } from '../../src/pipeline/build.js';
import { readExposition } from '../support/exposition.js';
import { eventually } from './support/eventually.js';
import { removeFolder, repository, temporaryFolder } from './support/folders.js';
import { template } from './support/helm.js';
import { isReady, type RunningPrometheus, startPrometheus } from './support/prometheus.js';
import { freePort, mustRun, type RunningProcess, startProcess, tool } from './support/tools.js';
import { startWebhook, type Webhook } from './support/webhook.js';

const folder = temporaryFolder('live');
const dist = join(folder, 'dist');
/** Running processes, stopped in reverse order. */
const running: { stop(): Promise<void> }[] = [];
let webhook: Webhook;
let simulation: RunningProcess & { readonly host: string };
let alertmanager: RunningProcess & { readonly host: string };
let prometheus: RunningPrometheus;

beforeAll(async () => {
  const definitions = join(repository, 'definitions');
  const targets = ['stack', 'alertmanager', 'prometheus', 'helm'];
  const { written, findings } = await buildBundles({
    definitions,
    output: dist,
    names: ['multiweb'],
    targets,
  });
  if (!written)
    throw new Error(`multiweb does not build: ${findings.map(({ message }) => message).join('\n')}`);
  webhook = await startWebhook();
  running.push({ stop: () => webhook.close() });
  simulation = await startSimulation();
  running.push(simulation);
  alertmanager = await startAlertmanager();
  running.push(alertmanager);
  await writePrometheusFiles();
  prometheus = await startPrometheus(join(folder, 'prometheus'));
  running.push(prometheus);
});
afterAll(async () => {
  for (const one of running.reverse()) await one.stop();
  removeFolder(folder);
});

/** Ten seconds of the scenario per second: its counters increase fast, its twenty minutes take two. */
async function startSimulation() {
  const host = `127.0.0.1:${await freePort()}`;
  const scenario = ['--bundle', 'multiweb', '--scenario', 'one in 95 requests fails', '--speed', '10'];
  const command = [join(repository, 'bin/dashwright.js'), 'simulate', ...scenario, '--serve', host];
  const ready = () => isReady(`http://${host}/metrics`);
  return { host, ...(await startProcess(process.execPath, command, { cwd: repository, ready })) };
}

/** The generated configuration, except for the paths of its secrets. */
async function startAlertmanager() {
  const secrets = join(folder, 'secrets');
  mkdirSync(secrets);
  writeFileSync(join(secrets, 'multiweb-slack-url'), webhook.url);
  const generated = await readFile(join(dist, 'alertmanager/multiweb/alertmanager.yml'), 'utf8');
  const file = join(folder, 'alertmanager.yml');
  writeFileSync(file, generated.replaceAll('/etc/alertmanager/secrets', secrets));
  await mustRun(tool('amtool'), ['check-config', file]);
  const host = `127.0.0.1:${await freePort()}`;
  const flags = [
    `--config.file=${file}`,
    `--storage.path=${join(folder, 'alertmanager')}`,
    `--web.listen-address=${host}`,
    '--cluster.listen-address=',
  ];
  const ready = () => isReady(`http://${host}/-/ready`);
  return { host, ...(await startProcess(tool('alertmanager'), flags, { ready })) };
}

interface PrometheusFile {
  readonly alerting: { alertmanagers: { static_configs: { targets: string[] }[] }[] };
  readonly scrape_configs: { job_name: string; static_configs: { targets: string[] }[] }[];
}

/**
 * The generated configuration with addresses on this machine, and the rules as the chart installs them
 * with a shorter `for`.
 */
async function writePrometheusFiles() {
  const home = join(folder, 'prometheus');
  mkdirSync(join(home, 'rules'), { recursive: true });
  const config = load(
    await readFile(join(dist, 'stack/multiweb/prometheus/prometheus.yml'), 'utf8'),
  ) as PrometheusFile;
  // The other exporters do not run; nothing outside of this machine is contacted.
  const nowhere = `127.0.0.1:${await freePort()}`;
  for (const { job_name: job, static_configs: targets } of config.scrape_configs) {
    for (const target of targets) target.targets = [job === 'multiweb-api' ? simulation.host : nowhere];
  }
  for (const { static_configs: targets } of config.alerting.alertmanagers) {
    for (const target of targets) target.targets = [alertmanager.host];
  }
  writeFileSync(join(home, 'prometheus.yml'), dump(config));
  const values = { alerts: { HighErrorRate: { for: '5s' } } };
  const { rules } = await template(join(dist, 'helm/multiweb'), { values });
  const groups = rules.flatMap(({ spec }) => spec?.groups ?? []);
  writeFileSync(join(home, 'rules/multiweb_rules.yml'), dump({ groups }));
  await mustRun(tool('promtool'), ['check', 'config', join(home, 'prometheus.yml')]);
}

test('promtool has no complaints about the page', async () => {
  const text = await (await fetch(`http://${simulation.host}/metrics`)).text();
  expect(readExposition(text).map(({ name, type }) => `${name} ${type}`)).toEqual([
    'http_requests_total counter',
  ]);
  await mustRun(tool('promtool'), ['check', 'metrics'], { input: text });
});

test('the errors in the scenario result in the defined notification', async () => {
  const [message] = await eventually(
    'the message about errors',
    () => {
      const found = webhook.messages.filter((one) => textOf(one).includes('High error rate'));
      return found.length > 0 ? found : undefined;
    },
    async () =>
      `${await seen('rules?type=alert')}\n${await seen('targets?state=active')}\n${alertmanager.log()}`,
  );
  const { channel, attachments } = message as SlackMessage;
  expect(channel).toBe('#multiweb-on-call');
  expect(attachments).toHaveLength(1);
  expect(attachments[0]).toMatchObject({ title: '[FIRING:1] HighErrorRate', color: 'danger' });
  const text = attachments[0]?.text ?? '';
  expect(text).toContain('*High error rate: 1.053% of requests fail, above 1%*');
  expect(text).toContain(
    '1.053% of requests in namespace multiweb returned 5xx over the last 5 minutes (threshold 1%)',
  );
  expect(text).toContain('<https://runbooks.example.com/multiweb/high-error-rate.md|Runbook>');
  expect(text).toMatch(
    /<https:\/\/grafana\.example\.com\/d\/multiweb-application-overview\?viewPanel=\d+\|Dashboard>/,
  );
});

test('the series have the target labels, and none exists twice', async () => {
  const answer = JSON.parse(await seen('series?match[]=http_requests_total'));
  expect(answer.data).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        job: 'multiweb-api',
        instance: simulation.host,
        namespace: 'multiweb',
        status: '500',
      }),
    ]),
  );
  expect(JSON.stringify(answer.data)).not.toContain('exported_');
});

test('Alertmanager and the simulation end on SIGTERM', async () => {
  expect(alertmanager.log()).not.toMatch(/level=error/i);
  await simulation.stop();
  expect(await isReady(`http://${simulation.host}/metrics`)).toBe(false);
});

interface SlackMessage {
  readonly channel: string;
  readonly attachments: readonly { readonly title: string; readonly text: string; readonly color: string }[];
}

function textOf(message: unknown): string {
  return JSON.stringify(message);
}

async function seen(path: string): Promise<string> {
  const response = await fetch(`${prometheus.url}/api/v1/${path}`, { signal: AbortSignal.timeout(10_000) });
  return response.text();
}
