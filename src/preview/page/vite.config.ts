import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const require = createRequire(import.meta.url);

/** What comes with the components and no view here uses: modules that take its place, by what is imported. */
const unused: readonly (readonly [RegExp, string])[] = [
  // Editors and maps are megabytes.
  [
    /\/(ReactMonacoEditor|OpenLayersProvider|CodeMirrorEditor|CodeEditor)\.mjs$/,
    'export const ReactMonacoEditor = () => null, OpenLayersProvider = ReactMonacoEditor, CodeMirrorEditor = ReactMonacoEditor, CodeEditor = ReactMonacoEditor;',
  ],
  // Writes the tooltip of a text that is cut off and is not plain; all of ours are plain.
  [/^react-dom\/server$/, "export default { renderToStaticMarkup: () => '' };"],
  // Schemas of themes that somebody else gives: built as the modules load, never used.
  [
    /^zod$/,
    `const any = new Proxy(() => any, { get: (_, name) => (name === Symbol.toPrimitive ? () => '' : any) });
     export { any, any as array, any as boolean, any as enum, any as int, any as literal, any as number, any as object, any as record, any as string, any as union };`,
  ],
  // Compares the versions of Grafana that know an attribute for tests, for each attribute as the page begins.
  [
    /^semver$/,
    `const numbers = (version) => version.split('.').map(Number);
     export const valid = (version) => (/^\\d+\\.\\d+\\.\\d+$/.test(version) ? version : null);
     export const compare = (a, b) => { const [x, y] = [numbers(a), numbers(b)]; return x[0] - y[0] || x[1] - y[1] || x[2] - y[2]; };
     export const gte = (a, b) => compare(a, b) >= 0;`,
  ],
];
const leftOut: Plugin = {
  name: 'left-out',
  enforce: 'pre',
  resolveId(id) {
    const index = unused.findIndex(([imported]) => imported.test(id));
    return index < 0 ? undefined : `\0left-out-${index}`;
  },
  load(id) {
    const [, index] = /^\0left-out-(\d+)$/.exec(id) ?? [];
    return index === undefined ? undefined : unused[Number(index)]?.[1];
  },
};

const alias = {
  // Texts are in English: the translations' run time would cost more than all texts together.
  '@grafana/i18n': require.resolve('./src/lib/english.tsx'),
  // Time zones of the years around now; all since 1900 are five times as large.
  'moment-timezone': 'moment-timezone/builds/moment-timezone-with-data-10-year-range.js',
};

/** Icons and fonts are files that the components load by name from `public/`. */
const publicFiles: Plugin = {
  name: 'public-files',
  apply: 'build',
  writeBundle({ dir = '' }) {
    const icons = join(dir, 'public/build/img/icons');
    for (const set of ['unicons', 'mono'])
      cpSync(join(packageOf('@grafana/ui'), 'dist/public/img/icons', set), join(icons, set), {
        recursive: true,
      });
    // The arrow back, which the package lacks: that to the right, turned round.
    const right = readFileSync(join(icons, 'unicons/angle-double-right.svg'), 'utf8');
    writeFileSync(
      join(icons, 'unicons/angle-double-left.svg'),
      right.replace('<path', '<path transform="rotate(180 12 12)"'),
    );
    const fonts = join(dir, 'public/fonts/inter');
    mkdirSync(fonts, { recursive: true });
    for (const [weight, name] of Object.entries({ 400: 'Regular', 500: 'Medium' }))
      cpSync(
        join(packageOf('@fontsource/inter'), `files/inter-latin-${weight}-normal.woff2`),
        join(fonts, `Inter-${name}.woff2`),
      );
    const mono = join(dir, 'public/fonts/roboto');
    mkdirSync(mono, { recursive: true });
    cpSync(
      join(packageOf('@fontsource/roboto-mono'), 'files/roboto-mono-latin-400-normal.woff2'),
      join(mono, 'L0xTDF4xlVMF-BfR8bXMIhJHg45mwgGEFl0_3vrtSM1J-gEPT5Ese6hmHSh0mQ.woff2'),
    );
  },
};

/** What the page needs from its beginning is in its head: the font, and what the first script imports later. */
const early: Plugin = {
  name: 'early',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(_, { bundle = {} }) {
      const main = Object.values(bundle).find(({ name, type }) => type === 'chunk' && name === 'main');
      const faces = Object.entries({ 400: 'Regular', 500: 'Medium' }).map(
        ([weight, name]) =>
          `@font-face { font-family: Inter; font-weight: ${weight}; font-display: swap; src: url(./public/fonts/inter/Inter-${name}.woff2) format('woff2'); }`,
      );
      const fonts = ['Regular', 'Medium'].map((name) => ({
        rel: 'preload',
        href: `./public/fonts/inter/Inter-${name}.woff2`,
        as: 'font',
        type: 'font/woff2',
        crossorigin: '',
      }));
      const scripts = [main?.fileName, ...((main?.type === 'chunk' && main.imports) || [])].flatMap((file) =>
        file === undefined ? [] : [{ rel: 'modulepreload', href: `./${file}`, crossorigin: '' }],
      );
      return [
        { tag: 'style', children: faces.join('\n'), injectTo: 'head' as const },
        ...[...fonts, ...scripts].map((attrs) => ({ tag: 'link', attrs, injectTo: 'head' as const })),
      ];
    },
  },
};

/** Which packages went into the page, for their licences. */
const modules: Plugin = {
  name: 'modules',
  apply: 'build',
  generateBundle(_, bundle) {
    const rendered = Object.values(bundle).flatMap((chunk) =>
      chunk.type === 'chunk'
        ? Object.entries(chunk.modules).filter(([, { renderedLength }]) => renderedLength > 0)
        : [],
    );
    const found = rendered
      .map(([id]) => id.replace(/^\0|\?.*$/g, ''))
      .filter((id) => id.includes('node_modules/'));
    const others = ['@fontsource/inter', '@fontsource/roboto-mono'].map((name) =>
      join(packageOf(name), 'package.json'),
    );
    this.emitFile({ type: 'asset', fileName: 'modules.json', source: JSON.stringify([...found, ...others]) });
  },
};

function packageOf(name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}

export default defineConfig({
  base: './',
  resolve: { alias },
  plugins: [leftOut, react(), publicFiles, early, modules],
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    chunkSizeWarningLimit: 5000,
    sourcemap: false,
    assetsInlineLimit: 0,
    rollupOptions: {
      // A name that a module left out does not have would be found by whoever opens the page.
      onwarn(warning, warn) {
        if (warning.code === 'IMPORT_IS_UNDEFINED' || warning.code === 'MISSING_EXPORT')
          throw new Error(warning.message);
        warn(warning);
      },
    },
  },
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
});
