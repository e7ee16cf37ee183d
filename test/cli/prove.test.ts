import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Project, project, shopBundle } from '../support/project.js';

const header = `import { constant, scenario } from 'dashwright/testing';
import shop from '../bundle.js';

const { QueueLong } = shop.options.alerts;
const { queue_length } = shop.options.metrics;
`;
/** Covers everything about the alert: its threshold, its label, its `for`, and its behaviour without data. */
const thorough = `${header}
export const over = scenario('jobs pile up for a quarter of an hour', { alerts: [QueueLong] })
  .series(queue_length, { queue: 'mail' }, constant(102).from('5m').until('20m'))
  .series(queue_length, { queue: 'print' }, constant(101).from('5m').until('20m'))
  .quietUntil('5m')
  .pendingAt('9m')
  .firesWithin(['10m', '10m'], { labels: { queue: 'mail' } })
  .firingAt('12m', { labels: { queue: 'print' } })
  .resolvedAt('26m');
export const full = scenario('a hundred jobs are no long queue', { alerts: [QueueLong] })
  .series(queue_length, { queue: 'mail' }, constant(100).disappearsAt('20m'))
  .quietAt('40m')
  .staysQuiet();
`;
const wrong = `${header}
export default scenario('wrong', { alerts: [QueueLong] })
  .series(queue_length, { queue: 'mail' }, constant(200))
  .quietAt('1h');
`;

let shop: Project;
let definitions: readonly string[];
beforeAll(() => {
  shop = project({ ...shopBundle(), 'definitions/shop/scenarios/queue.ts': thorough });
  definitions = ['--definitions', shop.path('definitions')];
});
afterAll(() => shop.remove());

describe('dashwright test', () => {
  test('runs all scenarios of a bundle, prints their quality and exits with 0', async () => {
    const args = ['--coverage', '--mutate', '--min-coverage', '100', '--min-score', '90'];
    const { code, out, errors } = await shop.run('test', 'shop', ...definitions, ...args);
    expect(errors).toBe('');
    expect(out).toContain('shop: 2 scenarios, all hold\n');
    expect(out).toContain('QueueLong');
    expect(out).toContain('coverage 100%\n');
    expect(out).toMatch(/mutation score 100%\n$/);
    expect(code).toBe(0);
  });

  test('fails below the required score, and prints JSON', async () => {
    const loose = thorough.replace(".pendingAt('9m')", '').replace(/\.firesWithin.*/, '');
    const other = project({ ...shopBundle(), 'definitions/shop/scenarios/queue.ts': loose });
    const args = ['--definitions', other.path('definitions'), '--min-score', '90', '--generated'];
    const { code, out } = await other.run('test', ...args, '--format', 'json');
    other.remove();
    expect(code).toBe(1);
    const report = JSON.parse(out);
    expect(report.bundles[0]).toMatchObject({ bundle: 'shop', ok: true });
    expect(report.mutation[0].mutants.length).toBeGreaterThan(3);
    expect(report.mutationScore).toBeLessThan(0.9);
    expect(report.generated[0].underived).toEqual([]);
  });

  test('a scenario that fails: chart, file and line, exit code 1, nothing exported', async () => {
    const other = project({ ...shopBundle(), 'definitions/shop/scenarios/wrong.ts': wrong });
    const output = other.path('refused');
    const args = ['--definitions', other.path('definitions'), '--export', output];
    const { code, errors } = await other.run('test', ...args);
    expect(code).toBe(1);
    expect(errors).toContain('✗ shop: wrong');
    expect(errors).toMatch(/QueueLong should be inactive at 1h, but is firing since 5m/);
    expect(errors).toContain('scenarios/wrong.ts:9');
    expect(errors).toContain('█ firing');
    expect(existsSync(output)).toBe(false);
    other.remove();
  });

  test('exports tests for promtool, checks that they are up to date, and a build takes them over', async () => {
    const args = ['test', 'shop', ...definitions, '--export', shop.path('dist')];
    const before = await shop.run(...args, '--check');
    expect(before.code).toBe(1);
    const name = 'prometheus/shop/tests/shop_test.yml';
    expect(before.errors).toContain(`${name} in ${shop.path('dist')} is not up to date`);
    expect(await shop.run(...args)).toMatchObject({ code: 0, errors: '' });
    const file = shop.path('dist', name);
    const written = readFileSync(file, 'utf8');
    expect(written).toContain('rule_files:\n  - ../alert_rules.yml\n');
    expect(await shop.run(...args, '--check')).toMatchObject({ code: 0, errors: '' });
    const built = await shop.build('shop', '--quiet');
    expect(built).toMatchObject({ code: 0 });
    expect(built.steps).not.toContain('scenarios of shop');
    expect(readFileSync(file, 'utf8')).toBe(written);
    writeFileSync(file, `${written}\n`);
    expect(await shop.run(...args, '--check')).toMatchObject({ code: 1 });
  });

  test('an unknown bundle is wrong usage', async () => {
    const { code, errors } = await shop.run('test', 'nowhere', ...definitions);
    expect(code).toBe(2);
    expect(errors).toContain('no bundle nowhere');
  });
});
