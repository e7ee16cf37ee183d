import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { project, shopBundle } from '../support/project.js';

const bin = fileURLToPath(new URL('../../bin/dashwright.js', import.meta.url));
const shop = project(shopBundle());
afterAll(() => shop.remove());

// With paths, as what is expected comes from this process, which is elsewhere.
const definitions = ['--definitions', shop.path('definitions')];
const dist = shop.path('dist');

const commands: Readonly<Record<string, readonly string[]>> = {
  help: ['--help'],
  explain: ['explain'],
  list: ['list', '--format', 'json', ...definitions],
  check: ['check', '--format', 'json', ...definitions],
  'check with findings': ['check', '--strict', ...definitions],
  test: ['test', '--format', 'json', ...definitions],
  diff: ['diff', '--against', dist, ...definitions],
  'a mistake': ['explain', 'nonsense'],
  'no such option': ['check', '--nonsense'],
};

async function ran(args: readonly string[], gone: 'stdout' | 'stderr') {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: shop.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child[gone].destroy();
  let text = '';
  const other = gone === 'stdout' ? child.stderr : child.stdout;
  other.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  const [code] = await once(child, 'close');
  return { code, text };
}

describe('a reader that closes the pipe early', () => {
  // Something to compare with.
  it('with build first', async () => {
    expect((await ran(['build', ...definitions, '--out', dist], 'stdout')).code).toBe(0);
  });

  it.each(Object.entries(commands))('%s ends as it does otherwise, without a stack', async (_, args) => {
    const { code: expected, out, errors } = await shop.run(...args);
    // A reader of what is not written is not missed.
    const written = [
      ...(out === '' ? [] : ['stdout' as const]),
      ...(errors === '' ? [] : ['stderr' as const]),
    ];
    expect(written).not.toEqual([]);
    for (const { code, text } of await Promise.all(written.map((gone) => ran(args, gone)))) {
      expect(text).not.toMatch(/EPIPE|\n\s+at /);
      expect(code).toBe(expected);
    }
  });
});

it.runIf(process.platform === 'linux')('an output device that is full is reported', async () => {
  const child = spawn(process.execPath, [bin, 'explain'], {
    stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
  });
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  const [code] = await once(child, 'close');
  expect(text).toMatch(/^dashwright: the output: the disk is full .*\n$/);
  expect(code).toBe(2);
});
