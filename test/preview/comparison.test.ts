import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadAlertmanager, loadEngine } from '../../src/engine/index.js';
import { previewSource } from '../../src/pipeline/preview.js';
import { type SiteFiles, siteBefore, siteFiles } from '../../src/preview/index.js';
import type { BundleChanges, SiteBundle, SiteChanges } from '../../src/preview/model.js';
import { type Project, project, shopBundle } from '../support/project.js';

const file = 'definitions/shop/bundle.ts';
const scenarioFile = 'definitions/shop/scenarios/queue.ts';
const scenario = `import { constant, scenario } from 'dashwright/testing';
import { metrics, QueueLong } from '../bundle.js';

export default scenario('the queue grows', { alerts: [QueueLong] })
  .series(metrics.queue_length, { queue: 'mail' }, constant(150).from('10m').until('40m'))
  .quietUntil('10m').firingAt('25m').resolvedAt('50m');
`;

function text(parts: Parameters<typeof shopBundle>[0] = {}): string {
  return shopBundle(parts)
    [file].replace('const metrics', 'export const metrics')
    .replace('const QueueLong', 'export const QueueLong');
}
const receivers = `
const slack = d.secretFile('slack-url');
const receiver = (name: string) => d.receiver(name, { slack: { url: slack, channel: '#' + name } });
`;

type DashboardJson = { readonly panels: readonly { readonly id: number; readonly title: string }[] };

const engine = await loadEngine();
const projects: Project[] = [];
afterAll(() => {
  for (const one of projects) one.remove();
});

async function sourceOf({ [scenarioFile]: story = scenario, ...files }: Readonly<Record<string, string>>) {
  const made = project({ ...shopBundle(), [file]: text(), ...files });
  if (story !== '') made.write({ [scenarioFile]: story });
  projects.push(made);
  const source = await previewSource({ definitions: made.path('definitions'), names: [] }, engine);
  expect(source.findings.filter(({ level }) => level === 'error')).toEqual([]);
  return source;
}

async function compared(before: Record<string, string>, after: Record<string, string>): Promise<SiteFiles> {
  const options = { revision: 1, live: false, watched: false, alertmanager: loadAlertmanager };
  const former = await siteBefore(await sourceOf(before), 'main', loadAlertmanager);
  return siteFiles(await sourceOf(after), engine, { ...options, before: former });
}

async function read<T>(files: SiteFiles, path: string): Promise<T> {
  return JSON.parse((await files.read(path)) ?? 'null') as T;
}

describe('a bundle compared with its previous version', () => {
  let files: SiteFiles;
  let changes: BundleChanges;
  beforeAll(async () => {
    const now = text({ panels: "d.panel.stat({ title: 'Now waiting', show: length })," })
      .replace("d.above(length, 100), for: '5m'", "d.above(length, 100), for: '10m'")
      .replace("title: 'Requests', show", "title: 'Requests', description: 'All of them.', show");
    files = await compared({}, { [file]: now });
    changes = await read(files, 'data/shop/changes.json');
  });

  test('lists changes like diff, and changed panels with their previous and current ids', async () => {
    expect(files.site.against).toBe('main');
    expect(changes.state).toBe('changed');
    const [dashboard] = changes.dashboards;
    expect(dashboard?.panels.map(({ text: said }) => said)).toEqual([
      'panel Now waiting added',
      'panel Requests: description Requests per second. → All of them.',
    ]);
    const [added, changed] = dashboard?.panels ?? [];
    expect(added?.before).toBeUndefined();
    expect(added?.after?.height).toBeGreaterThan(0);
    const before = await read<SiteBundle>(files, 'data/shop/before.json');
    const dashboards = before.dashboards.map(({ json }) => json as DashboardJson);
    const panels = dashboards.flatMap(({ panels: own }) => own);
    expect(panels.find(({ id }) => id === changed?.before?.id)?.title).toBe('Requests');
    expect(changes.rules.map(({ text: said }) => said)).toEqual(['alert QueueLong: for 5m → 10m']);
  });

  test('shows when its alerts fire on the same series, before and after', async () => {
    const [found] = changes.scenarios;
    expect(found).toMatchObject({ id: 'the-queue-grows', name: 'the queue grows' });
    const [alert] = found?.alerts ?? [];
    expect(alert?.text).toMatch(/^fires from 20m to 40m\w*, before: fires from 15m to 40m\w*$/);
    const firing = (spans: NonNullable<typeof alert>['before']) =>
      spans
        .filter(({ state }) => state === 'firing')
        .map(({ from }) => (from - (found?.start ?? 0)) / 60_000);
    expect([firing(alert?.before ?? []), firing(alert?.after ?? [])]).toEqual([[15], [20]]);
  });

  test('is counted in the list of all bundles', async () => {
    expect(await read<SiteChanges>(files, 'data/changes.json')).toEqual([
      { name: 'shop', title: 'Shop', state: 'changed', changes: 3 },
    ]);
  });
});

test('without changes has no comparison', async () => {
  const files = await compared({}, {});
  expect(await read<SiteChanges>(files, 'data/changes.json')).toMatchObject([{ state: 'same', changes: 0 }]);
  expect(await read<BundleChanges>(files, 'data/shop/changes.json')).toMatchObject({
    state: 'same',
    scenarios: [],
  });
});

test('a removed alert is evaluated in its removed scenario', async () => {
  const without = text().replace('alerts: { QueueLong,', 'alerts: {');
  const files = await compared({}, { [file]: without, [scenarioFile]: '' });
  const { rules, scenarios } = await read<BundleChanges>(files, 'data/shop/changes.json');
  expect(rules.map(({ text: said }) => said)).toEqual(['alert QueueLong removed']);
  expect(scenarios).toMatchObject([{ name: 'the queue grows', alerts: [{ alert: 'QueueLong', after: [] }] }]);
  expect(scenarios[0]?.id).toBeUndefined();
  expect(scenarios[0]?.alerts[0]?.text).toMatch(/^does not fire, before: fires from 15m to 40m/);
});

test('an added and a removed bundle are listed', async () => {
  const options = { revision: 1, live: false, watched: false, alertmanager: loadAlertmanager };
  const source = await sourceOf({});
  const now = await siteFiles(source, engine, { ...options, before: { revision: 'main', versions: [] } });
  expect(await read<SiteChanges>(now, 'data/changes.json')).toMatchObject([{ name: 'shop', state: 'added' }]);
  expect(now.paths).not.toContain('data/shop/before.json');
  const before = await siteBefore(source, 'main', loadAlertmanager);
  const gone = await siteFiles({ ...source, bundles: [], results: [] }, engine, { ...options, before });
  expect(await read<SiteChanges>(gone, 'data/changes.json')).toMatchObject([
    { name: 'shop', state: 'removed' },
  ]);
});

test('notified receivers are compared', async () => {
  const withRoutes = (root: string) =>
    text()
      .replace('export default', `${receivers}export default`)
      .replace('urls: {', `routing: d.routing({ receiver: receiver('${root}') }),\n  urls: {`);
  const files = await compared({ [file]: withRoutes('team') }, { [file]: withRoutes('boss') });
  const { routes, scenarios } = await read<BundleChanges>(files, 'data/shop/changes.json');
  expect(routes.receivers).toEqual([{ alert: 'QueueLong', before: ['team'], after: ['boss'] }]);
  expect(routes.removed[0]).toContain('→ team');
  expect(routes.added[0]).toContain('→ boss');
  expect(scenarios[0]?.alerts[0]?.text).toBe('notifies boss, before team');
});

test('who is notified is what Alertmanager decides: labels of series, inhibitions and times', async () => {
  const second = `
export const QueueVeryLong = d.alert({
  when: d.above(length, 1000), for: '5m', severity: 'warning', runbook: d.runbook('queue-long'),
  summary: ({ labels }) => \`Queue \${labels.queue} is very long\`, description: ({ value }) => \`\${value} jobs wait.\`,
});
export default`;
  const withRouting = (more: string) =>
    text({ alerts: 'QueueVeryLong,' })
      .replace('export default', `${receivers}${second}`)
      .replace(
        'urls: {',
        `routing: d.routing({ receiver: receiver('team'), groupBy: ['alertname', 'queue'], groupWait: '2m', ${more} }),\n  urls: {`,
      );
  const both = scenario
    .replaceAll('QueueLong', 'QueueLong, QueueVeryLong')
    .replace('constant(150)', 'constant(2000)')
    .replace(".firingAt('25m').resolvedAt('50m')", ".firingAt('25m', { alert: QueueLong })");
  const inhibited = `inhibitRules: [{ name: 'worse', source: { alerts: [QueueVeryLong] }, target: { alerts: [QueueLong] }, equal: ['queue'] }]`;
  const byQueue = `inhibitRules: [], routes: [{ match: { labels: { queue: 'mail' } }, receiver: receiver('post') }]`;
  const of = async (before: string, after: string) => {
    const files = await compared(
      { [file]: withRouting(before), [scenarioFile]: both },
      { [file]: withRouting(after), [scenarioFile]: both },
    );
    const { scenarios, routes } = await read<BundleChanges>(files, 'data/shop/changes.json');
    return { texts: scenarios[0]?.alerts.map(({ alert, text: said }) => `${alert} ${said}`), routes };
  };
  const worse = await of('inhibitRules: []', inhibited);
  expect(worse.texts).toEqual(['QueueLong notifies nobody while QueueVeryLong fires, before team']);
  const routed = await of('inhibitRules: []', byQueue);
  expect(routed.texts).toEqual([
    'QueueLong notifies post, before team',
    'QueueVeryLong notifies post, before team',
  ]);
  expect(routed.routes.receivers).toEqual([
    { alert: 'QueueLong', before: ['team'], after: ['post'] },
    { alert: 'QueueVeryLong', before: ['team'], after: ['post'] },
  ]);
});

test('a notification that comes at another time is told, with the lines of the routes', async () => {
  const withWait = (wait: string) =>
    text()
      .replace('export default', `${receivers}\nexport default`)
      .replace(
        'urls: {',
        `routing: d.routing({ receiver: receiver('team'), groupWait: '${wait}' }),\n  urls: {`,
      );
  const files = await compared({ [file]: withWait('2m') }, { [file]: withWait('12m') });
  const { routes, scenarios } = await read<BundleChanges>(files, 'data/shop/changes.json');
  expect(routes.receivers).toEqual([]);
  expect(routes.removed).toEqual([expect.stringContaining('after 2m')]);
  expect(routes.added).toEqual([expect.stringContaining('after 12m')]);
  expect(scenarios.flatMap(({ alerts }) => alerts.map(({ text: said }) => said))).toEqual([
    'notifies team at 27m, before at 17m',
  ]);
});
