import { rmSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Project, project, shopBundle } from '../support/project.js';

let shop: Project;
afterEach(() => shop.remove());
const definitions = () => ['--definitions', shop.path('definitions')];

const scenario = `import { constant, scenario } from 'dashwright/testing';
import shop from '../bundle.js';

export default scenario('jobs pile up', { alerts: [shop.options.alerts.QueueLong] })
  .series(shop.options.metrics.queue_length, constant(200))
  .firingAt('10m');
`;
const scenarios = { 'definitions/shop/scenarios/queue.ts': scenario };

describe('an alert without a scenario', () => {
  test('is a finding of check, and fails test, with its place', async () => {
    shop = project(shopBundle());
    const place = /definitions\/shop\/bundle\.ts:10/;
    const checked = await shop.run('check', ...definitions());
    expect(checked.errors).toMatch(place);
    expect(checked.errors).toContain('no scenario tests QueueLong');
    expect((await shop.run('check', '--strict', ...definitions())).code).toBe(1);
    const tested = await shop.run('test', ...definitions());
    expect(tested.code).toBe(1);
    expect(tested.errors).toMatch(place);
    expect(tested.errors).toContain('alert/no-scenario');
    expect(tested.out).not.toContain('all hold');
    const { findings } = JSON.parse((await shop.run('test', '--format', 'json', ...definitions())).out);
    expect(findings).toMatchObject([{ check: 'alert/no-scenario', level: 'error', line: 10 }]);
  });

  test('may be suppressed with a reason if other alerts are tested', async () => {
    const reason = "suppress: [{ check: 'alert/no-scenario', reason: 'the owner of the queue proves it' }],";
    const more = `Other: d.alert({ when: d.above(length, 5), severity: 'info', summary: 's', description: 'd', runbook: d.runbook('queue-long'), ${reason} })`;
    shop = project({ ...shopBundle({ alerts: more }), ...scenarios });
    expect(await shop.run('check', ...definitions())).toMatchObject({ code: 0, errors: '' });
    expect(await shop.run('test', ...definitions())).toMatchObject({ code: 0, errors: '' });
  });

  test('a suppression is unused if every alert has a scenario', async () => {
    const unused = "suppress: [{ check: 'alert/no-scenario', reason: 'proven by its owner' }],";
    const source = shopBundle()['definitions/shop/bundle.ts'];
    for (const bundle of [
      source.replace("runbook: d.runbook('queue-long'),", `$& ${unused}`),
      source.replace("name: 'shop',", `$& ${unused}`),
      source.replace("title: 'Requests', show: traffic", `$&, ${unused}`),
    ]) {
      shop = project({ ...shopBundle(), 'definitions/shop/bundle.ts': bundle, ...scenarios });
      for (const command of ['check', 'test']) {
        const { code, errors } = await shop.run(command, ...definitions());
        expect(errors.match(/suppress\/unused/g)).toHaveLength(1);
        expect(errors).toMatch(/definitions\/shop\/bundle\.ts:\d+/);
        expect(errors).toContain(
          'the suppression of alert/no-scenario suppresses nothing (proven by its owner)',
        );
        expect(code).toBe(0);
      }
      expect((await shop.run('check', '--strict', ...definitions())).code).toBe(1);
      shop.remove();
    }
  });

  test('having no scenarios at all is an error', async () => {
    const source = shopBundle();
    const bundle = source['definitions/shop/bundle.ts'].replace(/alerts: \{[^}]*\}/, 'alerts: {}');
    shop = project({ ...source, 'definitions/shop/bundle.ts': bundle });
    const { code, errors } = await shop.run('test', ...definitions());
    expect(errors).toContain('no scenario was run, so nothing is proven');
    expect(code).toBe(1);
  });
});

test('coverage and mutation of nothing are no percentage', async () => {
  const bundle = shopBundle()['definitions/shop/bundle.ts'];
  const charts = bundle
    .replace(/alerts: \{[^}]*\}/, 'alerts: {}')
    .replace("name: 'shop'", "name: 'charts'")
    .replace("uid: 'shop'", "uid: 'charts'");
  shop = project({ ...shopBundle(), ...scenarios, 'definitions/charts/bundle.ts': charts });
  const options = ['--coverage', '--mutate', '--min-coverage', '10', '--min-score', '10'];
  const { code, out } = await shop.run('test', ...options, ...definitions());
  expect(out).toContain('charts\nno rules and no routing to cover\n');
  expect(out).toContain('charts: nothing to mutate\n');
  expect(out).not.toContain('100%');
  expect(code).toBe(0);
  const report = JSON.parse((await shop.run('test', ...options, '--format', 'json', ...definitions())).out);
  expect(report.coverage[0]).toMatchObject({ bundle: 'charts' });
  expect(report.coverage[0]).not.toHaveProperty('ratio');
  expect(report.mutation[0]).not.toHaveProperty('score');
});

describe('a scenario file without a scenario is an error with its path', () => {
  test.each([
    ['no export', scenario.replace('export default ', 'const story = ')],
    ['an empty list', 'export default [];\n'],
    ['something else', "export default 'a story';\n"],
    ['a function', 'export default () => 1;\n'],
    ['an empty file', ''],
  ])('%s', async (_, text) => {
    shop = project({ ...shopBundle(), ...scenarios, 'definitions/shop/scenarios/other.ts': text });
    for (const command of ['check', 'test']) {
      const { code, errors } = await shop.run(command, ...definitions());
      expect(errors).toContain('shop/scenarios/other.ts exports no scenario');
      expect(errors).toMatch(/definitions\/shop\/scenarios\/other\.ts:1/);
      expect(code).toBe(1);
    }
    expect((await shop.build()).code).toBe(1);
  });
});

describe('a list of scenarios with an element that is none is an error, as it would not be run', () => {
  const head = scenario.replace('export default ', 'const story = ');
  test.each([
    ['undefined, as of a misspelt name', '[story, undefined]', 'element 1 is undefined'],
    ['a gap', '[story, , story]', 'element 1 is undefined'],
    ['a promise', '[Promise.resolve(story), story]', 'element 0 is an empty object'],
    ['a list', '[story, [story]]', 'element 1 is a list of 1'],
  ])('%s', async (_, list, said) => {
    const text = `${head}\nexport default ${list};\n`;
    shop = project({ ...shopBundle(), 'definitions/shop/scenarios/queue.ts': text });
    for (const command of ['check', 'test']) {
      const { code, errors } = await shop.run(command, ...definitions());
      expect(errors).toMatch(/definitions\/shop\/scenarios\/queue\.ts:1/);
      expect(errors).toContain(`exports a list whose ${said} and not a scenario, so it is not run`);
      expect(code).toBe(1);
    }
  });

  test('lists of other things are ignored', async () => {
    const text = `${head}\nexport default [story];\nexport const queues = ['mail', undefined];\n`;
    shop = project({ ...shopBundle(), 'definitions/shop/scenarios/queue.ts': text });
    expect(await shop.run('test', ...definitions())).toMatchObject({ code: 0, errors: '' });
  });
});

describe('a folder with definitions and without bundle.ts', () => {
  const files = shopBundle();
  const source = files['definitions/shop/bundle.ts'];
  const bankSource = source.replaceAll("'shop'", "'bank'").replaceAll('QueueLong', 'BankQueueLong');
  const other = { ...shopBundle(), 'definitions/bank/readme.txt': '' };
  const bank = (name: string, text = bankSource) => ({
    ...other,
    [`definitions/bank/${name}`]: text,
  });
  /** What a build has written of both bundles. */
  let before: Record<string, string>;
  beforeAll(async () => {
    const both = project({
      ...shopBundle(),
      'definitions/bank/bundle.ts': bankSource,
      'definitions/bank/runbooks/queue-long.md': '# Q\n',
    });
    expect(await both.build()).toMatchObject({ code: 0 });
    before = both.output();
    both.remove();
  });
  test.each([
    ['a misspelt name', bank('bundel.ts')],
    ['another case', bank('Bundle.ts')],
    ['another suffix', bank('bundle.mts')],
    ['an index', bank('index.ts')],
    ['runbooks alone', { ...other, 'definitions/bank/runbooks/x.md': '# X\n' }],
    ['alerts that nobody imports', bank('alerts.ts', 'export const alerts = {};\n')],
  ])('%s: an error with the folder, and nothing is removed', async (_, all) => {
    shop = project(all);
    shop.write(Object.fromEntries(Object.entries(before).map(([path, text]) => [`dist/${path}`, text])));
    const { code, errors } = await shop.build();
    expect(errors).toContain('the folder bank has definitions but no bundle.ts');
    expect(code).toBe(1);
    expect(shop.output()).toEqual(before);
  });

  test('a library that a bundle imports is allowed', async () => {
    shop = project({
      ...files,
      'definitions/common/metrics.ts': 'export const unit = 1;\n',
      'definitions/shop/bundle.ts': `import { unit } from '../common/metrics.js';\nexport const used = unit;\n${source}`,
    });
    expect(await shop.build()).toMatchObject({ code: 0, errors: '' });
  });

  test('a library with an index is allowed, also where bundles import it as a package', async () => {
    shop = project({
      ...files,
      'definitions/common/index.ts': "export * from './kubernetes.js';\n",
      'definitions/common/kubernetes.ts': 'export const unit = 1;\n',
    });
    expect(await shop.build()).toMatchObject({ code: 0, errors: '' });
  });

  test('the outputs of a deleted bundle are removed, with a message', async () => {
    shop = project({
      ...files,
      'definitions/bank/bundle.ts': bankSource,
      'definitions/bank/runbooks/queue-long.md': '# Q\n',
    });
    expect(await shop.build()).toMatchObject({ code: 0, errors: '' });
    const count = Object.keys(shop.output()).filter((path) => path.split('/').includes('bank')).length;
    expect(count).toBeGreaterThan(5);
    rmSync(shop.path('definitions/bank'), { recursive: true });
    const { code, errors } = await shop.build();
    expect(errors).toMatch(/bank is no longer defined in .*: its \d+ files were removed from /);
    expect(code).toBe(0);
  });
});
