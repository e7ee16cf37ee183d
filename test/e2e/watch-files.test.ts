// Folders and files that are watched, whatever happens to them.
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { watchFiles, watchFolder } from '../../src/cli/run/watch-files.js';
import { type Project, project } from '../support/project.js';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0).reverse()) end();
});

function files(texts: Readonly<Record<string, string>>): Project {
  const made = project(texts);
  ends.push(made.remove);
  return made;
}

/** What is told of changes, and a function that waits for a change after something is done. */
function watcher() {
  let changes = 0;
  const failures: Error[] = [];
  return {
    failures,
    changed: () => {
      changes += 1;
    },
    failed: (error: Error) => failures.push(error),
    async tells(action: () => void): Promise<boolean> {
      // What was done before is over.
      await setTimeout(150);
      changes = 0;
      action();
      for (let waited = 0; changes === 0 && waited < 500; waited += 1) await setTimeout(20);
      return changes > 0;
    },
    async ignores(action: () => void): Promise<boolean> {
      await setTimeout(150);
      changes = 0;
      action();
      await setTimeout(300);
      return changes === 0;
    },
  };
}

describe('a folder', () => {
  test('is followed through all that is added, removed and moved', async () => {
    const made = files({ 'd/shop/a.ts': 'a', 'd/shopping/b.ts': 'b' });
    const watched = watcher();
    ends.push(watchFolder(made.path('d'), watched));
    const remove = (path: string) => rmSync(made.path(path), { recursive: true });
    const move = (from: string, to: string) => renameSync(made.path(from), made.path(to));
    expect(await watched.tells(() => made.write({ 'd/shop/a.ts': 'aa' }))).toBe(true);
    expect(await watched.tells(() => made.write({ 'd/bank/scenarios/c.ts': 'c' }))).toBe(true);
    expect(await watched.tells(() => made.write({ 'd/bank/scenarios/c.ts': 'cc' }))).toBe(true);
    expect(await watched.tells(() => remove('d/shop'))).toBe(true);
    // Its name begins with that of the one that is gone.
    expect(await watched.tells(() => made.write({ 'd/shopping/b.ts': 'bb' }))).toBe(true);
    expect(await watched.tells(() => made.write({ 'd/shop/a.ts': 'a' }))).toBe(true);
    expect(await watched.tells(() => made.write({ 'd/shop/a.ts': 'aa' }))).toBe(true);
    expect(await watched.tells(() => move('d', 'e'))).toBe(true);
    expect(await watched.ignores(() => made.write({ 'e/shop/a.ts': 'a' }))).toBe(true);
    expect(await watched.tells(() => move('e', 'd'))).toBe(true);
    expect(await watched.tells(() => made.write({ 'd/shop/a.ts': 'aa' }))).toBe(true);
    mkdirSync(made.path('d/node_modules/x'), { recursive: true });
    expect(await watched.ignores(() => made.write({ 'd/node_modules/x/index.js': 'x' }))).toBe(true);
    expect(watched.failures).toEqual([]);
  });

  test('is followed while folders come and go', async () => {
    const made = files({ 'd/shop/a.ts': 'a' });
    const watched = watcher();
    ends.push(watchFolder(made.path('d'), watched));
    for (let round = 0; round < 40; round += 1) {
      made.write({ 'd/bank/runbooks/b.md': 'b', 'd/bank/a.ts': 'a' });
      await setTimeout(round % 4);
      rmSync(made.path('d/bank'), { recursive: true });
      if (round % 3 > 0) await setTimeout(round % 3);
    }
    expect(await watched.tells(() => made.write({ 'd/shop/a.ts': 'aa' }))).toBe(true);
    expect(watched.failures).toEqual([]);
  });

  test('need not be there yet', async () => {
    const made = files({ 'other.ts': '' });
    const watched = watcher();
    ends.push(watchFolder(made.path('p/d'), watched));
    expect(await watched.ignores(() => made.write({ 'other.ts': 'x' }))).toBe(true);
    expect(await watched.tells(() => made.write({ 'p/d/a.ts': 'a' }))).toBe(true);
    expect(await watched.tells(() => made.write({ 'p/d/a.ts': 'aa' }))).toBe(true);
  });
});

describe('a file', () => {
  test('is followed alone, when it is replaced, removed, and when its folder comes back', async () => {
    const made = files({ 'common/text.ts': 'a', 'common/other.ts': 'b' });
    const watched = watcher();
    ends.push(watchFiles(new Set([made.path('common/text.ts'), made.path('package-lock.json')]), watched));
    expect(await watched.tells(() => made.write({ 'common/text.ts': 'aa' }))).toBe(true);
    expect(await watched.ignores(() => made.write({ 'common/other.ts': 'bb' }))).toBe(true);
    made.write({ 'common/new.ts': 'aaa' });
    expect(
      await watched.tells(() => renameSync(made.path('common/new.ts'), made.path('common/text.ts'))),
    ).toBe(true);
    expect(await watched.tells(() => made.write({ 'common/text.ts': 'a' }))).toBe(true);
    expect(await watched.tells(() => renameSync(made.path('common'), made.path('kept')))).toBe(true);
    expect(await watched.tells(() => renameSync(made.path('kept'), made.path('common')))).toBe(true);
    expect(await watched.tells(() => made.write({ 'common/text.ts': 'aa' }))).toBe(true);
    expect(await watched.tells(() => made.write({ 'package-lock.json': '{}' }))).toBe(true);
    expect(watched.failures).toEqual([]);
  });
});
