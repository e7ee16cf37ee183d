// Compiles src/ to lib/: one bundle for the library and the command line, split into chunks that load on demand.
// `--if-changed` skips the work when no source is newer than the last compilation.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src');
const output = join(root, 'lib');
/** Made beside lib/ and put in its place when it is complete: a command that runs meanwhile finds whole files. */
const staging = join(root, `lib-${process.pid}`);
/** Templates of another tool, which are copied as they are. */
const copiedTemplates = /^helm[\\/](templates|\.helmignore)/;
const templates = join(root, 'templates');
const engineFiles = ['engine.wasm.br', 'engine.json'];

if (process.argv.includes('--if-changed') && isFresh()) process.exit(0);

/**
 * Leaves out the SDK's builders for the next dashboard schema: every panel and query module carries them, and with
 * them half a megabyte of that schema, a tenth of the time that a small build takes. Nothing here uses them.
 */
const withoutNextSchema = {
  name: 'without-next-schema',
  setup({ onLoad }) {
    const filter = /grafana-foundation-sdk.+[\\/](visualization|query)(V2)?Builder\.gen\.js$/;
    // Alerting has a builder of that name that is no query of a dashboard.
    onLoad({ filter }, ({ path }) => (/[\\/]alerting[\\/]/.test(path) ? undefined : { contents: '' }));
  },
};

/**
 * Templates as functions: a build that had to read their language first would take a tenth longer. In src/ they are
 * compiled when they are used, with the same options.
 */
const compiledTemplates = {
  name: 'compiled-templates',
  setup({ onLoad }) {
    onLoad({ filter: /src[\\/]emit[\\/]handlebars\.ts$/ }, () => ({
      contents: templateModule(),
      resolveDir: source,
    }));
  },
};

function templateModule() {
  const functions = readdirSync(templates, { recursive: true })
    .filter((path) => statSync(join(templates, path)).isFile())
    .filter((path) => !copiedTemplates.test(path))
    .map((path) => path.split(sep).join('/'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(templates, path), 'utf8');
      return `${JSON.stringify(path)}: ${Handlebars.precompile(text, { strict: true, noEscape: true })},`;
    });
  return `import runtime from 'handlebars/runtime.js';
export const handlebars = runtime.create();
const templates = {\n${functions.join('\n')}\n};
export function templateOf(path) {
  return handlebars.template(templates[path]);
}`;
}

const { build } = await import('esbuild');
const { default: Handlebars } = await import('handlebars');
await build({
  absWorkingDir: root,
  entryPoints: ['src/index.ts', 'src/cli/main.ts'],
  outdir: staging,
  outbase: 'src',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Packages go into the chunks too: hundreds of small files take longer to find and compile than to run.
  // esbuild brings a program of its own.
  external: ['esbuild'],
  banner: {
    js: "import { createRequire as createNodeRequire } from 'node:module'; const require = createNodeRequire(import.meta.url);",
  },
  plugins: [withoutNextSchema, compiledTemplates],
  // Licences of the packages in the chunks stay with them.
  legalComments: 'linked',
  logLevel: 'warning',
});
mkdirSync(join(staging, 'engine'), { recursive: true });
for (const file of engineFiles) copyFileSync(join(source, 'engine', file), join(staging, 'engine', file));
copyPages(join(source, 'check/rules'), join(staging, 'checks'));
rmSync(output, { recursive: true, force: true });
renameSync(staging, output);

/** The pages that `dashwright explain` prints. */
function copyPages(from, to) {
  for (const entry of readdirSync(from, { recursive: true })) {
    if (!entry.endsWith('.md')) continue;
    mkdirSync(dirname(join(to, entry)), { recursive: true });
    copyFileSync(join(from, entry), join(to, entry));
  }
}

/** True when lib/ is newer than every file under src/ and templates/, this script and the list of packages. */
function isFresh() {
  const built = join(output, 'index.js');
  if (!existsSync(built)) return false;
  const time = statSync(built).mtimeMs;
  const inputs = [fileURLToPath(import.meta.url), join(root, 'package.json')];
  for (const folder of [source, templates]) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      inputs.push(join(entry.parentPath, entry.name));
    }
  }
  return inputs.every((path) => statSync(path).mtimeMs <= time);
}
