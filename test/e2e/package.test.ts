// What a user gets: the archive that npm packs, installed in an empty project outside of the repository.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeFolder, repository, temporaryFolder } from './support/folders.js';
import { run } from './support/tools.js';

const folder = temporaryFolder('package');
const archive = () => join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');

beforeAll(async () => {
  // Packed from a copy, because npm compiles before it packs, and other tests run the compiled files here.
  const copy = join(folder, 'copy');
  const files = execFileSync(
    'git',
    [
      'ls-files',
      '-z',
      '--cached',
      '--others',
      '--exclude-standard',
      'bin',
      'src',
      'definitions/library',
      'scripts',
      'templates',
      ':/*.*',
      'LICENSE',
      'NOTICE',
    ],
    {
      cwd: repository,
      encoding: 'utf8',
    },
  );
  for (const file of files.split('\0').filter((name) => name !== '')) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(repository, file), join(copy, file));
  }
  symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'));
  // A folder without lib/, so that the content is compiled when it is packed.
  const packed = await run('npm', ['pack', '--pack-destination', folder], { cwd: copy });
  expect(packed, packed.stderr).toMatchObject({ code: 0 });
  rmSync(copy, { recursive: true });
});
afterAll(() => removeFolder(folder));

/** The examples of the README and of the library, as files. */
function example(): Record<string, string> {
  const pages = ['README.md', 'docs/library/README.md'].map((page) =>
    readFileSync(join(repository, page), 'utf8'),
  );
  const found = [...pages.join('\n').matchAll(/<!-- file: (\S+) -->\n```\w*\n(.*?)```/gs)];
  return {
    ...Object.fromEntries(found.map(([, path = '', text = '']) => [path, text])),
    'definitions/shop/runbooks/high-error-ratio.md': '# High error ratio\n\nRoll back.\n',
  };
}

/** As strict as possible; declarations of packages are checked too. */
const strictest = {
  module: 'nodenext',
  target: 'es2022',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  skipLibCheck: false,
  noEmit: true,
  types: [],
};

// The oldest and the newest supported version, and the newest of TypeScript 5, which many use.
describe.each(['5.4', '5', '7'])('with TypeScript %s', (version) => {
  const project = join(folder, `project-${version}`);
  const inProject = async (command: string, ...args: string[]) => {
    const { code, stdout, stderr } = await run(command, args, { cwd: project });
    return { code, output: stdout + stderr };
  };

  test('it installs without a warning', async () => {
    const files = {
      'package.json': JSON.stringify({ name: 'shop-monitoring', private: true, type: 'module' }),
      'tsconfig.json': JSON.stringify({ compilerOptions: strictest, include: ['definitions'] }),
      ...example(),
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(project, path)), { recursive: true });
      writeFileSync(join(project, path), text);
    }
    const installed = await inProject(
      'npm',
      'install',
      '--no-audit',
      '--no-fund',
      archive(),
      `typescript@${version}`,
    );
    expect(installed.code, installed.output).toBe(0);
    expect(installed.output).not.toMatch(/warn/i);
  });

  test('definitions compile', async () => {
    expect(await inProject('npx', 'tsc')).toMatchObject({ code: 0, output: '' });
    const bundler = ['--module', 'esnext', '--moduleResolution', 'bundler'];
    expect(await inProject('npx', 'tsc', ...bundler)).toMatchObject({ code: 0, output: '' });
  });

  test('they build, and their scenarios are run', async () => {
    const built = await inProject('npx', 'dashwright', 'build');
    expect(built.output).toMatch(/^sessions, shop: \d+ written, 0 unchanged in dist\n$/);
    expect((await inProject('npx', 'dashwright', 'test')).output).toBe(
      'sessions: 45 scenarios, all hold\nshop: 1 scenario, all hold\n',
    );
    expect((await inProject('npx', 'dashwright', 'explain', 'promql/syntax')).output).toContain(
      '# promql/syntax',
    );
  });
});

test('a new project is created, installs, builds, passes its tests and has no findings', async () => {
  const project = join(folder, 'started');
  mkdirSync(project);
  const inProject = async (command: string, ...args: string[]) => {
    const { code, stdout, stderr } = await run(command, args, { cwd: project });
    return { code, output: stdout + stderr };
  };
  expect(await inProject('npx', '--yes', '--package', archive(), 'dashwright', 'init', 'shop')).toMatchObject(
    {
      code: 0,
    },
  );
  // As a user would, but with the archive instead of the published package.
  const installed = await inProject('npm', 'install', '--no-audit', '--no-fund', '--save-dev', archive());
  expect(installed.code, installed.output).toBe(0);
  expect((await inProject('npm', 'run', '--silent', 'build')).output).toMatch(/^shop: \d+ written/);
  expect(await inProject('npm', 'test', '--silent')).toEqual({
    code: 0,
    output: 'shop: 4 scenarios, all hold\n',
  });
  expect(await inProject('npx', 'dashwright', 'check', '--types', '--strict')).toEqual({
    code: 0,
    output: 'shop: no errors\n',
  });
  expect(await inProject('npx', 'dashwright', 'init', 'checkout-api')).toMatchObject({ code: 0 });
  expect((await inProject('npm', 'run', '--silent', 'build')).code).toBe(0);
});
