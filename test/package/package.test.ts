import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { satisfies } from 'semver';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
  readonly scripts: Readonly<Record<string, string>>;
}
const manifest: Manifest = json('package.json');

describe('the npm package', () => {
  // As it is, without compiling again: `npm test` has compiled.
  const npm = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const [packed] = JSON.parse(execFileSync('npm', npm, { cwd: root, encoding: 'utf8' })) as [
    { readonly files: readonly { readonly path: string }[] },
  ];
  const paths = packed.files.map(({ path }) => path);

  it('contains the command, the library with its types and its licences, and nothing else of the repository', () => {
    for (const path of [
      'bin/dashwright.js',
      'lib/index.js',
      'lib/testing.js',
      'lib/cli/main.js',
      'lib/library.js',
      'lib/types/src/index.d.ts',
      'lib/types/definitions/library/index.d.ts',
      'lib/esbuild/lib/main.js',
      'lib/engine/engine.wasm.br',
      'lib/engine/alertmanager.wasm.br',
      'lib/NOTICES.txt',
      'lib/checks/promql/syntax.md',
      'LICENSE',
      'NOTICE',
      'README.md',
    ])
      expect(paths).toContain(path);
    const others = paths.filter(
      (path) =>
        !/^(bin|lib|templates|src\/preview\/page\/dist|docs\/schemas)\/|^(LICENSE|NOTICE|README\.md|package\.json)$/.test(
          path,
        ),
    );
    expect(others).toEqual([]);
  });

  it('contains all declarations that are referred to, and depends on the packages in them', () => {
    const declarations = paths.filter((path) => path.endsWith('.d.ts'));
    expect(declarations.length).toBeGreaterThan(100);
    const missing: string[] = [];
    for (const path of declarations) {
      const text = readFileSync(join(root, path), 'utf8');
      for (const [, name = ''] of text.matchAll(/(?:from |import\()['"]([^'"]+)['"]/g)) {
        const found = name.startsWith('.')
          ? paths.includes(posix.join(dirname(path), name).replace(/\.js$/, '.d.ts'))
          : packageOf(name) === 'dashwright' || packageOf(name) in manifest.dependencies;
        if (!found) missing.push(`${path}: ${name}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it('contains everything that its code loads', () => {
    const scripts = paths.filter((path) => /^lib\/(?!esbuild\/).*\.js$/.test(path));
    const missing: string[] = [];
    for (const path of scripts) {
      const text = readFileSync(join(root, path), 'utf8');
      for (const [, name = ''] of text.matchAll(/^(?:import|export)\b[^;'"]*?["']([^"'\n]+)["'];?$/gm)) {
        const found = name.startsWith('.')
          ? paths.includes(posix.join(dirname(path), name))
          : isBuiltin(name);
        if (!found) missing.push(`${path}: ${name}`);
      }
    }
    expect(missing).toEqual([]);
  });
});

it('depends on the same esbuild binaries as that version of esbuild', () => {
  const esbuild = json('node_modules/esbuild/package.json');
  expect(manifest.optionalDependencies).toEqual(esbuild.optionalDependencies);
  expect(json('lib/esbuild/package.json').version).toBe(esbuild.version);
});

interface Locked {
  readonly engines?: { readonly node?: string; readonly npm?: string };
  readonly deprecated?: string;
  readonly hasInstallScript?: boolean;
  readonly optional?: boolean;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

// What npm warns about during installation, according to the lock file.
describe('npm does not warn about', () => {
  const { packages } = json('package-lock.json') as { readonly packages: Readonly<Record<string, Locked>> };
  const entries = Object.entries(packages).filter(([, { optional }]) => !optional);
  const named = (found: readonly (readonly [string, Locked])[]) => found.map(([path]) => path);

  it.each(['20.19.0', '22.12.0', '24.0.0'])('on Node %s', (node) => {
    expect(named(entries.filter(([, { engines }]) => !satisfies(node, engines?.node ?? '*')))).toEqual([]);
  });

  it.each(['10.8.2', '11.0.0'])('with npm %s', (npm) => {
    expect(named(entries.filter(([, { engines }]) => !satisfies(npm, engines?.npm ?? '*')))).toEqual([]);
  });

  it('deprecated packages', () => {
    expect(named(entries.filter(([, { deprecated }]) => deprecated !== undefined))).toEqual([]);
  });

  it('install scripts that are not allowed or denied', () => {
    const scripts = named(entries.filter(([, { hasInstallScript }]) => hasInstallScript));
    const decided = (path: string) => path.replace(/^.*node_modules\//, '') in manifest.allowScripts;
    expect(scripts.filter((path) => !decided(path))).toEqual([]);
  });

  it('install scripts of dependencies or of dashwright itself, as npm sees it in an archive', () => {
    const installed = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.optionalDependencies)];
    expect(installed.filter((name) => packages[`node_modules/${name}`]?.hasInstallScript)).toEqual([]);
    for (const name of ['preinstall', 'install', 'postinstall', 'prepare'])
      expect(manifest.scripts).not.toHaveProperty(name);
    expect(existsSync(join(root, 'binding.gyp'))).toBe(false);
  });
});

/** `@scope/name/part` → `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
