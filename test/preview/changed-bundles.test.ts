// While definitions are edited: what the page reads of a bundle stays as it is until that bundle changes.
import { rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, expect, test } from 'vitest';
import { loadAlertmanager, loadEngine } from '../../src/engine/index.js';
import { previewSource } from '../../src/pipeline/preview.js';
import { type BundleFiles, siteFiles } from '../../src/preview/index.js';
import type { SiteBundle } from '../../src/preview/model.js';
import { filesOf, plainForm } from '../pipeline/edits.js';
import { type Project, project } from '../support/project.js';

const made: Project[] = [];
afterAll(() => {
  for (const one of made) one.remove();
});

const own = { ...plainForm, shares: false };

/** Two bundles, and what the page is given after each edit. */
async function edited() {
  const team = project({ ...filesOf('bank', own), ...filesOf('shop', own) });
  made.push(team);
  const engine = await loadEngine();
  const known = new Map();
  let former: BundleFiles | undefined;
  let revision = 0;
  return {
    team,
    next: async (files: Record<string, string>): Promise<BundleFiles> => {
      team.write(files);
      await setTimeout(15);
      revision += 1;
      const source = await previewSource({ definitions: team.path('definitions'), known }, engine);
      former = await siteFiles(source, engine, {
        revision,
        live: false,
        watched: true,
        former,
        alertmanager: loadAlertmanager,
      });
      return former;
    },
  };
}

test('only the files of a changed bundle are others, and one that does not load stays with the finding', async () => {
  const { team, next } = await edited();
  const revisions = ({ site }: BundleFiles) => site.bundles.map((one) => [one.name, one.revision]);
  const text = async (files: BundleFiles, name: string) =>
    (JSON.parse((await files.read(`data/${name}/bundle.json`)) ?? '{}') as SiteBundle).description;

  const first = await next({});
  expect(revisions(first)).toEqual([
    ['bank', 1],
    ['shop', 1],
  ]);
  expect(await text(first, 'shop')).toBe('Text 0.');

  const second = await next(filesOf('shop', { ...own, text: 1 }));
  expect(revisions(second)).toEqual([
    ['bank', 1],
    ['shop', 2],
  ]);
  expect(await text(second, 'shop')).toBe('Text 1.');
  expect(await second.read('data/bank/bundle.json')).toBe(await first.read('data/bank/bundle.json'));

  const broken = await next(filesOf('shop', { ...own, text: 2, broken: true }));
  expect(revisions(broken)).toEqual([
    ['bank', 1],
    ['shop', 2],
  ]);
  expect(await text(broken, 'shop')).toBe('Text 1.');
  expect(broken.site.findings).toEqual([expect.objectContaining({ check: 'definition/syntax' })]);

  // A finding about both is a change of the one that has it.
  const clash = await next({
    ...filesOf('bank', { ...own, uid: 'same' }),
    ...filesOf('shop', { ...own, uid: 'same' }),
  });
  expect(revisions(clash)).toEqual([
    ['bank', 4],
    ['shop', 4],
  ]);
  const solved = await next(filesOf('bank', own));
  expect(revisions(solved)).toEqual([
    ['bank', 5],
    ['shop', 5],
  ]);
  expect(solved.site.findings).toEqual([]);

  rmSync(team.path('definitions/bank'), { recursive: true });
  const gone = await next({});
  expect(revisions(gone)).toEqual([['shop', 5]]);
  expect(await gone.read('data/bank/bundle.json')).toBeUndefined();
});

test('what was before does not stay in memory, however long somebody watches', async () => {
  const { next } = await edited();
  const shopOf = async (text: number) =>
    new WeakRef((await next(filesOf('shop', { ...own, text }))).bundles.get('shop') as object);
  const [before, after] = [await shopOf(0), await shopOf(1)];
  for (const text of [2, 0, 1]) await shopOf(text);
  await setTimeout(0);
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  expect([before, after].map((one) => one.deref() === undefined)).toEqual([true, true]);
});
