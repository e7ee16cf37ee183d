// Public dashboards and rules become a bundle that builds the same, compiles under strict, and is formatted like
// Biome does.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeFolder, repository, temporaryFolder } from './support/folders.js';
import { type RunResult, run, tool } from './support/tools.js';

const corpus = process.env.RULE_CORPUS
  ? dirname(process.env.RULE_CORPUS)
  : join(repository, '../shared/corpus');
const there = existsSync(corpus);
const folder = temporaryFolder('import');
const definitions = join(folder, 'definitions');

/** The loader's own test data, in which a group has no name. */
const notRules = /invalid-rules/;

interface Report {
  readonly differences: readonly object[];
  readonly tally: {
    readonly expressions: { readonly all: number; readonly typed: number };
    readonly dashboards: readonly { readonly panels: number }[];
  };
}

describe.skipIf(!there && process.env.RULE_CORPUS === undefined)('the corpus', () => {
  let imported: RunResult;
  let report: Report;
  beforeAll(async () => {
    expect(there, `nothing in ${corpus}`).toBe(true);
    const input = join(folder, 'input');
    mkdirSync(input);
    for (const kind of ['rules', 'dashboards'])
      for (const file of readdirSync(join(corpus, kind)))
        if (!notRules.test(file)) cpSync(join(corpus, kind, file), join(input, file));
    const dashwright = join(repository, 'bin/dashwright.js');
    imported = await run(process.execPath, [
      ...[dashwright, 'import', input, '--out', join(definitions, 'corpus')],
      ...['--verify', '--format', 'json'],
    ]);
    report = JSON.parse(imported.stdout) as Report;
  }, 600_000);
  afterAll(() => removeFolder(folder));

  test('builds the same', () => {
    expect(report.differences).toEqual([]);
    expect(imported.code).toBe(0);
    expect(report.tally.dashboards.length).toBeGreaterThan(90);
  });

  test('has nine of ten expressions typed', () => {
    const { typed, all } = report.tally.expressions;
    expect(typed / all).toBeGreaterThan(0.95);
  });

  test('compiles under strict', async () => {
    symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    const config = {
      extends: join(repository, 'tsconfig.json'),
      compilerOptions: {
        paths: { dashwright: [join(repository, 'src/index.ts')] },
        typeRoots: [join(repository, 'node_modules/@types')],
      },
      include: [definitions],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const { stdout, code } = await run(join(repository, 'node_modules/.bin/tsc'), ['--noEmit', '-p', folder]);
    expect({ stdout, code }).toEqual({ stdout: '', code: 0 });
  });

  test('has readable files, formatted like Biome does', async () => {
    const files = (readdirSync(definitions, { recursive: true }) as string[]).filter((file) =>
      file.endsWith('.ts'),
    );
    const long = files.filter(
      (file) => readFileSync(join(definitions, file), 'utf8').split('\n').length > 301,
    );
    expect(long).toEqual([]);
    const biome = join(repository, 'node_modules/.bin/biome');
    cpSync(join(repository, 'biome.json'), join(folder, 'biome.json'));
    const { code, stdout, stderr } = await run(biome, ['check', '--vcs-enabled=false', 'definitions'], {
      cwd: folder,
    });
    expect({ code, said: code === 0 ? '' : stdout + stderr }).toEqual({ code: 0, said: '' });
  });

  test('has rules that promtool accepts', async () => {
    const dist = join(folder, 'dist');
    const { code, stderr } = await run(process.execPath, [
      ...[join(repository, 'bin/dashwright.js'), 'build', '--definitions', definitions, '--out', dist],
      ...['--target', 'prometheus', '--no-checks'],
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const rules = join(dist, 'prometheus/corpus');
    for (const file of readdirSync(rules)) {
      const checked = await run(tool('promtool'), [
        'check',
        'rules',
        '--lint=none',
        '--ignore-unknown-fields',
        join(rules, file),
      ]);
      expect({ file, code: checked.code, said: checked.code === 0 ? '' : checked.stderr }).toEqual({
        file,
        code: 0,
        said: '',
      });
    }
  });
});
