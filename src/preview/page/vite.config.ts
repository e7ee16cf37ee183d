import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const require = createRequire(import.meta.url);

/** Editors and maps are megabytes that come with the components; no panel here has them. */
const unused = /\/(ReactMonacoEditor|OpenLayersProvider|CodeMirrorEditor|CodeEditor)\.mjs$/;
const leftOut: Plugin = {
  name: 'left-out',
  enforce: 'pre',
  resolveId: (id) => (unused.test(id) ? '\0left-out' : undefined),
  load: (id) =>
    id === '\0left-out'
      ? 'export const ReactMonacoEditor = () => null, OpenLayersProvider = ReactMonacoEditor, CodeMirrorEditor = ReactMonacoEditor, CodeEditor = ReactMonacoEditor;'
      : undefined,
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
  plugins: [leftOut, react(), publicFiles, modules],
  worker: { format: 'es' },
  build: { outDir: 'dist', chunkSizeWarningLimit: 5000, sourcemap: false, assetsInlineLimit: 0 },
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
});
