import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { reasonOf } from '../../errors/caught.js';
import {
  type CiSystem,
  commands,
  manifestIn,
  newBundle,
  newDefinitions,
  newPipeline,
  newProject,
  type Surroundings,
  surroundingsOf,
  writeNew,
} from '../../init/index.js';
import { UsageError } from '../../load/index.js';
import { jsonText } from '../json.js';
import type { Console } from '../terminal/console.js';
import { bundleName } from '../values.js';
import { version } from '../version.js';

export interface InitOptions {
  readonly dir: string;
  /** @default github for a new project, none for an existing one */
  readonly ci?: CiSystem;
  readonly format: string;
}

/**
 * Writes a new bundle, and the project around it where there is none.
 *
 * @throws UsageError for a name that is neither given nor can be asked for; FileExistsError when a file is there already
 */
export async function runInit(
  given: string | undefined,
  { dir, ci, format }: InitOptions,
  console: Console,
): Promise<void> {
  const name = given ?? (await askName());
  const isProject = existsSync(join(dir, 'package.json'));
  const isFirst = !existsSync(join(dir, 'definitions'));
  const around = surroundingsOf(dir);
  const pipeline = newPipeline(ci ?? (isProject ? 'none' : 'github'), around);
  const bundle = newBundle({ name, title: titleOf(name) });
  const project = isProject
    ? new Map([...(isFirst ? newDefinitions() : []), ...pipeline])
    : newProject({ name: packageName(dir), dashwright: version(), ci: ci ?? 'github', around });
  // A repository often has some of these before it has definitions.
  const optional = new Set([...project.keys()].filter((path) => ci === undefined || !pipeline.has(path)));
  const all = new Map([...project, ...bundle]);
  const kept = writeNew(dir, all, optional);
  const files = [...all.keys()].filter((path) => !kept.includes(path));
  if (format === 'json') return console.out(jsonText({ bundle: name, files, kept }));
  for (const path of files) console.out(`  ${path}\n`);
  for (const path of kept) console.out(`  ${path} is kept as it is${keptHint(dir, path)}\n`);
  console.out(isProject ? nextInProject(name, dir, around) : nextInNew(dir, around));
}

/** What a file that was there may lack. */
function keptHint(dir: string, path: string): string {
  const lines = () => readFileSync(join(dir, path), 'utf8').split(/\r?\n/);
  if (path === '.gitignore')
    return lines().some((line) => /^\/?(\*\*\/)?node_modules\/?$/.test(line.trim()))
      ? ''
      : '; it needs the line node_modules/';
  if (path === 'tsconfig.json') return '; dashwright check --types says whether it has the definitions';
  return '';
}

async function askName(): Promise<string> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new UsageError('init needs the name of the bundle, such as: dashwright init shop');
  }
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    for (;;) {
      const answer = (await asking.question('Name of the bundle, such as shop: ')).trim();
      try {
        return bundleName(answer);
      } catch (error) {
        process.stderr.write(`${reasonOf(error)}\n`);
      }
    }
  } finally {
    asking.close();
  }
}

/** `order_service` is the bundle Order service. */
function titleOf(name: string): string {
  const words = name.replaceAll(/[_-]/g, ' ');
  return `${words[0]?.toUpperCase()}${words.slice(1)}`;
}

/** The name of the folder, as npm takes it. */
function packageName(dir: string): string {
  const plain = basename(resolve(dir))
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
  return plain === '' || plain === 'dashwright' ? 'monitoring' : plain;
}

function nextInNew(dir: string, { manager }: Surroundings): string {
  const cd = resolve(dir) === process.cwd() ? '' : `  cd ${shellWord(dir)}\n`;
  const { installAll, run } = commands[manager];
  const steps = [
    [`${run} build`, 'definitions/ to dist/'],
    [manager === 'npm' ? 'npm test' : `${run} test`, 'the scenarios of its alert'],
    [`${run} preview`, 'all of it in a browser'],
  ].map(([command = '', what]) => `  ${command.padEnd(20)} ${what}\n`);
  return `\nNext:\n${cd}  ${installAll}\n${steps.join('')}`;
}

function nextInProject(name: string, dir: string, { manager }: Surroundings): string {
  const cd = resolve(dir) === process.cwd() ? '' : `  cd ${shellWord(dir)}\n`;
  const { exec, add, run } = commands[manager];
  const { missing, scripts } = lackingIn(dir);
  const install = missing.length === 0 ? '' : `  ${add} ${missing.join(' ')}\n`;
  const wanted = scripts.map(
    (script) => `  "${script}": "dashwright ${scriptsOf[script]}" in "scripts", for ${run} ${script}\n`,
  );
  const needs = wanted.length === 0 ? '' : `\nUseful in package.json:\n${wanted.join('')}`;
  return `\nNext:\n${cd}${install}  ${exec} dashwright build\n  ${exec} dashwright test ${name}\n${needs}`;
}

/** A path as a word of a shell. */
function shellWord(path: string): string {
  return /^[\w./@:+,-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

const scriptsOf: Readonly<Record<string, string>> = { build: 'build', check: 'check --types', test: 'test' };

/** What a bundle needs of a package.json that was there before it, and which is not changed. */
function lackingIn(dir: string): {
  readonly missing: readonly string[];
  readonly scripts: readonly string[];
} {
  const { scripts, dependencies, devDependencies } = manifestIn(dir);
  const has = (value: unknown, key: string) => typeof value === 'object' && value !== null && key in value;
  return {
    missing: ['dashwright', 'typescript'].filter(
      (name) => !has(dependencies, name) && !has(devDependencies, name),
    ),
    scripts: Object.keys(scriptsOf).filter((script) => !has(scripts, script)),
  };
}
