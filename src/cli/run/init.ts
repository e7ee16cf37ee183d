import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { type CiSystem, newBundle, newProject, writeNew } from '../../init/index.js';
import { UsageError } from '../../load/index.js';
import { jsonText } from '../json.js';
import type { Console } from '../terminal/console.js';
import { bundleName } from '../values.js';
import { version } from '../version.js';

export interface InitOptions {
  readonly dir: string;
  readonly ci: CiSystem;
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
  const bundle = newBundle({ name, title: titleOf(name) });
  const project = isProject
    ? new Map<string, string>()
    : newProject({ name: packageName(dir), dashwright: version(), ci });
  writeNew(dir, new Map([...project, ...bundle]));
  const files = [...project.keys(), ...bundle.keys()];
  if (format === 'json') return console.out(jsonText({ bundle: name, files }));
  for (const path of files) console.out(`  ${path}\n`);
  console.out(isProject ? nextInProject(name, dir) : nextInNew(dir));
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
        process.stderr.write(`${(error as Error).message}\n`);
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

function nextInNew(dir: string): string {
  const cd = resolve(dir) === process.cwd() ? '' : `  cd ${dir}\n`;
  return `\nNext:\n${cd}  npm install\n  npm run build        definitions/ to dist/\n  npm test             the scenarios of its alert\n  npm run preview      all of it in a browser\n`;
}

function nextInProject(name: string, dir: string): string {
  const lacking = lackingIn(join(dir, 'package.json'));
  const needs = lacking.length === 0 ? '' : `\nStill to be added to package.json:\n${lacking.join('')}`;
  return `\nNext:\n  npx dashwright build\n  npx dashwright test ${name}\n${needs}`;
}

/** What a bundle needs of a package.json that was there before it, and which is not changed. */
function lackingIn(path: string): string[] {
  const { type, scripts, dependencies, devDependencies } = manifestOf(path);
  const has = (value: unknown, key: string) => typeof value === 'object' && value !== null && key in value;
  return [
    ...(has(dependencies, 'dashwright') || has(devDependencies, 'dashwright')
      ? []
      : ['  the package dashwright: npm install --save-dev dashwright\n']),
    ...(type === 'module' ? [] : ['  "type": "module"\n']),
    ...['build', 'test'].flatMap((script) =>
      has(scripts, script)
        ? []
        : [`  "${script}": "dashwright ${script}" in "scripts", for npm run ${script}\n`],
    ),
  ];
}

function manifestOf(path: string): Readonly<Record<string, unknown>> {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof manifest === 'object' && manifest !== null ? { ...manifest } : {};
  } catch {
    // What is wrong with it, npm says; here it lacks everything.
    return {};
  }
}
