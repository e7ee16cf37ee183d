// Builds the page of `dashwright preview` into src/preview/page/dist: installs its own packages, which nobody who installs
// Dashwright has, and packs the engine for browsers. `--if-changed` skips the work when nothing it is made of has changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gzipSync } from 'node:zlib';
import { bundledLicences } from './bundling/licences.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = join(root, 'src/preview/page');
const output = join(page, 'dist');
const stamp = join(output, '.sources');

const sources = digest();
if (process.argv.includes('--if-changed') && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources)
  process.exit(0);

if (installed() !== lockfile()) {
  npm(['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--include=dev']);
  writeFileSync(join(page, 'node_modules/.lockfile'), lockfile());
}
// A test may start the preview: the page is the same.
npm(['run', '--silent', 'build'], { NODE_ENV: 'production' });
const engine = brotliDecompressSync(readFileSync(join(root, 'src/engine/engine.wasm.br')));
mkdirSync(output, { recursive: true });
writeFileSync(join(output, 'engine.wasm.gz'), gzipSync(engine, { level: 9 }));
const modules = join(output, 'modules.json');
const bundled = JSON.parse(readFileSync(modules, 'utf8')).map((path) => relative(page, path));
writeFileSync(join(output, 'NOTICES.txt'), bundledLicences(page, bundled));
rmSync(modules);
writeFileSync(stamp, sources);

function npm(args, env = {}) {
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd: page,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  console.error(`npm ${args.join(' ')}\n${stdout}${stderr}`);
  process.exit(1);
}

function lockfile() {
  return createHash('sha256')
    .update(readFileSync(join(page, 'package-lock.json')))
    .digest('hex');
}

function installed() {
  const path = join(page, 'node_modules/.lockfile');
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** The files that the page is built from: its own, and those of src/ that it imports. */
function digest() {
  const hash = createHash('sha256');
  const files = [
    fileURLToPath(import.meta.url),
    ...['index.html', 'package-lock.json', 'vite.config.ts', 'tsconfig.json'].map((name) => join(page, name)),
    ...filesIn(join(page, 'src')),
    ...filesIn(join(page, 'public')),
    ...importedFrom(filesIn(join(page, 'src'))),
    ...filesIn(join(root, 'src/engine')).filter(
      (path) => /\.(ts|js|br)$/.test(path) && !path.includes('/go/'),
    ),
  ];
  for (const path of files) hash.update(path.slice(root.length)).update(readFileSync(path));
  return hash.digest('hex');
}

/** The files outside the page that its scripts import, and those that these import: not types, which are not in the page. */
function importedFrom(scripts) {
  const found = new Set(scripts.filter((path) => /\.tsx?$/.test(path)));
  for (const path of found)
    for (const [, source] of readFileSync(path, 'utf8').matchAll(
      /^(?:import|export)\b(?! type\b)[^;'"]*['"](\.[^'"]+)\.js['"]/gm,
    )) {
      const imported = `${join(dirname(path), source)}.ts`;
      if (existsSync(imported)) found.add(imported);
    }
  return [...found].filter((path) => !path.startsWith(page)).sort();
}

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}
