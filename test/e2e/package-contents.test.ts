import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};

describe('the npm package', () => {
  // As it is, without compiling again: `npm run test:e2e` has compiled.
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

/** `@scope/name/part` → `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
