import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Project, project, type Ran, shopBundle } from '../support/project.js';

const command = fileURLToPath(new URL('../../bin/dashwright.js', import.meta.url));
const bundle = 'definitions/shop/bundle.ts';
const { [bundle]: source } = shopBundle();

let current: Project;
afterEach(() => {
  vi.useRealTimers();
  current.remove();
});

/** A team's project: with a package.json and installed packages, beside which builds are kept in mind. */
function teamProject(files: Readonly<Record<string, string>> = {}): Project {
  current = project({
    'package.json': '{}',
    'node_modules/.package-lock.json': '{}',
    ...shopBundle(),
    ...files,
  });
  return current;
}

/** Whether a build has ended without even loading the definitions. */
const endedEarly = ({ steps }: Ran): boolean => steps.length === 0;
const records = (): string[] => {
  const folder = current.path('node_modules/.cache/dashwright');
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
};

/** Two good builds, the second of which ends early. */
async function builtTwice(files: Readonly<Record<string, string>> = {}): Promise<Ran> {
  teamProject(files);
  expect(await current.build()).toMatchObject({ code: 0, errors: '' });
  const second = await current.build();
  expect(second).toMatchObject({ code: 0, errors: '' });
  return second;
}

const edit = (path: string, from: string, to: string): void => {
  const text = readFileSync(current.path(path), 'utf8');
  expect(text).toContain(from);
  writeFileSync(current.path(path), text.replace(from, to));
};

describe('a build of what has not changed', () => {
  it('ends early and says what it would have said', async () => {
    teamProject();
    await current.build();
    rmSync(current.path('node_modules/.cache'), { recursive: true });
    const full = await current.build();
    const early = await current.build();
    expect(endedEarly(full)).toBe(false);
    expect(endedEarly(early)).toBe(true);
    expect(early).toEqual({ ...full, steps: [] });
    expect(await current.build('--quiet')).toEqual({ ...early, out: '' });
  });

  it('starts neither esbuild nor the engine', () => {
    teamProject();
    const spy = current.path('spy.cjs');
    writeFileSync(
      spy,
      `const tell = (object, name) => {
  const real = object[name];
  object[name] = (...args) => { console.log(name); return real.apply(object, args); };
};
tell(require('node:child_process'), 'spawn');
tell(WebAssembly, 'compile');
`,
    );
    const started = () =>
      execFileSync(process.execPath, ['--require', spy, command, 'build', '--quiet'], {
        cwd: current.folder,
        encoding: 'utf8',
      });
    expect(started().split('\n').sort()).toEqual(['', 'compile', 'spawn']);
    expect(started()).toBe('');
  });

  it.each<[string, () => void]>([
    [
      'a definition is edited and restored',
      () => {
        writeFileSync(current.path(bundle), 'changed');
        writeFileSync(current.path(bundle), source);
      },
    ],
    ['times of definitions are set', () => utimesSync(current.path(bundle), 1, 1)],
    [
      'a file that no build writes lies in the output folder',
      () => current.write({ 'dist/notes.txt': 'mine' }),
    ],
  ])('ends early when %s', async (_, change) => {
    await builtTwice();
    change();
    expect(endedEarly(await current.build())).toBe(true);
  });

  it('keeps each output folder, set of targets and choice of bundles in mind', async () => {
    teamProject();
    const kinds = [[], ['--target', 'grafana'], ['shop'], ['--out', current.path('other')]];
    for (const args of kinds) expect(endedEarly(await current.build(...args))).toBe(false);
    for (const args of kinds) expect(endedEarly(await current.build(...args))).toBe(true);
    expect(records()).toHaveLength(kinds.length);
  });

  it('keeps a bounded number of builds in mind', async () => {
    await builtTwice();
    for (let i = 0; i < 40; i += 1)
      current.write({ [`node_modules/.cache/dashwright/build-${i}.json`]: '{}' });
    edit(bundle, "'A shop.'", "'The shop.'");
    await current.build();
    expect(records()).toHaveLength(32);
    expect(endedEarly(await current.build())).toBe(true);
  });
});

describe('every change is noticed', () => {
  const firstRecord = () => records()[0] ?? '';
  const forge = (program: Readonly<Record<string, string>>): void => {
    const record = JSON.parse(readFileSync(firstRecord(), 'utf8'));
    Object.assign(record.question.program, program);
    writeFileSync(firstRecord(), JSON.stringify(record));
  };
  const dashboard = 'dist/grafana/shop/shop.json';
  const bank =
    source?.replaceAll("'shop'", "'bank'").replace('{ QueueLong,', '{ BankQueueLong: QueueLong,') ?? '';

  it.each<[string, () => unknown, string[]?]>([
    ['a definition is edited', () => edit(bundle, "'A shop.'", "'The shop.'")],
    ['a runbook is edited', () => edit('definitions/shop/runbooks/queue-long.md', 'Add', 'Get')],
    ['a runbook is new', () => current.write({ 'definitions/shop/runbooks/new.md': '# New\n' })],
    [
      'a bundle is new',
      () =>
        current.write({
          'definitions/bank/bundle.ts': bank,
          'definitions/bank/runbooks/queue-long.md': '# Queue\n',
        }),
    ],
    [
      'a scenario file is new',
      () =>
        current.write({
          'definitions/shop/scenarios/new.ts':
            "import { scenario } from 'dashwright';\nexport default scenario('nothing happens');",
        }),
    ],
    ['checks.ts is new', () => current.write({ 'definitions/checks.ts': 'export default {};' })],
    ['a file would be found first', () => current.write({ 'definitions/shop/bundle.js': source ?? '' })],
    ['the package.json above is edited', () => current.write({ 'package.json': '{"type":"module"}' })],
    ['an output is gone', () => rmSync(current.path(dashboard))],
    ['an output is edited', () => edit(dashboard, 'Queue length', 'Queue Length')],
    [
      'an output is edited and its time set back',
      () => {
        edit(dashboard, 'Queue length', 'Queue Length');
        utimesSync(current.path(dashboard), 1, 1);
      },
    ],
    ['the list of outputs is edited', () => appendFileSync(current.path('dist/.dashwright.json'), '\n')],
    ['the output folder is gone', () => rmSync(current.path('dist'), { recursive: true })],
    ['a killed build has left work behind', () => mkdirSync(current.path('dist/.dashwright-staging'))],
    ['a killed build has left its lock', () => current.write({ 'dist/.dashwright.lock': '999999999' })],
    ['other targets are asked for', () => undefined, ['--target', 'grafana']],
    ['a bundle is asked for', () => undefined, ['shop']],
    ['the day is another', () => vi.setSystemTime(Date.now() + 86_400_000)],
    ['Node is another', () => forge({ node: 'v20.0.0 linux x64' })],
    ['dashwright is another', () => forge({ dashwright: '0.0.0' })],
    ['its files are others', () => forge({ files: '0'.repeat(64) })],
    [
      'the record is cut off',
      () => writeFileSync(firstRecord(), readFileSync(firstRecord()).subarray(0, 100)),
    ],
    ['the record is no record', () => writeFileSync(firstRecord(), '{"question":{}}')],
    ['the record is nothing', () => writeFileSync(firstRecord(), 'null')],
    ['the record is gone', () => rmSync(firstRecord())],
  ])('%s', async (_, change, args = []) => {
    expect(endedEarly(await builtTwice())).toBe(true);
    await change();
    const after = await current.build(...args);
    expect(endedEarly(after)).toBe(false);
    expect(after.code).toBe(0);
    expect(endedEarly(await current.build(...args))).toBe(true);
  });

  it('a file outside of the definitions is edited, or another one would be found first', async () => {
    const imported = source?.replace("title: 'Shop', description", 'title, description') ?? '';
    const early = await builtTwice({
      'shared/title.ts': "export const title = 'Shop';",
      [bundle]: `import { title } from '../../shared/title.js';\n${imported}`,
    });
    expect(endedEarly(early)).toBe(true);
    current.write({ 'shared/title.ts': "export const title = 'Store';" });
    expect(endedEarly(await current.build())).toBe(false);
    expect(endedEarly(await current.build())).toBe(true);
    current.write({ 'shared/title.js': "export const title = 'Market';" });
    expect(endedEarly(await current.build())).toBe(false);
    expect(JSON.stringify(current.output())).toContain('Market');
  });

  it('the definitions are another folder of the same name', async () => {
    expect(endedEarly(await builtTwice())).toBe(true);
    renameSync(current.path('definitions'), current.path('former'));
    symlinkSync(current.path('former'), current.path('definitions'));
    expect(endedEarly(await current.build())).toBe(false);
  });

  it('an output folder that another build holds is still refused', async () => {
    expect(endedEarly(await builtTwice())).toBe(true);
    current.write({ 'dist/.dashwright.lock': String(process.pid) });
    expect(await current.build()).toMatchObject({
      code: 2,
      errors: expect.stringContaining('another build'),
    });
  });

  it('mistakes, and the good state that comes back after them', async () => {
    expect(endedEarly(await builtTwice())).toBe(true);
    current.write({ [bundle]: 'const x = ;' });
    expect((await current.build()).code).toBe(1);
    current.write({ [bundle]: source ?? '' });
    expect(endedEarly(await current.build())).toBe(true);
  });
});

describe('a build is not kept in mind', () => {
  const uses = (code: string) => ({ [bundle]: source?.replace("'A shop.'", `String(${code})`) ?? '' });
  const imports = (line: string, code: string) => ({
    [bundle]: `${line}\n${source?.replace("'A shop.'", `String(${code})`)}`,
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['the environment', uses("process.env['HOME'] === undefined")],
    ['the environment by way of the global object', uses('globalThis.process.pid > 0')],
    ['the clock', uses('new Date().getFullYear() > 2000')],
    ['another clock', uses('performance.now() > 0')],
    ['random numbers', uses('Math.random() < 2')],
    ['random numbers by another name', uses('(({ random }) => random() < 2)(Math)')],
    ['random identifiers', uses("crypto.randomUUID() !== ''")],
    ['the network', uses("fetch.name === 'x'")],
    ['functions from text', uses("Function('return 1')()")],
    ['functions from text by way of a function', uses("(() => 1).constructor('return 1')()")],
    ['the same, taken apart', uses("(({ constructor: make }) => make('return 1')())(() => 1)")],
    ['evaluated text', uses("eval('1')")],
    ['an order by locale', uses("['b', 'a'].sort((a, b) => a.localeCompare(b)).length")],
    ['numbers by locale', uses('(1.5).toLocaleString().length')],
    ['the console', uses("typeof console === 'object'")],
    ['a timer', uses('setTimeout(() => 0).unref() !== 0')],
    ['a module of Node', imports("import { tmpdir } from 'node:os';", 'tmpdir().length > 0')],
    ['a module that is required later', uses("require('node:os').tmpdir().length > 0")],
    [
      'a text of an alert that asks when it is written',
      { [bundle]: source?.replace('jobs wait, above', '${typeof process} wait, above') ?? '' },
    ],
    [
      'an installed package',
      {
        ...imports("import { size } from 'sizes';", 'size'),
        'node_modules/sizes/package.json': '{ "name": "sizes", "main": "index.js" }',
        'node_modules/sizes/index.js': 'exports.size = 1;',
      },
    ],
    [
      'a script that is no module',
      {
        ...imports("import sizes from './sizes.cjs';", 'sizes.size'),
        'definitions/shop/sizes.cjs': 'exports.size = 1;',
      },
    ],
    [
      'a folder outside of the definitions that is imported by its index',
      {
        ...imports("import { size } from '../../sizes';", 'size'),
        'sizes/index.ts': 'export const size = 1;',
      },
    ],
  ])('that uses %s', async (_, files) => {
    expect(endedEarly(await builtTwice(files))).toBe(false);
    expect(records()).toEqual([]);
  });

  it('that uses what is the same everywhere is', async () => {
    const steady =
      "JSON.stringify([Math.max(1, 2), [...new Map([[1, undefined]])], parseInt('1', 10), /process Date/.test('process.env'), Object.keys({ Date: 1 }), Number.isNaN(NaN), new (class { constructor(readonly size = 1) {} })().size])";
    expect(endedEarly(await builtTwice(uses(steady)))).toBe(true);
  });

  it('that has something to show, which it shows again', async () => {
    const files = shopBundle({
      panels:
        "d.panel.stat({ title: 'No unit', show: d.signal({ title: 'x', expr: d.promql`max(queue_length)` }) }),",
    });
    teamProject(files);
    const settings = { 'definitions/checks.ts': "export default { levels: { 'dash/unit': 'warning' } };" };
    current.write(settings);
    const first = await current.build();
    expect(first).toMatchObject({ code: 0, errors: expect.stringContaining('dash/unit') });
    expect((await current.build()).errors).toBe(first.errors);
    expect(records()).toEqual([]);
  });

  it('that was not checked', async () => {
    teamProject();
    await current.build('--no-checks');
    await current.build('--no-checks');
    expect(records()).toEqual([]);
    expect(endedEarly(await current.build())).toBe(false);
    expect(endedEarly(await current.build('--no-checks'))).toBe(false);
  });

  it('with links in its definitions', async () => {
    teamProject({ 'elsewhere/note.md': '# Note\n' });
    symlinkSync(current.path('elsewhere/note.md'), current.path('definitions/shop/runbooks/note.md'));
    await current.build();
    expect(endedEarly(await current.build())).toBe(false);
  });

  it('whose output is part of the definitions', async () => {
    teamProject();
    const out = ['--out', current.path('definitions/dist')];
    await current.build(...out);
    expect(endedEarly(await current.build(...out))).toBe(false);
  });

  it('where no packages are installed, and nothing is made there', async () => {
    current = project({ 'package.json': '{}', ...shopBundle() });
    await current.build();
    expect(endedEarly(await current.build())).toBe(false);
    expect(existsSync(current.path('node_modules'))).toBe(false);
  });

  it('where it cannot be written', async () => {
    teamProject({ 'node_modules/.cache': 'a file' });
    expect(await current.build()).toMatchObject({ code: 0, errors: '' });
    expect(endedEarly(await current.build())).toBe(false);
  });

  it('by check', async () => {
    teamProject();
    await current.build();
    const ran = await current.run('check', '--definitions', current.path('definitions'));
    expect(endedEarly(ran)).toBe(false);
  });
});

it('another process sees a build as the same', () => {
  teamProject();
  const build = () =>
    spawnSync(process.execPath, [command, 'build'], { cwd: current.folder, encoding: 'utf8' }).stdout;
  expect(build()).toMatch(/^shop: \d+ written, 0 unchanged in dist\n$/);
  const early = build();
  expect(early).toMatch(/^shop: 0 written, \d+ unchanged in dist\n$/);
  expect(build()).toBe(early);
});
