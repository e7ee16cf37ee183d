import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readConsistently, repairOutput } from '../../../src/output/consistent-read.js';
import { type OutputFile, writeOutput } from '../../../src/output/write.js';
import { filesUnder } from '../../support/project.js';

let parent: string;
let output: string;
beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'dashwright-kill-'));
  output = join(parent, 'dist');
  await build({
    entryPoints: [fileURLToPath(new URL('../../../src/output/write.ts', import.meta.url))],
    outfile: join(parent, 'write.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'silent',
  });
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));
beforeEach(() => rmSync(output, { recursive: true, force: true }));

/**
 * Two states of an output folder. Between them files are replaced, added to existing and new folders, and
 * removed, some with their folders.
 */
const both = Array.from({ length: 16 }, (_, n) => `helm/shop/files/${n}.json`);
const state = (name: string, paths: readonly string[]): OutputFile[] =>
  paths.map((path) => ({ bundle: 'shop', path, content: `${name} ${path}` }));
const before = state('before', [...both, ...Array.from({ length: 8 }, (_, n) => `old/${n % 3}/${n}.yml`)]);
const after = state('after', [
  ...both,
  ...Array.from({ length: 6 }, (_, n) => `helm/shop/new-${n}.yaml`),
  ...Array.from({ length: 6 }, (_, n) => `new/${n % 3}/${n}.yml`),
]);
const everything = { isStale: () => true };
const contentsOf = (files: readonly OutputFile[]) =>
  Object.fromEntries(files.map(({ path, content }) => [path, content]));

/** The file system calls of a build after its journal is written, in order. */
const script = `
const fs = require('node:fs');
const { writeFileSync } = fs;
const [writer, output, journal, step, fault] = process.argv.slice(2);
let calls = 0;
let open = false;
for (const name of ['renameSync', 'linkSync', 'mkdirSync', 'rmSync', 'rmdirSync', 'copyFileSync']) {
  const original = fs[name];
  fs[name] = (...args) => {
    const during = open;
    if (open) {
      calls += 1;
      if (calls === Number(step)) {
        if (fault === 'kill') process.kill(process.pid, 'SIGKILL');
        else throw Object.assign(new Error('EIO: i/o error, ' + name), { code: 'EIO', errno: -5, syscall: name });
      }
    }
    const result = original(...args);
    if (name === 'renameSync' && args[1] === journal) open = true;
    if (during && name === 'rmSync' && args[0] === journal) open = false;
    return result;
  };
}
const { files } = JSON.parse(fs.readFileSync(0, 'utf8'));
const { writeOutput } = require(writer);
try {
  writeOutput(output, files, { isStale: () => true });
} catch (error) {
  writeFileSync(1, error.message);
  process.exit(2);
}
writeFileSync(1, String(calls));
`;

/** Writes the second state over the first one, in a process that is killed or fails at the nth call. */
function rebuild(step: number, fault: 'kill' | 'fail') {
  rmSync(output, { recursive: true, force: true });
  writeOutput(output, before, everything);
  const file = join(parent, 'build.cjs');
  if (!existsSync(file)) writeFileSync(file, script);
  const journal = join(output, '.dashwright-journal.json');
  const args = [file, join(parent, 'write.cjs'), output, journal, String(step), fault];
  return spawnSync(process.execPath, args, { input: JSON.stringify({ files: after }), encoding: 'utf8' });
}
const found = () =>
  Object.fromEntries(Object.entries(filesUnder(output)).filter(([path]) => !path.startsWith('.dashwright')));
const callsOfCommit = () => {
  const { stdout, stderr } = rebuild(0, 'kill');
  expect(stderr).toBe('');
  return Number(stdout);
};

/**
 * Kills a build in the window in which it moves its files into their places, so many times.
 *
 * @param failEvery Instead of a kill, every nth call fails.
 */
export function testKills(kills: number, failEvery: number): void {
  describe(`a build that is killed while it moves its files (${kills} kills)`, () => {
    it('leaves no mixed state for readers, and no temporary files', () => {
      const calls = callsOfCommit();
      expect(calls).toBeGreaterThan(50);
      let mixed = 0;
      for (let kill = 0; kill < kills; kill += 1) {
        const step = 1 + Math.floor((kill * calls) / kills);
        expect(rebuild(step, 'kill').signal).toBe('SIGKILL');
        if (!readFileSync(join(output, 'helm/shop/files/0.json'), 'utf8').startsWith('after')) mixed += 1;
        readConsistently(output, () => {
          expect(found(), `after kill ${kill} at call ${step} of ${calls}`).toEqual(contentsOf(after));
        });
        expect(existsSync(join(output, '.dashwright-staging'))).toBe(false);
        expect(writeOutput(output, after, everything)).toMatchObject({ written: 0, removed: 0 });
      }
      // Otherwise no kill would have happened while files were moved.
      expect(mixed).toBeGreaterThan(0);
    });

    it('is completed by the next build, whatever that one writes', () => {
      rebuild(20, 'kill');
      expect(writeOutput(output, before, everything)).toMatchObject({ removed: 12 });
      expect(found()).toEqual(contentsOf(before));
    });

    it('is not read if it cannot be completed because something blocks it', () => {
      rebuild(5, 'kill');
      rmSync(join(output, 'new'), { recursive: true, force: true });
      symlinkSync(parent, join(output, 'new'));
      expect(() => readConsistently(output, () => 'read')).toThrow(/new is a link|is a symbolic link/);
      rmSync(join(output, 'new'));
      repairOutput(output);
      expect(found()).toEqual(contentsOf(after));
    });
  });

  describe('a build whose disk fails while it moves its files', () => {
    it('reverts everything, whichever call fails', () => {
      const calls = callsOfCommit();
      for (let step = 1; step < calls; step += failEvery) {
        const { status, stdout } = rebuild(step, 'fail');
        if (status === 2) expect(stdout).toMatch(/the disk fails to read or write \(EIO/);
        const all = [contentsOf(before), contentsOf(after)];
        expect(all, `call ${step} of ${calls}`).toContainEqual(found());
        // If a hard link cannot be created, the file is copied; from here on only temporary files could not be
        // removed.
        if (status === 2 && step < calls * 0.7) expect(found()).toEqual(contentsOf(before));
        expect(writeOutput(output, after, everything)).toBeDefined();
        expect(found()).toEqual(contentsOf(after));
      }
    });
  });

  it('folders of the output may be created by somebody else between a kill and the next build', () => {
    rebuild(3, 'kill');
    mkdirSync(join(output, dirname('new/0/0.yml')), { recursive: true });
    writeFileSync(join(output, 'new/0/theirs'), 'theirs');
    repairOutput(output);
    expect(found()).toEqual({ ...contentsOf(after), 'new/0/theirs': 'theirs' });
  });
}
