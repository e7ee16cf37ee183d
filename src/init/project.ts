import { renderTemplate } from '../emit/templates.js';

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
export function newProject({ name, dashwright, ci }: NewProject): NewFiles {
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
  const pipelines: Readonly<Record<CiSystem, readonly string[]>> = {
    github: ['.github/workflows/monitoring.yml'],
    gitlab: ['.gitlab-ci.yml'],
    none: [],
  };
  return new Map([
    ['package.json', `${JSON.stringify(manifest, null, 2)}\n`],
    ['.gitignore', file('gitignore')],
    ...['tsconfig.json', 'AGENTS.md', '.vscode/settings.json', ...pipelines[ci]].map(
      (path): [string, string] => [path, file(path)],
    ),
  ]);
}

function capitalised(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
