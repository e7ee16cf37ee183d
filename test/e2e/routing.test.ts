// The generated routes against the real Alertmanager and its tool.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resolveRouting } from '../../src/define/resolve/index.js';
import { receiversFor } from '../../src/emit/alertmanager/evaluate.js';
import { matcherText } from '../../src/emit/alertmanager/matchers.js';
import { awkwardTexts, operated } from '../fixtures/operated-bundle.js';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { definedBundles, writeTargets } from './support/outputs.js';
import { isReady } from './support/prometheus.js';
import { freePort, mustRun, startProcess, tool } from './support/tools.js';

interface RouteTest {
  readonly alert: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly receivers: readonly string[];
}

const root = temporaryFolder('routing');
afterAll(() => removeFolder(root));

const defined = (await definedBundles()).filter((bundle) => bundle.source.options.routing);
const bundles = [
  ...defined.map((bundle) => ({ name: bundle.name, bundle })),
  ...awkwardTexts.map((text) => ({ name: JSON.stringify(text), bundle: operated({ text }) })),
].map((each, index) => ({ ...each, folder: join(root, String(index)) }));
const configOf = ({ folder, bundle }: (typeof bundles)[number]) =>
  join(folder, 'alertmanager', bundle.name, 'alertmanager.yml');

beforeAll(async () => {
  for (const { bundle, folder } of bundles) await writeTargets(bundle, ['alertmanager'], folder);
});

/** Receivers of labels, as Alertmanager's own code finds them. */
async function routed(config: string, labels: RouteTest['labels']): Promise<string> {
  const args = Object.entries(labels).map(([label, value]) => matcherText({ label, operator: '=', value }));
  const { stdout } = await mustRun(tool('amtool'), [
    ...['config', 'routes', 'test', `--config.file=${config}`, '--', ...args],
  ]);
  return stdout.replace(/\n$/, '');
}

test('there is routing to be tested', () => {
  expect(defined.length).toBeGreaterThanOrEqual(5);
});

test('a page of an objective hushes its tickets, whose burn rate has another window', () => {
  const inhibitions = defined.flatMap((bundle) => resolveRouting(bundle)?.inhibitions ?? []);
  const ofObjectives = inhibitions.filter(({ equal }) => equal.includes('sloth_slo'));
  expect(ofObjectives.length).toBeGreaterThan(0);
  for (const { equal } of inhibitions) expect(equal).not.toContain('sloth_window');
});

describe.each(bundles)('the routing of $name', (each) => {
  test('is taken by amtool check-config', async () => {
    const { stdout } = await mustRun(tool('amtool'), ['check-config', configOf(each)]);
    expect(stdout).toContain('SUCCESS');
  });

  test('tells whom its tests say', async () => {
    const file = join(each.folder, 'alertmanager', each.bundle.name, 'route-tests.yml');
    const { tests } = load(readFileSync(file, 'utf8')) as { tests: RouteTest[] };
    const alerts = each.bundle.alertGroups.flatMap(({ rules }) => rules);
    expect(tests).toHaveLength(alerts.length + 1);
    for (const { alert, labels, receivers } of tests)
      expect(await routed(configOf(each), labels), alert).toBe(receivers.join(','));
  });
});

test('agrees with Alertmanager on labels that no alert has', async () => {
  for (const text of ['plain', awkwardTexts[3] ?? '', awkwardTexts[4] ?? '']) {
    const each = bundles.find(({ name }) => name === JSON.stringify(text)) ?? expect.fail(text);
    const routing = resolveRouting(each.bundle) ?? expect.fail('no routing');
    for (const severity of ['critical', 'warning', 'none']) {
      for (const topic of ['orders', 'or\rs', 'or\ns', 'orders ']) {
        for (const note of [text, `${text}!`, '']) {
          const labels = { alertname: 'LagCritical', severity, topic, note };
          expect(await routed(configOf(each), labels), JSON.stringify(labels)).toBe(
            receiversFor(routing.root, labels).join(','),
          );
        }
      }
    }
  }
});

// Several texts in one: each start takes a second.
const started = bundles.filter(({ name }, index) => index < defined.length || name.includes('quotes'));
test.each(started)('Alertmanager starts with the configuration of $name', async (each) => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const alertmanager = await startProcess(
    tool('alertmanager'),
    [
      `--config.file=${configOf(each)}`,
      `--storage.path=${join(each.folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    { ready: () => isReady(`${url}/-/ready`) },
  );
  try {
    const receivers = (await (await fetch(`${url}/api/v2/receivers`)).json()) as { name: string }[];
    const named = resolveRouting(each.bundle)?.receivers.map(({ name }) => name) ?? [];
    expect(receivers.map(({ name }) => name).sort()).toEqual([...named].sort());
  } finally {
    await alertmanager.stop();
  }
});
