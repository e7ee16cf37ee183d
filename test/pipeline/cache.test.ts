import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Project, project, type Ran } from '../support/project.js';
import { runs } from '../support/sample.js';
import { apply, edit, projectFiles } from './edits.js';

const packages = { 'package.json': '{}', 'node_modules/.package-lock.json': '{}' };

/** Builds when nothing has changed for longer than the resolution of the file system's clock. */
async function built(one: Project): Promise<Ran> {
  await setTimeout(15);
  return one.build();
}

/** The output of a build, and the files after it. */
function shown(one: Project, { code, out, errors }: Ran) {
  const plain = (text: string) => text.replaceAll(one.folder, '');
  return {
    code,
    out: plain(out),
    errors: plain(errors).replaceAll(/[\w./-]*\/definitions\//g, ''),
    files: one.output(),
  };
}

describe('a build with a cache', () => {
  test('prints and writes the same as one without a cache, after any edits', async () => {
    let early = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(edit, { maxLength: 3 }), { minLength: 1, maxLength: 4 }),
        async (edits) => {
          const cached = project({ ...packages, ...projectFiles() });
          const plain = project({ 'package.json': '{}', ...projectFiles() });
          try {
            for (const [index, between] of [[], [], ...edits].entries()) {
              for (const one of between) for (const each of [cached, plain]) apply(one, each);
              const ran = await built(cached);
              // Edits start from a valid state, in which a second build changes nothing.
              if (index < 2) expect(ran).toMatchObject({ code: 0, errors: '' });
              if (ran.steps.length === 0) early += 1;
              expect(shown(cached, ran)).toEqual(shown(plain, await plain.build()));
            }
          } finally {
            for (const each of [cached, plain]) each.remove();
          }
        },
      ),
      { numRuns: runs(12) },
    );
    expect(early).toBeGreaterThan(0);
  });
});
