import { mkdirSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAlertmanager, loadEngine } from '../../src/engine/index.js';
import { previewSource } from '../../src/pipeline/preview.js';
import { siteBundle } from '../../src/preview/bundle.js';
import { project } from '../support/project.js';
import { withoutAnswer } from '../support/simulated-answers.js';
import { blocks, pagesIn, pageText } from './pages.js';

// Every page of the cookbook and of the introduction is a bundle in one project: compiled, built and tested
// together.
const pages = [
  ...pagesIn('cookbook'),
  'getting-started.md',
  'concepts.md',
  'from-other-tools.md',
  'library/README.md',
];
const texts = pages.map((page) => [page, pageText(page)] as const);
const team = project({
  'package.json': '{ "type": "module" }',
  'tsconfig.json': JSON.stringify({
    compilerOptions: { module: 'nodenext', target: 'es2022', strict: true, skipLibCheck: true, types: [] },
    include: ['definitions'],
  }),
});
afterAll(() => team.remove());

const inProject = (command: string) =>
  command
    .split(' ')
    .slice(1)
    .map((part) => (/^(definitions|exported)\//.test(part) ? team.path(part) : part));
const ofDefinitions = ['--definitions', team.path('definitions')];

beforeAll(() => {
  const repository = fileURLToPath(new URL('../..', import.meta.url));
  mkdirSync(team.path('node_modules'));
  symlinkSync(repository, team.path('node_modules/dashwright'));
  symlinkSync(`${repository}/node_modules/typescript`, team.path('node_modules/typescript'));
});

test('no two examples write the same file', () => {
  const paths = texts.flatMap(([, text]) => blocks(text, 'file').map(([path]) => path));
  expect(new Set(paths).size).toBe(paths.length);
  for (const [, text] of texts) team.write(Object.fromEntries(blocks(text, 'file')));
});

test('the commands on the pages succeed', async () => {
  const commands = texts
    .flatMap(([, text]) => blocks(text, 'run').map(([, code]) => code.trim().split('\n')))
    .flat();
  expect(commands.length).toBeGreaterThan(3);
  const once = new Set(commands.filter((command) => !command.startsWith('dashwright import')));
  for (const command of commands.filter((one) => one.startsWith('dashwright import')))
    expect(await team.run(...inProject(command)), command).toMatchObject({ code: 0 });
  for (const command of once) {
    // `test` runs the scenarios; `build` would run them again for its other outputs.
    const out = command.includes(' build') ? ['--out', team.path('dist'), '--target', 'prometheus'] : [];
    const ran = await team.run(...inProject(command), ...ofDefinitions, ...out);
    expect(ran.code, `${command}\n${ran.out}${ran.errors}`).toBe(0);
  }
});

test('outputs are as shown', () => {
  const written = team.output();
  for (const [page, text] of texts) {
    for (const [path, code] of blocks(text, 'output'))
      expect(written[path.replace(/^dist\//, '')], page).toBe(code);
  }
});

test('excerpts of an example are in its file', () => {
  const page = pageText('from-other-tools.md');
  const file = blocks(page, 'file')
    .map(([, code]) => code)
    .join()
    .replaceAll(/\s+/g, ' ');
  const parts = blocks(page, 'example').map(([, code]) => code.trim().replaceAll(/\s+/g, ' '));
  expect(parts).toHaveLength(4);
  expect(parts.filter((part) => !file.includes(part))).toEqual([]);
});

test('the cookbook has twenty recipes, all listed in its table', () => {
  const recipes = pagesIn('cookbook').filter((page) => /\/\d\d-/.test(page));
  expect(recipes).toHaveLength(20);
  for (const recipe of recipes)
    expect(pageText('cookbook/README.md')).toContain(recipe.replace('cookbook/', ''));
});

test('all expressions on the pages have values in the preview', async () => {
  const engine = await loadEngine();
  const { bundles } = await previewSource({ definitions: team.path('definitions'), names: [] }, engine);
  expect(bundles.length).toBeGreaterThan(10);
  for (const { resolved } of bundles) {
    const shown = await siteBundle(resolved, [], [], () => undefined, loadAlertmanager);
    expect(await withoutAnswer(shown, engine), resolved.name).toEqual([]);
  }
});
