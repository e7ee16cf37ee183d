// A watching process loads only what has changed, and finds and writes the same as a new process.
import { rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { buildBundles } from '../../src/pipeline/build.js';
import { checkDefinitions } from '../../src/pipeline/compile.js';
import { startEngine } from '../../src/pipeline/engine.js';
import type { CheckResult } from '../../src/pipeline/options.js';
import { startWatching } from '../../src/pipeline/watching.js';
import { type Project, project, shopBundle } from '../support/project.js';
import { runs } from '../support/sample.js';
import { apply, edit, filesOf, plainForm, projectFiles } from './edits.js';

const made: Project[] = [];
afterEach(() => {
  for (const one of made.splice(0)) one.remove();
});
const packages = { 'node_modules/.package-lock.json': '{}' };
function temporary(files: Readonly<Record<string, string>>): Project {
  const one = project({ 'package.json': '{}', ...files });
  made.push(one);
  return one;
}

const engine = startEngine();
type Given = Partial<Parameters<typeof checkDefinitions>[0]>;

/** The output: findings with their positions, or why there are none. */
async function shown(one: Project, work: Promise<CheckResult>) {
  const plain = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value ?? null).replaceAll(/[^" ]*\/?definitions\//g, ''));
  try {
    const { bundles, findings, locate, loaded } = await work;
    const positioned = findings.map(({ place, elsewhere = [], ...finding }) => ({
      ...finding,
      at: locate(place),
      elsewhere: elsewhere.map(({ place: other, ...rest }) => ({ ...rest, at: locate(other) })),
    }));
    return { bundles, loaded, findings: plain(positioned), files: one.output() };
  } catch (error) {
    return { thrown: plain(String(error).replaceAll(one.folder, '')), files: one.output() };
  }
}

/** A check when nothing has changed for longer than the resolution of the file system's clock. */
async function check(one: Project, given: Given = {}) {
  await setTimeout(15);
  const settings = { today: '2026-01-01' };
  const asked = { definitions: one.path('definitions'), places: true, settings, engine, ...given };
  return shown(one, checkDefinitions(asked));
}

async function build(one: Project, given: Given = {}) {
  await setTimeout(15);
  const settings = { today: '2026-01-01' };
  const folders = { definitions: one.path('definitions'), output: one.path('dist') };
  return shown(
    one,
    buildBundles({
      ...folders,
      targets: ['grafana', 'alertmanager'],
      places: true,
      settings,
      engine,
      ...given,
    }),
  );
}

const withoutLoaded = ({ loaded: _, ...rest }: Awaited<ReturnType<typeof check>>) => rest;

describe('a process that watches', () => {
  test('finds and writes the same as a new process, after any edits', async () => {
    let kept = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(edit, { maxLength: 2 }), { minLength: 1, maxLength: 4 }),
        async (edits) => {
          const watched = temporary({ ...packages, ...projectFiles() });
          // Without packages a build has no cache.
          const fresh = temporary(projectFiles());
          const { known } = startWatching(engine);
          const builds = startWatching(engine);
          for (const between of [[], ...edits]) {
            for (const one of between) for (const each of [watched, fresh]) apply(one, each);
            const again = await check(watched, { known });
            const anew = await check(watched);
            expect(withoutLoaded(again)).toEqual(withoutLoaded(anew));
            if ((again.loaded?.length ?? 0) < (anew.loaded?.length ?? 0)) kept += 1;
            const built = await build(watched, { known: builds.known });
            expect(withoutLoaded(built)).toEqual(withoutLoaded(await build(fresh)));
          }
        },
      ),
      { numRuns: runs(12) },
    );
    expect(kept).toBeGreaterThan(0);
  });

  test.each([
    ['a file is removed', (one: Project) => rmSync(one.path('definitions/shared/text.ts'))],
    ['a folder is removed', (one: Project) => rmSync(one.path('definitions/shared'), { recursive: true })],
    ['a bundle is removed', (one: Project) => rmSync(one.path('definitions/bank'), { recursive: true })],
    ['a file is added', (one: Project) => one.write({ 'definitions/shop/templates/a.tmpl': '{{' })],
  ])('notices that %s while it checks', async (_, change) => {
    const one = temporary({
      ...packages,
      ...filesOf('bank', plainForm),
      ...filesOf('shop', plainForm),
      'definitions/shop/templates/b.tmpl': '{{ define "b" }}b{{ end }}',
      'definitions/shared/text.ts': "export const text = 'Shared.';\n",
    });
    const { known } = startWatching(engine);
    await check(one, { known, progress: (step) => step === 'checking' && change(one) });
    expect(withoutLoaded(await check(one, { known }))).toEqual(withoutLoaded(await check(one)));
  });

  test('loads only the bundles that contain the changed file or import it', async () => {
    const one = temporary({
      ...packages,
      ...filesOf('bank', plainForm),
      ...filesOf('shop', { ...plainForm, shares: false }),
      'definitions/shared/text.ts': "export const text = 'Shared.';\n",
    });
    const { known } = startWatching(engine);
    const loads = async () => (await check(one, { known })).loaded;
    expect(await loads()).toEqual(['bank', 'shop']);
    expect(await loads()).toEqual([]);
    one.write({ 'definitions/shared/text.ts': "export const text = 'Shared again.';\n" });
    expect(await loads()).toEqual(['bank']);
    one.write(filesOf('shop', { ...plainForm, shares: false, text: 1 }));
    expect(await loads()).toEqual(['shop']);
    one.write({ 'definitions/shop/templates/a.tmpl': '{{ define "a" }}a{{ end }}' });
    expect(await loads()).toEqual(['shop']);
    one.write({ 'definitions/shop/templates/b.tmpl': '{{ define "b" }}b{{ end }}' });
    expect(await loads()).toEqual(['shop']);
    one.write({ 'package-lock.json': '{}' });
    expect(await loads()).toEqual(['bank', 'shop']);
    one.write({ 'definitions/checks.ts': 'export default {};\n' });
    expect(await loads()).toEqual(['bank', 'shop']);
  });

  test('reports a bundle that does not load, and checks the others', async () => {
    const one = temporary(projectFiles());
    const { known } = startWatching(engine);
    await check(one, { known });
    one.write(filesOf('bank', { ...plainForm, broken: true }));
    one.write(filesOf('shop', { ...plainForm, routing: 'team', warns: true }));
    const { findings, bundles } = await check(one, { known });
    expect(bundles).toEqual(['shop']);
    expect(findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ check: 'definition/syntax', path: 'bank/bundle.ts' }),
        expect.objectContaining({ path: expect.stringMatching(/^shop\//) }),
      ]),
    );
  });

  test.each([
    ['a folder without a bundle', 'definitions/lost/alerts.ts', 'export const alerts = {};\n'],
    ['settings that are wrong', 'definitions/checks.ts', 'export default { retention: 1 };\n'],
    ['settings that do not compile', 'definitions/checks.ts', 'export default {{'],
  ])('finds the same while there is %s, and afterwards', async (_, file, text) => {
    const one = temporary(projectFiles());
    const { known } = startWatching(engine);
    const same = async () => {
      const again = withoutLoaded(await check(one, { known }));
      expect(again).toEqual(withoutLoaded(await check(one)));
      return again;
    };
    const before = await same();
    one.write({ [file]: text });
    expect(await same()).not.toEqual(before);
    rmSync(one.path(file.replace('/alerts.ts', '')), { recursive: true });
    expect(await same()).toEqual(before);
  });

  test('notices that a suppression expires', async () => {
    const text = shopBundle()['definitions/shop/bundle.ts'];
    const suppress = "suppress: [{ check: 'alert/no-scenario', reason: 'later', until: '2026-01-10' }], ";
    const one = temporary({
      ...shopBundle(),
      'definitions/shop/bundle.ts': text.replace("name: 'shop',", `name: 'shop', ${suppress}`),
    });
    const { known } = startWatching(engine);
    for (const [today, loaded] of [
      ['2026-01-09', ['shop']],
      ['2026-01-10', []],
      ['2026-01-11', ['shop']],
      ['2026-01-12', []],
    ] as const) {
      const settings = { today };
      const again = await check(one, { known, settings });
      expect(again.loaded).toEqual(loaded);
      expect(withoutLoaded(again)).toEqual(withoutLoaded(await check(one, { settings })));
    }
  });
});

describe('a file that two bundles import', () => {
  const bundle = (name: string, expr: string) => ({
    [`definitions/${name}/bundle.ts`]: `import * as d from 'dashwright';
import { shown } from '../shared/signals.js';
const metrics = d.catalog({ ${name}_jobs: d.gauge({ help: 'Jobs.', unit: 'jobs' }), ${expr} });
export default d.bundle({
  name: '${name}', title: '${name}', description: 'x', version: '1.0.0', metrics,
  dashboards: [d.dashboard({ uid: '${name}', title: '${name}', rows: [d.panel.timeseries({ title: 'Jobs', show: d.signal({ title: 'Own', description: 'x', expr: d.max(metrics.${name}_jobs) }) }), d.panel.timeseries({ title: 'Shared', show: shown })] })],
  urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}.md' },
});
`,
  });
  const signals = (suppress: string) => ({
    'definitions/shared/signals.ts': `import * as d from 'dashwright';
export const shown = d.signal({ title: 'Shown', description: 'x', unit: 'short', expr: d.promql\`max(unheard_of)\`, ${suppress} });
`,
  });
  const declared = "unheard_of: d.gauge({ help: 'Declared.', unit: 'short' })";
  const unknown = 'promql/unknown-metric';

  test('has one finding per place in the source, with the other bundles', async () => {
    const one = temporary({ ...signals(''), ...bundle('bank', ''), ...bundle('shop', '') });
    const { findings } = await check(one);
    expect((findings as { check: string }[]).filter(({ check: id }) => id === unknown)).toMatchObject([
      { path: expect.stringMatching(/^bank\//), elsewhere: [{ path: expect.stringMatching(/^shop\//) }] },
    ]);
  });

  test('has one finding where it cannot be read, and keeps both bundles from being loaded', async () => {
    const broken = { 'definitions/shared/signals.ts': 'export const shown = ;' };
    const one = temporary({ ...broken, ...bundle('bank', ''), ...bundle('shop', '') });
    const { bundles, findings } = await check(one);
    expect(bundles).toEqual([]);
    expect(findings).toMatchObject([
      { check: 'definition/syntax', path: expect.stringMatching(/signals\.ts$/) },
    ]);
  });

  test.each([
    ['one of them', '', []],
    ['none of them', declared, ['suppress/unused']],
  ])('has a suppression that is used in %s', async (_, inShop, expected) => {
    const suppress = `suppress: [{ check: '${unknown}', reason: 'ours' }]`;
    const one = temporary({ ...signals(suppress), ...bundle('bank', declared), ...bundle('shop', inShop) });
    const { findings } = await check(one);
    const ids = (findings as { check: string }[]).map(({ check: id }) => id);
    expect(ids.filter((id) => [unknown, 'suppress/unused'].includes(id))).toEqual(expected);
  });
});
