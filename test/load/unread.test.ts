import { afterEach, describe, expect, test } from 'vitest';
import { type Project, project, shopBundle } from '../support/project.js';

let shop: Project;
afterEach(() => shop.remove());

const scenario = (from = '../bundle.js') => `import { constant, scenario } from 'dashwright/testing';
import shop from '${from}';

export default scenario('jobs pile up', { alerts: [shop.options.alerts.QueueLong] })
  .series(shop.options.metrics.queue_length, constant(200))
  .firingAt('10m');
`;
const bundle = shopBundle()['definitions/shop/bundle.ts'];
const complete = { ...shopBundle(), 'definitions/shop/scenarios/queue.ts': scenario() };
const levels = "export default { levels: { 'definition/unread': 'off' } };\n";

const alertFile = `import { above, alert, gauge, catalog, max, runbook, signal } from 'dashwright';
const metrics = catalog({ a: gauge({ help: 'A.', unit: 'jobs' }) });
const shown = signal({ title: 'A', description: 'A.', expr: max(metrics.a) });
export const Other = alert({ when: above(shown, 1), severity: 'info', summary: 's', description: 'd', runbook: runbook('queue-long') });
`;

async function checked(files: Readonly<Record<string, string>>, ...more: string[]) {
  shop = project({ ...complete, ...files });
  return shop.run('check', '--definitions', shop.path('definitions'), ...more);
}

describe('scenarios that do not run are an error', () => {
  test.each([
    ['in a folder of scenarios/', 'definitions/shop/scenarios/http/slow.ts', '../../bundle.js'],
    ['with another ending', 'definitions/shop/scenarios/slow.mts', '../bundle.js'],
    ['in JavaScript', 'definitions/shop/scenarios/slow.js', '../bundle.js'],
    ['as TSX', 'definitions/shop/scenarios/slow.tsx', '../bundle.js'],
    ['in a folder scenario', 'definitions/shop/scenario/slow.ts', '../bundle.js'],
    ['in a folder tests', 'definitions/shop/tests/slow.test.ts', '../bundle.js'],
    ['beside the bundle', 'definitions/shop/slow.ts', './bundle.js'],
    ['beside the bundles', 'definitions/slow.ts', './shop/bundle.js'],
  ])('%s', async (_, file, from) => {
    const { code, errors } = await checked({ [file]: scenario(from) });
    const path = file.replace('definitions/', '');
    expect(errors).toMatch(new RegExp(`${file.replaceAll('.', '\\.')}:1:1 error definition/unread`));
    expect(errors).toContain(`${path} is not read, so its scenarios do not run`);
    expect(code).toBe(1);
    expect((await shop.build()).code).toBe(1);
    const tested = await shop.run('test', '--definitions', shop.path('definitions'));
    expect(tested).toMatchObject({ code: 1, errors: expect.stringContaining('definition/unread') });
  });
});

describe('definitions that nothing reads are a warning with their place', () => {
  test('a file of alerts that nothing imports', async () => {
    const { code, errors } = await checked({ 'definitions/shop/alerts.ts': alertFile });
    expect(errors).toMatch(/definitions\/shop\/alerts\.ts:1:1 warning definition\/unread/);
    expect(errors).toContain('shop/alerts.ts is not imported, so nothing that it defines is built');
    expect(code).toBe(0);
    // The same from a build, and again from one that finds everything unchanged.
    for (const _ of [1, 2]) expect((await shop.build()).errors).toContain('shop/alerts.ts is not imported');
    // A file that comes later is found, although nothing that was read has changed.
    shop.write({ 'definitions/shop/late/more.ts': alertFile });
    expect((await shop.build()).errors).toContain('shop/late/more.ts is not imported');
  });

  test('an exported alert of a file that is read, with its line', async () => {
    const source = bundle.replace("import * as d from 'dashwright';", "$&\nimport './alerts.js';");
    const { errors } = await checked({
      'definitions/shop/bundle.ts': source,
      'definitions/shop/alerts.ts': alertFile,
    });
    expect(errors).toMatch(/definitions\/shop\/alerts\.ts:4:1 warning definition\/unread/);
    expect(errors).toContain('the alert Other is in no bundle, so it is not built');
  });

  test.each([
    ['runbooks/queue/long.md', 'no alert can link to it'],
    ['runbooks/queue-short.markdown', 'no alert can link to it'],
    ['runbook/queue-short.md', 'no alert can link to it'],
    ['templates/slack.tpl', 'no message can use it'],
    ['template/slack.tmpl', 'no message can use it'],
  ])('%s', async (file, means) => {
    const { code, errors } = await checked({ [`definitions/shop/${file}`]: '# Text\n' });
    expect(errors).toContain(`definitions/shop/${file}:1:1 warning definition/unread`);
    expect(errors).toContain(`shop/${file} is not read, so ${means}`);
    expect(code).toBe(0);
  });

  test('a second bundle.*, and settings of checks under another name', async () => {
    const { errors, code } = await checked({
      'definitions/shop/bundle.mjs': bundle,
      'definitions/checks.js': levels,
    });
    expect(errors).toContain('shop/bundle.mjs is not read: the bundle is shop/bundle.ts');
    expect(errors).toContain('checks.js is not read: the settings of checks are in checks.ts');
    expect(code).toBe(1);
  });
});

test.each(['team/shop/bundle.ts', 'shop/more/bundle.ts'])(
  'a bundle in a folder of a folder: %s',
  async (file) => {
    const { errors, code } = await checked({ [`definitions/${file}`]: bundle });
    expect(errors).toContain(`definitions/${file}:1:1 error definition/unread`);
    expect(errors).toContain(`the bundle ${file} is not read: nothing is built from it`);
    expect(code).toBe(1);
  },
);

test('what is read, or is no definition, is not reported', async () => {
  const { code, errors } = await checked({
    // Imported by a bundle for its types only, or by a scenario.
    'definitions/shop/bundle.ts': `${bundle}import type { Team } from './team.js';\nexport const team: Team = 'shop';\n`,
    'definitions/shop/team.ts':
      "import { days } from 'dashwright';\nexport type Team = string;\nexport const week = days;\n",
    'definitions/shop/scenarios/queue.ts': `${scenario()}import { long } from '../help/series.js';\nexport const times = long;\n`,
    'definitions/shop/help/series.ts':
      "import { constant } from 'dashwright/testing';\nexport const long = constant(1);\n",
    // Types, tests of a test runner, a library, packages and texts.
    'definitions/shop/types.ts': "import type { Signal } from 'dashwright';\nexport type Shown = Signal;\n",
    'definitions/shop/inline.ts': "import { type Signal } from 'dashwright';\nexport type Shown = Signal;\n",
    'definitions/shop/bundle.test.ts':
      "import { test } from 'vitest';\nimport { alert } from 'dashwright';\ntest('x', () => alert);\n",
    'definitions/shop/tests/bundle.spec.ts':
      "import { alert } from 'dashwright';\ndescribe('x', () => alert);\n",
    // What is commented out; the folder of an index.
    'definitions/shop/old.ts':
      "/*\nimport { alert } from 'dashwright';\n*/\n// import { panel } from 'dashwright';\nexport {};\n",
    'definitions/shop/kinds/index.ts':
      "import { days } from 'dashwright';\nexport type Kind = string;\nexport const week = days;\n",
    'definitions/shop/kinds.ts': "import type { Kind } from './kinds/';\nexport type Own = Kind;\n",
    'definitions/library/http.ts':
      "import { gauge } from 'dashwright';\nexport const a = gauge({ help: 'A.', unit: 's' });\n",
    'definitions/shop/node_modules/x/a.ts': "import { gauge } from 'dashwright';\n",
    'definitions/shop/README.md': '# Shop\n',
    'definitions/shop/runbooks/queue.png': 'PNG',
  });
  expect(errors).toBe('');
  expect(code).toBe(0);
});

test.each(["import * as all from './alerts';", "export * from './alerts/index.js';"])(
  'alerts of the index of a folder: %s',
  async (line) => {
    const { errors } = await checked({
      'definitions/shop/bundle.ts': bundle.replace(
        "import * as d from 'dashwright';",
        `$&\n${line}\nimport './alerts/index.js';`,
      ),
      'definitions/shop/alerts/index.ts': `${alertFile}/*\n${alertFile.replace('Other', 'Older')}*/\n`,
    });
    expect(errors).not.toContain('definition/unread');
  },
);

test('comments are no code: they use no definition and make no scenario', async () => {
  const { errors } = await checked({
    'definitions/shop/bundle.ts': bundle.replace(
      "import * as d from 'dashwright';",
      "$&\n// Other comes later.\nimport './alerts.js';",
    ),
    'definitions/shop/alerts.ts': alertFile,
    'definitions/shop/more.ts': `// There is no scenario (yet).\n${alertFile.replace('Other', 'More')}`,
  });
  expect(errors).toContain('the alert Other is in no bundle, so it is not built');
  expect(errors).toMatch(/more\.ts:1:1 warning definition\/unread/);
});

test('another bundle may import the file', async () => {
  const shared = "import { gauge } from 'dashwright';\nexport const a = gauge({ help: 'A.', unit: 's' });\n";
  const other = bundle
    .replace("name: 'shop'", "name: 'other'")
    .replace("uid: 'shop'", "uid: 'other'")
    .replaceAll('QueueLong', 'OtherLong');
  const { errors } = await checked(
    {
      'definitions/shop/shared.ts': shared,
      'definitions/other/bundle.ts': `${other}export { a } from '../shop/shared.js';\n`,
      'definitions/other/runbooks/queue-long.md': '# Queue\n',
    },
    'shop',
  );
  expect(errors).toBe('');
});

test('a team can switch it off', async () => {
  const { code, errors } = await checked({
    'definitions/shop/tests/slow.ts': scenario(),
    'definitions/checks.ts': levels,
  });
  expect(errors).toBe('');
  expect(code).toBe(0);
});
