import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
