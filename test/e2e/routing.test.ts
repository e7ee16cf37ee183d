// The generated routes with the real Alertmanager and amtool.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { receiversFor } from '../../src/emit/alertmanager/evaluate.js';
import { matcherText, type ResolvedBundle, resolveRouting, routeOfAll } from '../../src/resolve/index.js';
import { awkwardTexts, operated } from '../fixtures/operated-bundle.js';
import { type Labels, startAlertmanager } from './support/alertmanager.js';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { definedBundles, writeShared, writeTargets } from './support/outputs.js';
import { mustRun, tool } from './support/tools.js';

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

/** Receivers for labels, according to Alertmanager's own code. */
async function routed(config: string, labels: RouteTest['labels']): Promise<string> {
  const args = Object.entries(labels).map(([label, value]) => matcherText({ label, operator: '=', value }));
  const { stdout } = await mustRun(tool('amtool'), [
    ...['config', 'routes', 'test', `--config.file=${config}`, '--', ...args],
  ]);
  return stdout.replace(/\n$/, '');
}

test('some bundles have routing', () => {
  expect(defined.length).toBeGreaterThanOrEqual(5);
});

test('a page of an objective inhibits its tickets, whose burn rate has another window', () => {
  const inhibitions = defined.flatMap((bundle) => resolveRouting(bundle)?.inhibitions ?? []);
  const ofObjectives = inhibitions.filter(({ equal }) => equal.includes('sloth_slo'));
  expect(ofObjectives.length).toBeGreaterThan(0);
  for (const { equal } of inhibitions) expect(equal).not.toContain('sloth_window');
});

describe.each(bundles)('the routing of $name', (each) => {
  test('is accepted by amtool check-config', async () => {
    const { stdout } = await mustRun(tool('amtool'), ['check-config', configOf(each)]);
    expect(stdout).toContain('SUCCESS');
  });

  test('notifies the receivers in its tests', async () => {
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
    const routes = routeOfAll([routing]);
    for (const severity of ['critical', 'warning', 'none']) {
      for (const topic of ['orders', 'or\rs', 'or\ns', 'orders ']) {
        for (const note of [text, `${text}!`, '']) {
          const labels = { bundle: 'operated', alertname: 'LagCritical', severity, topic, note };
          expect(await routed(configOf(each), labels), JSON.stringify(labels)).toBe(
            receiversFor(routes, labels).join(','),
          );
        }
      }
    }
  }
});

// Several texts at once: each start takes a second.
const started = bundles.filter(({ name }, index) => index < defined.length || name.includes('quotes'));
test.each(started)('Alertmanager starts with the configuration of $name', async (each) => {
  const alertmanager = await startAlertmanager(configOf(each), join(each.folder, 'data'));
  try {
    const receivers = (await (await fetch(`${alertmanager.url}/api/v2/receivers`)).json()) as {
      name: string;
    }[];
    const named = resolveRouting(each.bundle)?.receivers.map(({ name }) => name) ?? [];
    expect(receivers.map(({ name }) => name).sort()).toEqual(['null', ...named].sort());
  } finally {
    await alertmanager.stop();
  }
});

describe('one Alertmanager for all bundles', () => {
  const folder = join(root, 'all');
  const config = join(folder, 'alertmanager', 'alertmanager.yml');
  let all: readonly ResolvedBundle[];
  beforeAll(async () => {
    all = await definedBundles();
    await writeShared(all, ['alertmanager'], folder);
  });

  test('is accepted by amtool check-config', async () => {
    expect((await mustRun(tool('amtool'), ['check-config', config])).stdout).toContain('SUCCESS');
  });

  test('notifies the receivers in its tests, and for each bundle those of its own configuration', async () => {
    const read = (file: string) => (load(readFileSync(file, 'utf8')) as { tests: RouteTest[] }).tests;
    const tests = read(join(folder, 'alertmanager', 'route-tests.yml'));
    const own = bundles
      .slice(0, defined.length)
      .flatMap((each) => read(join(each.folder, 'alertmanager', each.bundle.name, 'route-tests.yml')));
    const isSomebodyElses = ({ labels }: RouteTest) => labels.bundle === undefined;
    expect(tests.filter((each) => !isSomebodyElses(each))).toEqual(
      own.filter((each) => !isSomebodyElses(each)),
    );
    for (const { alert, labels, receivers } of tests)
      expect(await routed(config, labels), alert).toBe(receivers.join(','));
    expect(tests.filter(isSomebodyElses).map(({ receivers }) => receivers)).toEqual([['null']]);
  });

  test('routes the alerts of each bundle to its own receivers, from rule files, logs and Azure', async () => {
    const alertmanager = await startAlertmanager(config, join(folder, 'data'));
    try {
      const fired: Labels[] = [];
      for (const bundle of all) {
        const paths = await writeTargets(bundle, ['prometheus', 'loki', 'azure'], folder);
        for (const path of paths) fired.push(...alertsIn(path, readFileSync(join(folder, path), 'utf8')));
      }
      const alerts = await alertmanager.fire(fired);
      const names = new Set(alerts.map(({ labels }) => labels.bundle));
      expect([...names].sort()).toEqual(all.map(({ name }) => name).sort());
      for (const { labels, receivers } of alerts) {
        const bundle = all.find(({ name }) => name === labels.bundle) ?? expect.fail(JSON.stringify(labels));
        const named = resolveRouting(bundle)?.receivers.map(({ name }) => name) ?? ['null'];
        expect(receivers.length).toBeGreaterThan(0);
        for (const { name } of receivers) expect(named, JSON.stringify(labels)).toContain(name);
      }
    } finally {
      await alertmanager.stop();
    }
  });
});

/**
 * Labels with a fixed value of the alerts in a rule file of Prometheus or Loki, or in a template for
 * Azure.
 */
function alertsIn(path: string, text: string): Labels[] {
  if (!/alert_rules\.yml$|^loki\/.*\.yml$|rule-groups\.json$/.test(path)) return [];
  const found: Labels[] = [];
  JSON.stringify(load(text), (_key, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'alert' in value && 'labels' in value) {
      const fixed = Object.entries(value.labels as Labels).filter(([, label]) => !label.includes('{{'));
      found.push({ ...Object.fromEntries(fixed), alertname: String(value.alert) });
    }
    return value;
  });
  return found;
}
