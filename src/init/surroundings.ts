import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type PlainRecord, parsedJson, recordOf } from '../plain.js';

export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'yarn-classic';

/** What is around the folder of a project. */
export interface Surroundings {
  readonly manager: PackageManager;
  /** The `package.json` within the repository that says which version of it is used; empty where none does. */
  readonly versionedBy: string;
  /** The folder within its git repository, with slashes; empty where it is the root of one, or in none. */
  readonly folder: string;
  /** The lock file within the repository, in which the package manager has or will have it. */
  readonly lockFile: string;
}

const lockFiles: readonly (readonly [string, 'npm' | 'pnpm' | 'yarn'])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['package-lock.json', 'npm'],
];

/**
 * Finds the git repository of a folder, and the package manager: that of the nearest lock file, or of `packageManager` in
 * a `package.json`, up to the root of the repository.
 *
 * @param dir may not exist yet
 */
export function surroundingsOf(dir: string): Surroundings {
  const own = resolve(dir);
  const parents = foldersUp(own);
  const root = parents.find((folder) => existsSync(join(folder, '.git')));
  const within = root === undefined ? [own] : parents.slice(0, parents.indexOf(root) + 1);
  const inRepository = (path: string) =>
    relative(root ?? own, path)
      .split(sep)
      .join('/');
  const locks = within.flatMap((folder) =>
    lockFiles.filter(([name]) => existsSync(join(folder, name))).map(([name, of]) => ({ folder, name, of })),
  );
  const manifests = within.map((folder) => ({ folder, manifest: manifestIn(folder) }));
  const versioned = manifests.find(({ manifest }) => managerIn(manifest) !== null);
  const [, declared = '', version = ''] = (versioned && managerIn(versioned.manifest)) ?? [];
  const family = (declared || locks[0]?.of) ?? 'npm';
  const workspace = manifests.find(
    ({ folder, manifest }) => 'workspaces' in manifest || existsSync(join(folder, 'pnpm-workspace.yaml')),
  );
  const lockName = lockFiles.find(([, of]) => of === family)?.[0] ?? 'package-lock.json';
  const lockFolder = locks.find(({ of }) => of === family)?.folder ?? workspace?.folder ?? own;
  return {
    manager: family === 'yarn' ? yarnOf(version, lockFolder) : (family as 'npm' | 'pnpm'),
    versionedBy: versioned ? inRepository(join(versioned.folder, 'package.json')) : '',
    folder: inRepository(own),
    lockFile: inRepository(join(lockFolder, lockName)),
  };
}

function managerIn({ packageManager }: PlainRecord): RegExpExecArray | null {
  return /^(npm|pnpm|yarn)@(\d+)/.exec(String(packageManager ?? ''));
}

/** Yarn 1 has other commands than those after it, which have a file of settings. */
function yarnOf(version: string, folder: string): PackageManager {
  if (version !== '') return version === '1' ? 'yarn-classic' : 'yarn';
  const isModern = existsSync(folder) && readdirSync(folder).includes('.yarnrc.yml');
  return isModern ? 'yarn' : 'yarn-classic';
}

/** A folder and those that it is in, the innermost first. */
function foldersUp(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersUp(parent)];
}

/** The content of `package.json`; empty if it is missing or invalid, which npm reports better. */
export function manifestIn(folder: string): PlainRecord {
  try {
    return recordOf(parsedJson(readFileSync(join(folder, 'package.json'), 'utf8')));
  } catch {
    return {};
  }
}

/** The commands of a package manager. */
export interface Commands {
  /** Installs what the lock file has, and fails if that is not up to date. */
  readonly install: string;
  /** Installs what `package.json` lists. */
  readonly installAll: string;
  /** Adds packages for development. */
  readonly add: string;
  /** Runs a program of a package. */
  readonly exec: string;
  /** Runs a script of `package.json`. */
  readonly run: string;
}

export const commands: Readonly<Record<PackageManager, Commands>> = {
  npm: {
    install: 'npm ci',
    installAll: 'npm install',
    add: 'npm install --save-dev',
    exec: 'npx',
    run: 'npm run',
  },
  pnpm: {
    install: 'pnpm install --frozen-lockfile',
    installAll: 'pnpm install',
    add: 'pnpm add --save-dev',
    exec: 'pnpm exec',
    run: 'pnpm run',
  },
  yarn: {
    install: 'yarn install --immutable',
    installAll: 'yarn install',
    add: 'yarn add --dev',
    exec: 'yarn',
    run: 'yarn run',
  },
  'yarn-classic': {
    install: 'yarn install --frozen-lockfile',
    installAll: 'yarn install',
    add: 'yarn add --dev',
    exec: 'yarn run',
    run: 'yarn run',
  },
};
