import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import Handlebars from 'handlebars';

const options = JSON.parse(readFileSync(new URL('../../src/emit/handlebars.json', import.meta.url), 'utf8'));

/** Templates of other tools, which are copied unchanged. */
const copied = /^helm[\\/](templates|\.helmignore)/;

/**
 * An esbuild plugin that compiles the handlebars templates to functions: compiling them in every build
 * would take a tenth longer. In src/ they are compiled when they are used, with the same options.
 */
export function compiledTemplates(folder) {
  return {
    name: 'compiled-templates',
    setup({ onLoad }) {
      onLoad({ filter: /src[\\/]emit[\\/]handlebars\.ts$/ }, ({ path }) => ({
        contents: moduleOf(folder),
        resolveDir: dirname(path),
      }));
    },
  };
}

function moduleOf(folder) {
  const functions = readdirSync(folder, { recursive: true })
    .filter((path) => statSync(join(folder, path)).isFile() && !copied.test(path))
    .map((path) => path.split(sep).join('/'))
    .sort()
    .map((path) => `${JSON.stringify(path)}: ${compiled(join(folder, path))},`);
  return `import runtime from 'handlebars/runtime.js';
export const handlebars = runtime.create();
const templates = {\n${functions.join('\n')}\n};
export function templateOf(path) {
  return handlebars.template(templates[path]);
}`;
}

function compiled(path) {
  return Handlebars.precompile(readFileSync(path, 'utf8'), options);
}
