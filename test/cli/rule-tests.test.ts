import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildBundles } from '../../src/pipeline/build.js';
import { filesUnder, type Project, project, type Ran, shopBundle } from '../support/project.js';

const name = 'prometheus/shop/tests/shop_test.yml';
const story = (expectation: string) => `import { constant, scenario } from 'dashwright/testing';
import shop from '../bundle.js';

const { QueueLong } = shop.options.alerts;
const { queue_length } = shop.options.metrics;

export default [
  scenario('jobs pile up', { alerts: [QueueLong] })
    .series(queue_length, { queue: 'mail' }, constant(200).from('5m'))
    ${expectation},
];
`;
const firing = story(".firingAt('20m', { labels: { queue: 'mail' } })");

let shop: Project;
const file = () => readFileSync(shop.path('dist', name), 'utf8');
const hasRun = ({ steps }: Ran) => steps.includes('scenarios of shop');
const built = async (...args: string[]): Promise<Ran> => {
  const ran = await shop.build(...args);
  expect(ran).toMatchObject({ code: 0, errors: '' });
  return ran;
};

beforeEach(() => {
  shop = project({ ...shopBundle(), 'definitions/shop/scenarios/queue.ts': firing });
});
afterEach(() => shop.remove());

test('a build writes the tests for promtool, the same as test --export, and runs scenarios only once', async () => {
  expect(hasRun(await built())).toBe(true);
  expect(file()).toContain('alertname: QueueLong');
  const first = shop.output();
  const exported = await shop.run(
    ...['test', '--definitions', shop.path('definitions'), '--export', shop.path('exported')],
  );
  expect(exported.code).toBe(0);
  expect(readFileSync(shop.path('exported', name), 'utf8')).toBe(file());

  expect(hasRun(await built())).toBe(false);
  expect(shop.output()).toEqual(first);
  // Neither their names nor their places.
  shop.write({ 'definitions/shop/scenarios/queue.ts': `\n\n${firing}` });
  expect(hasRun(await built())).toBe(false);
});

test.each<[string, string, string]>([
  ['a rule', 'bundle.ts', 'greater'],
  ['the series', 'scenarios/queue.ts', 'series'],
  ['an expectation', 'scenarios/queue.ts', 'expectation'],
])('they run again when %s changes', async (_, path, what) => {
  await built();
  const before = file();
  const source = shop.path('definitions/shop', path);
  const text = readFileSync(source, 'utf8');
  const changes: Record<string, string> = {
    greater: text.replace(/100/, '150'),
    series: text.replace('constant(200)', 'constant(300)'),
    expectation: text.replace("queue: 'mail' } })", 'queue: /^m/ } })'),
  };
  expect(changes[what]).not.toBe(text);
  writeFileSync(source, changes[what] ?? '');
  expect(hasRun(await built())).toBe(true);
  if (what === 'series') expect(file()).not.toBe(before);
  expect(hasRun(await built())).toBe(false);
});

test('a file that was edited, removed or merged is written again', async () => {
  await built();
  const right = shop.output();
  writeFileSync(shop.path('dist', name), file().replace('QueueLong', 'Other'));
  expect(hasRun(await built())).toBe(true);
  expect(shop.output()).toEqual(right);
  rmSync(shop.path('dist', name));
  expect(hasRun(await built())).toBe(true);
  expect(shop.output()).toEqual(right);

  // Two branches: the file and its digest from one, the inputs from the other.
  shop.write({ 'definitions/shop/scenarios/queue.ts': firing.replace('200', '300') });
  await built();
  const merged = JSON.parse(right['.dashwright.json'] ?? '');
  const theirs = JSON.parse(readFileSync(shop.path('dist/.dashwright.json'), 'utf8'));
  merged.digests = theirs.digests;
  writeFileSync(shop.path('dist/.dashwright.json'), JSON.stringify(merged));
  shop.write({ 'definitions/shop/scenarios/queue.ts': firing });
  await built();
  expect(shop.output()).toEqual(right);
});

test('with a cache, only scenarios with changed rules run, and none for another output folder', async () => {
  shop.write({
    'package.json': '{}',
    'node_modules/.keep': '',
    'definitions/shop/bundle.ts': twoAlerts(500),
    'definitions/shop/scenarios/queue.ts': firing,
    'definitions/shop/scenarios/slow.ts': firing
      .replaceAll('QueueLong', 'QueueVeryLong')
      .replace('jobs pile up', 'many jobs pile up')
      .replace('200', '900'),
  });
  expect((await built()).steps).toContain('scenarios of shop');
  shop.write({ 'definitions/shop/bundle.ts': twoAlerts(600) });
  const { steps } = await built();
  expect(steps).toContain('1 of 2 scenarios of shop');
  const incremental = shop.output();
  expect(hasRun(await built('--out', shop.path('other')))).toBe(false);
  rmSync(shop.path('node_modules/.cache'), { recursive: true });
  rmSync(shop.path('dist'), { recursive: true });
  expect((await built()).steps).toContain('scenarios of shop');
  expect(shop.output()).toEqual(incremental);
  expect(filesUnder(shop.path('other'))).toEqual(incremental);
});

function twoAlerts(bound: number): string {
  const alerts = `QueueVeryLong: d.alert({
    when: d.above(length, ${bound}), for: '5m', severity: 'critical',
    summary: ({ labels }) => \`Queue \${labels.queue} is very long\`,
    description: ({ value, threshold }) => \`\${value} jobs wait, above \${threshold}.\`,
    runbook: d.runbook('queue-long'),
  })`;
  return shopBundle({ alerts })['definitions/shop/bundle.ts'];
}

test('other targets and check run no scenarios; without scenarios the files are removed', async () => {
  const steps = await shop.run('check', '--definitions', shop.path('definitions'));
  expect(hasRun(steps)).toBe(false);
  expect(hasRun(await built('--target', 'prometheus', 'grafana'))).toBe(false);
  expect(existsSync(shop.path('dist', name))).toBe(false);
  await built('--target', 'promtool-tests');
  await built('--target', 'prometheus');
  expect(existsSync(shop.path('dist', name))).toBe(true);
  rmSync(shop.path('definitions/shop/scenarios'), { recursive: true });
  await built();
  expect(existsSync(shop.path('dist', name))).toBe(false);
  expect(readFileSync(shop.path('dist/.dashwright.json'), 'utf8')).not.toContain('"inputs"');
});

test('a scenario that fails or cannot run is an error at its line, and nothing is written', async () => {
  const source = 'definitions/shop/scenarios/queue.ts';
  await built();
  const before = shop.output();
  shop.write({ [source]: story(".quietAt('20m')") });
  const failed = await shop.build();
  expect(failed.code).toBe(1);
  expect(failed.errors).toMatch(/scenarios\/queue\.ts:10/);
  expect(failed.errors).toContain('scenario/fails');
  expect(failed.errors).toContain('QueueLong should be inactive at 20m, but is firing');
  expect(shop.output()).toEqual(before);
  // The same requests to the engine, but another expected result.
  shop.write({ [source]: firing.replace("'mail' } })", "'print' } })") });
  expect((await shop.build()).errors).toContain('scenario/fails');
  shop.write({ [source]: firing.replace("'20m'", "'100000d'") });
  expect((await shop.build()).errors).toContain('scenario/impossible');
});

test('warnings of checks are printed before the scenarios run', async () => {
  const told: string[] = [];
  await buildBundles({
    definitions: shop.path('definitions'),
    output: shop.path('dist'),
    progress: (text) => told.push(text),
    checked: async ({ findings }) => {
      told.push(...findings.map(({ check, level }) => `${level}: ${check}`));
    },
    settings: { today: '2026-01-01', levels: { 'bundle/example-link': 'warning' } },
  });
  const warned = told.indexOf('warning: bundle/example-link');
  expect(warned).toBeGreaterThan(0);
  expect(told.indexOf('scenarios of shop')).toBeGreaterThan(warned);
});
