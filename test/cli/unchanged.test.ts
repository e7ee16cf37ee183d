import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Project, project, type Ran, shopBundle } from '../support/project.js';

const command = fileURLToPath(new URL('../../bin/dashwright.js', import.meta.url));
const bundle = 'definitions/shop/bundle.ts';
const { [bundle]: source } = shopBundle();

let current: Project;
afterEach(() => {
  vi.unstubAllEnvs();
  current.remove();
});

/** A project with package.json and installed packages, in which builds are cached. */
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
  return existsSync(folder)
    ? readdirSync(folder)
        .map((name) => join(folder, name))
        .sort()
    : [];
};

/** A good build, for the tests that change something after it. */
let built: Project;
beforeAll(async () => {
  built = teamProject();
  expect(await build()).toMatchObject({ code: 0, errors: '' });
});
afterAll(() => built.remove());

/** Two good builds, the second of which ends early. The first is that of all tests: a copy of it is as good. */
async function builtTwice(): Promise<Ran> {
  current = project();
  cpSync(built.folder, current.folder, { recursive: true });
  return again();
}

async function again(): Promise<Ran> {
  const second = await build();
  expect(second).toMatchObject({ code: 0, errors: '' });
  return second;
}

const edit = (path: string, from: string, to: string): void => {
  const text = readFileSync(current.path(path), 'utf8');
  expect(text).toContain(from);
  writeFileSync(current.path(path), text.replace(from, to));
};

const build = async (...args: string[]): Promise<Ran> => {
  // Files that change within the resolution of the file system's clock could change again unnoticed.
  await setTimeout(15);
  return current.build(...args);
};

describe('a build without changes', () => {
  it('ends early and prints the same', async () => {
    teamProject();
    await build();
    rmSync(current.path('node_modules/.cache'), { recursive: true });
    const full = await build();
    const early = await build();
    expect(endedEarly(full)).toBe(false);
    expect(endedEarly(early)).toBe(true);
    expect(early).toEqual({ ...full, steps: [] });
    expect(await build('--quiet')).toEqual({ ...early, out: '' });
  });

  it('starts neither esbuild nor the engine in another process, and prints the same', () => {
    teamProject();
    const spy = current.path('spy.cjs');
    writeFileSync(
      spy,
      `const tell = (object, name) => {
  const real = object[name];
  object[name] = (...args) => { console.log('started: ' + name); return real.apply(object, args); };
};
tell(require('node:child_process'), 'spawn');
tell(WebAssembly, 'compile');
`,
    );
    const built = () => {
      const args = ['--require', spy, command, 'build'];
      const text = execFileSync(process.execPath, args, { cwd: current.folder, encoding: 'utf8' });
      const lines = text.split('\n');
      const starts = lines.filter((line) => line.startsWith('started: ')).sort();
      return { starts, prints: lines.filter((line) => !starts.includes(line)).join('\n') };
    };
    expect(built()).toEqual({
      starts: ['started: compile', 'started: spawn'],
      prints: expect.stringMatching(/^shop: \d+ written, 0 unchanged in dist\n$/),
    });
    const early = built();
    expect(early).toEqual({
      starts: [],
      prints: expect.stringMatching(/^shop: 0 written, \d+ unchanged in dist\n$/),
    });
    expect(built()).toEqual(early);
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
    expect(endedEarly(await build())).toBe(true);
  });

  it('is cached per output folder, set of targets and selection of bundles', async () => {
    teamProject();
    const kinds = [[], ['--target', 'grafana'], ['shop'], ['--out', current.path('other')]];
    for (const args of kinds) expect(endedEarly(await build(...args))).toBe(false);
    for (const args of kinds) expect(endedEarly(await build(...args))).toBe(true);
  });

  it('shows a warning again', async () => {
    const panels =
      "d.panel.stat({ title: 'No unit', show: d.signal({ title: 'x', expr: d.promql`max(queue_length ^ 2)` }) }),";
    teamProject(shopBundle({ panels }));
    const first = await build();
    expect(first).toMatchObject({ code: 0, errors: expect.stringContaining('dash/unit') });
    const again = await build();
    expect(endedEarly(again)).toBe(true);
    expect(again.errors).toBe(first.errors);
  });

  it('works on another machine, where all files are new', async () => {
    await builtTwice();
    const elsewhere = current.path('moved');
    for (const name of ['definitions', 'dist', 'node_modules', 'package.json'])
      cpSync(current.path(name), join(elsewhere, name), { recursive: true });
    await setTimeout(15);
    const args = ['--definitions', join(elsewhere, 'definitions'), '--out', join(elsewhere, 'dist')];
    expect(endedEarly(await current.run('build', ...args))).toBe(true);
    edit(`moved/${bundle}`, "'A shop.'", "'The shop.'");
    expect(endedEarly(await current.run('build', ...args))).toBe(false);
  });
});

describe('every change is noticed', () => {
  const firstRecord = () => records()[0] ?? '';
  const dashboard = 'dist/grafana/shop/shop.json';
  const bank =
    source?.replaceAll("'shop'", "'bank'").replace('{ QueueLong,', '{ BankQueueLong: QueueLong,') ?? '';

  it.each<[string, () => unknown, string[]?]>([
    ['a definition is edited', () => edit(bundle, "'A shop.'", "'The shop.'")],
    ['a runbook is edited', () => edit('definitions/shop/runbooks/queue-long.md', 'Add', 'Get')],
    ['a runbook is new', () => current.write({ 'definitions/shop/runbooks/new.md': '# New\n' })],
    [
      'a bundle is added',
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
            "import { scenario } from 'dashwright/testing';\nexport default scenario('nothing happens');",
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
    ['Node is started otherwise', () => vi.stubEnv('NODE_OPTIONS', '--no-warnings')],
    ['a lockfile is new', () => current.write({ 'package-lock.json': '{}' })],
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
    const after = await build(...args);
    expect(endedEarly(after)).toBe(false);
    expect(after.code).toBe(0);
    expect(endedEarly(await build(...args))).toBe(true);
  });

  it('a file outside of the definitions is edited, or another one would be found first', async () => {
    const imported = source?.replace("title: 'Shop', description", 'title, description') ?? '';
    teamProject({
      'shared/title.ts': "export const title = 'Shop';",
      [bundle]: `import { title } from '../../shared/title.js';\n${imported}`,
    });
    await build();
    expect(endedEarly(await again())).toBe(true);
    current.write({ 'shared/title.ts': "export const title = 'Store';" });
    expect(endedEarly(await build())).toBe(false);
    expect(endedEarly(await build())).toBe(true);
    current.write({ 'shared/title.js': "export const title = 'Market';" });
    expect(endedEarly(await build())).toBe(false);
    expect(JSON.stringify(current.output())).toContain('Market');
  });

  it('an output folder that another build has locked is still refused', async () => {
    expect(endedEarly(await builtTwice())).toBe(true);
    current.write({ 'dist/.dashwright.lock': String(process.pid) });
    expect(await build()).toMatchObject({
      code: 2,
      errors: expect.stringContaining('another build'),
    });
  });

  it('mistakes, and the valid state that is restored after them', async () => {
    expect(endedEarly(await builtTwice())).toBe(true);
    current.write({ [bundle]: 'const x = ;' });
    expect((await build()).code).toBe(1);
    current.write({ [bundle]: source ?? '' });
    expect(endedEarly(await build())).toBe(true);
  });
});

describe('a build is not cached', () => {
  it('if it was not checked', async () => {
    teamProject();
    await build('--no-checks');
    await build('--no-checks');
    expect(records()).toEqual([]);
    expect(endedEarly(await build())).toBe(false);
    expect(endedEarly(await build('--no-checks'))).toBe(false);
  });

  it('while definitions are impure and a team accepts that', async () => {
    teamProject({
      [bundle]: source?.replace("'A shop.'", "String(process.env['HOME'] === undefined)") ?? '',
      'definitions/checks.ts': "export default { levels: { 'definition/impure': 'warning' } };",
    });
    expect(await build()).toMatchObject({ code: 0, errors: expect.stringContaining('definition/impure') });
    expect(endedEarly(await build())).toBe(false);
    expect(records()).toEqual([]);
  });

  it('if its output is part of the definitions', async () => {
    teamProject();
    const out = ['--out', current.path('definitions/dist')];
    await build(...out);
    expect(endedEarly(await build(...out))).toBe(false);
  });

  it('if no packages are installed, and no folder is created for it', async () => {
    current = project({ 'package.json': '{}', ...shopBundle() });
    await build();
    expect(endedEarly(await build())).toBe(false);
    expect(existsSync(current.path('node_modules'))).toBe(false);
  });

  it('if the cache is not writable', async () => {
    teamProject({ 'node_modules/.cache': 'a file' });
    expect(await build()).toMatchObject({ code: 0, errors: '' });
    expect(endedEarly(await build())).toBe(false);
  });

  it('by check', async () => {
    teamProject();
    await build();
    const ran = await current.run('check', '--definitions', current.path('definitions'));
    expect(endedEarly(ran)).toBe(false);
  });
});
