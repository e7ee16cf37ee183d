import { renderTemplate } from '../emit/templates.js';
import { commands, type PackageManager, type Surroundings } from './surroundings.js';

export type CiSystem = 'github' | 'gitlab' | 'none';

export interface NewBundle {
  /** Name of the folder and of all that is packaged: small letters, digits, `_` and `-`. */
  readonly name: string;
  readonly title: string;
}

export interface NewProject {
  /** Name of the package. */
  readonly name: string;
  /** Version of dashwright that it depends on. */
  readonly dashwright: string;
  readonly ci: CiSystem;
  readonly around: Surroundings;
}

/** Files with their contents; paths relative to the folder, with slashes. */
export type NewFiles = ReadonlyMap<string, string>;

const bundleFiles = [
  'bundle.ts',
  'metrics.ts',
  'signals.ts',
  'alerts.ts',
  'dashboards/overview.ts',
  'scenarios/errors.ts',
  'runbooks/high-error-ratio.md',
];

/** A bundle with one dashboard, one alert, and scenarios that prove it. */
export function newBundle({ name, title }: NewBundle): NewFiles {
  const data = {
    name,
    uid: name.replaceAll('_', '-'),
    // Names of alerts are for all bundles together.
    alert: `${name.split(/[_-]/).map(capitalised).join('')}HighErrorRatio`,
    title,
    runbooks: `https://runbooks.example.com/${name}/{slug}.md`,
  };
  return new Map(
    bundleFiles.map((path) => [`definitions/${name}/${path}`, renderTemplate(`init/bundle/${path}`, data)]),
  );
}

/** What a repository of definitions needs besides them. */
export function newProject({ name, dashwright, ci, around }: NewProject): NewFiles {
  const file = (path: string): string => renderTemplate(`init/project/${path}`, {});
  const manifest = {
    name,
    private: true,
    type: 'module',
    scripts: {
      build: 'dashwright build',
      check: 'dashwright check --types',
      test: 'dashwright test',
      preview: 'dashwright preview',
    },
    devDependencies: { dashwright: `^${dashwright}`, typescript: '^5.9.0' },
  };
  return new Map([
    ['package.json', `${JSON.stringify(manifest, null, 2)}\n`],
    ['.gitignore', file('gitignore')],
    ...['tsconfig.json', 'AGENTS.md', '.vscode/settings.json'].map((path): [string, string] => [
      path,
      file(path),
    ]),
    ...newPipeline(ci, around),
  ]);
}

/**
 * What the first definitions of an existing package need: settings for the compiler in a folder of their own, whatever the
 * modules of the package are, and the guide beside them.
 */
export function newDefinitions(): NewFiles {
  const { compilerOptions } = JSON.parse(renderTemplate('init/project/tsconfig.json', {}));
  const settings = {
    // Neither depends on the "type" of the package.
    compilerOptions: { ...compilerOptions, module: 'esnext', moduleResolution: 'bundler' },
    include: ['.'],
  };
  return new Map([
    ['definitions/tsconfig.json', `${JSON.stringify(settings, null, 2)}\n`],
    ['definitions/AGENTS.md', renderTemplate('init/project/AGENTS.md', {})],
  ]);
}

/** The pipeline of a CI system, at the root of the repository, where CI systems look for it. */
export function newPipeline(ci: CiSystem, around: Surroundings): NewFiles {
  const { manager, folder, lockFile, versionedBy } = around;
  const { install, exec } = commands[manager];
  const store = { npm: '.npm/', pnpm: '.pnpm-store/', yarn: '.yarn/cache/', 'yarn-classic': '.yarn-cache/' };
  const up = folder === '' ? '' : '../'.repeat(folder.split('/').length);
  const cached: Partial<Record<PackageManager, string>> = {
    npm: `npm ci --cache ${up}.npm --prefer-offline`,
    pnpm: `pnpm install --frozen-lockfile --store-dir ${up}.pnpm-store`,
    'yarn-classic': `yarn install --frozen-lockfile --cache-folder ${up}.yarn-cache`,
  };
  const own = {
    // JSON is YAML: names of folders can have any characters.
    folder: folder === '' ? '' : JSON.stringify(folder),
    exec,
    corepack: manager === 'yarn',
  };
  switch (ci) {
    case 'github': {
      const path = '.github/workflows/monitoring.yml';
      const data = {
        ...own,
        install,
        pnpm: manager === 'pnpm',
        version: versionedBy === '',
        manifest: versionedBy.includes('/') ? JSON.stringify(versionedBy) : '',
        cache: manager === 'yarn-classic' ? 'yarn' : manager,
        lockFile: folder === '' && !lockFile.includes('/') ? '' : JSON.stringify(lockFile),
      };
      return new Map([[inRoot(around, path), renderTemplate(`init/project/${path}`, data)]]);
    }
    case 'gitlab': {
      const path = '.gitlab-ci.yml';
      const data = {
        ...own,
        install: cached[manager] ?? install,
        corepack: manager === 'yarn' || manager === 'pnpm',
        cacheKey: JSON.stringify(lockFile),
        cachePaths: store[manager],
        enter: JSON.stringify(`cd '${folder.replaceAll("'", `'\\''`)}'`),
      };
      return new Map([[inRoot(around, path), renderTemplate(`init/project/${path}`, data)]]);
    }
    default:
      return new Map();
  }
}

/** A path of the repository's root, seen from the folder of the project. */
function inRoot({ folder }: Surroundings, path: string): string {
  return folder === '' ? path : `${'../'.repeat(folder.split('/').length)}${path}`;
}

function capitalised(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
