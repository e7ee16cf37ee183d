// Compiles src/ and definitions/library/ to lib/: one bundle for the library and the command line, split into chunks that load on demand.
// Beside it, lib/types/: the declarations that an editor reads.
// `--if-changed` skips the work when no source is newer than the last compilation.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyEsbuild } from './bundling/esbuild.js';
import { withoutNextSchema, withoutSubprocesses } from './bundling/left-out.js';
import { bundledLicences } from './bundling/licences.js';
import { keepReachable } from './bundling/reachable-types.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src');
const output = join(root, 'lib');
/** Written next to lib/ and moved when complete, so that a command that runs meanwhile finds whole files. */
const staging = join(root, `lib-${process.pid}`);
const templates = join(root, 'templates');
const engineFiles = [
  ...['engine.wasm.br', 'engine.json', 'alertmanager.wasm.br', 'alertmanager.json'],
  'NOTICES.txt',
];

/** Declarations in package.json. */
const entryTypes = ['index', 'testing', 'library', 'test-kit'].map((entry) => `src/${entry}.d.ts`);

if (process.argv.includes('--if-changed') && isFresh()) process.exit(0);

const typed = makeTypes(join(staging, 'types'));
const { build } = await import('esbuild');
const { compiledTemplates } = await import('./bundling/compiled-templates.js');
const { metafile } = await build({
  absWorkingDir: root,
  metafile: true,
  entryPoints: ['src/index.ts', 'src/testing.ts', 'src/library.ts', 'src/test-kit.ts', 'src/cli/main.ts'],
  outdir: staging,
  outbase: 'src',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Packages are bundled too: hundreds of small files take longer to find and compile than to run.
  banner: {
    js: "import { createRequire as createNodeRequire } from 'node:module'; const require = createNodeRequire(import.meta.url);",
  },
  plugins: [withoutNextSchema, withoutSubprocesses, compiledTemplates(templates)],
  // Licences of the bundled packages are in one file.
  legalComments: 'none',
  logLevel: 'warning',
});
mkdirSync(join(staging, 'engine'), { recursive: true });
for (const file of engineFiles) copyFileSync(join(source, 'engine', file), join(staging, 'engine', file));
const bundled = [...Object.keys(metafile.inputs), copyEsbuild(root, staging)];
writeFileSync(join(staging, 'NOTICES.txt'), bundledLicences(root, bundled));
copyPages(join(source, 'check/rules'), join(staging, 'checks'));
// Declarations are written in spite of type errors, so that unfinished code can be run.
process.exitCode = await typed;
rmSync(output, { recursive: true, force: true });
renameSync(staging, output);

/** The declarations that `dashwright`, `dashwright/testing` and `dashwright/library` resolve to, and those that they need. Gives the exit code of the compiler. */
async function makeTypes(to) {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const args = [compiler, '-p', join(root, 'tsconfig.types.json'), '--outDir', to];
  const [code] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit');
  keepReachable(to, entryTypes);
  return code ?? 1;
}

/** The pages that `dashwright explain` prints. */
function copyPages(from, to) {
  for (const entry of readdirSync(from, { recursive: true })) {
    if (!entry.endsWith('.md')) continue;
    mkdirSync(dirname(join(to, entry)), { recursive: true });
    copyFileSync(join(from, entry), join(to, entry));
  }
}

/**
 * True if lib/ is newer than every file in src/, definitions/library/ and templates/, this script and the
 * list of packages.
 */
function isFresh() {
  const built = join(output, 'index.js');
  if (
    !['index.js', ...entryTypes.map((entry) => `types/${entry}`)].every((file) =>
      existsSync(join(output, file)),
    )
  )
    return false;
  const time = statSync(built).mtimeMs;
  const inputs = [fileURLToPath(import.meta.url), join(root, 'package.json')];
  for (const folder of [source, join(root, 'definitions/library'), templates, join(root, 'scripts/bundling')])
    inputs.push(...everythingIn(folder));
  return inputs.every((path) => statSync(path).mtimeMs <= time);
}

/** All files and folders; not the page of the preview, which is built by itself and has packages of its own. */
function everythingIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return path === join(source, 'preview/page') ? [] : [path, ...everythingIn(path)];
  });
}
