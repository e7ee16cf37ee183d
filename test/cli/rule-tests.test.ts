import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Project, project, type Ran, shopBundle } from '../support/project.js';

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
  // Neither what they are called, nor where they stand.
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

test('a file that was changed, removed or merged from elsewhere is written again', async () => {
  await built();
  const right = shop.output();
  writeFileSync(shop.path('dist', name), file().replace('QueueLong', 'Other'));
  expect(hasRun(await built())).toBe(true);
  expect(shop.output()).toEqual(right);
  rmSync(shop.path('dist', name));
  expect(hasRun(await built())).toBe(true);
  expect(shop.output()).toEqual(right);

  // Two branches: the file and its digest of one, the inputs of the other.
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

test('other targets and check run nothing; without scenarios the files go', async () => {
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

test('a scenario that fails, or cannot be run, is an error at its line, and nothing is written', async () => {
  const source = 'definitions/shop/scenarios/queue.ts';
  await built();
  const before = shop.output();
  shop.write({ [source]: story(".quietAt('20m')") });
  const failed = await shop.build();
  expect(failed.code).toBe(1);
  expect(failed.errors).toMatch(/scenarios\/queue\.ts:10/);
  expect(failed.errors).toContain('scenario/fails');
  expect(failed.errors).toContain('QueueLong should be quiet at 20m, but is firing');
  expect(shop.output()).toEqual(before);
  // The same questions to the engine, but another answer expected.
  shop.write({ [source]: firing.replace("'mail' } })", "'print' } })") });
  expect((await shop.build()).errors).toContain('scenario/fails');
  shop.write({ [source]: firing.replace("'20m'", "'100000d'") });
  expect((await shop.build()).errors).toContain('scenario/impossible');
});
