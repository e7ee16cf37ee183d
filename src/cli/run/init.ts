import { existsSync } from 'node:fs';
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
  console.out(isProject ? nextInProject(name) : nextInNew(dir));
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

function nextInProject(name: string): string {
  return `\nNext:\n  npx dashwright build\n  npx dashwright test ${name}\n\nThe bundle needs the package dashwright, and "type": "module" in package.json.\n`;
}
