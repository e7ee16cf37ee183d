// Builds a web site from the Markdown of this repository: `npm run site` writes it to site/. Pages keep their paths, so
// links work here as on a Git host. A broken link or anchor is an error.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import MiniSearch from 'minisearch';
import { layout } from './layout.js';
import { deadLinks } from './links.js';
import { navigation } from './navigation.js';
import { readPage } from './page.js';
import { takePictures, withPictures } from './pictures.js';
import { groups, sourcesOf } from './sources.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const out = join(root, 'site');

const sources = sourcesOf(root);
const pages = new Map(
  [...sources.keys()].map((path) => [path, readPage(path, readFileSync(join(root, path), 'utf8'))]),
);
/** The page of a Markdown file: `docs/api/README.md` is `docs/api/index.html`. */
const addressOf = (path) => path.replace(/(^|\/)README\.md$/, '$1index.html').replace(/\.md$/, '.html');

rmSync(out, { recursive: true, force: true });
const files = new Set();
const problems = [];
const pictures = takePictures(root);
const taken = new Map();
for (const [path, page] of pages) {
  const { html: linked, copied, dead } = deadLinks(path, page, { root, pages, addressOf });
  problems.push(...dead);
  for (const file of copied) files.add(file);
  const html = withPictures(path, linked, pictures, taken);
  const address = addressOf(path);
  const up = '../'.repeat(address.split('/').length - 1);
  const nav = navigation(groups(sources, pages), path, (to) => posix.join(up, addressOf(to)));
  write(address, layout({ title: page.title, nav, html, up, hasDiagram: html.includes('class="mermaid"') }));
}
for (const file of files) {
  mkdirSync(dirname(join(out, file)), { recursive: true });
  cpSync(join(root, file), join(out, file));
}
for (const [file, picture] of taken) {
  mkdirSync(dirname(join(out, file)), { recursive: true });
  cpSync(picture, join(out, file));
}
if (pictures !== undefined) rmSync(pictures, { recursive: true, force: true });
const assets = {
  'style.css': join(here, 'assets/style.css'),
  'search.js': join(here, 'assets/search.js'),
  'minisearch.js': join(here, 'node_modules/minisearch/dist/umd/index.js'),
  'mermaid.js': join(here, 'node_modules/mermaid/dist/mermaid.min.js'),
  'diagram.js': join(here, 'assets/diagram.js'),
};
for (const [name, file] of Object.entries(assets)) cpSync(file, join(out, 'assets', name));
write('assets/index.js', searchIndex());

for (const problem of problems) console.error(problem);
console.log(`site: ${pages.size} pages, ${taken.size} pictures, ${problems.length} dead links`);
process.exitCode = problems.length > 0 ? 1 : 0;

/**
 * Titles, headings and first paragraphs of all pages, as a script instead of JSON, because pages may be opened as
 * files.
 */
function searchIndex() {
  const index = new MiniSearch({ fields: ['title', 'headings', 'about'], storeFields: ['title', 'about'] });
  index.addAll(
    [...pages].map(([path, { title, headings, about }]) => ({
      id: addressOf(path),
      title,
      headings: headings.join(' '),
      about,
    })),
  );
  return `window.searchIndex = ${JSON.stringify(JSON.stringify(index))};\n`;
}

function write(path, text) {
  const file = join(out, path);
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file)) throw new Error(`two pages are written to ${path}`);
  writeFileSync(file, text);
}
