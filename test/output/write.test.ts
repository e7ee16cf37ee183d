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
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OutputBusyError } from '../../src/output/lock.js';
import { OutputError, type OutputFile, writeOutput } from '../../src/output/write.js';
import { filesUnder } from '../support/project.js';

let parent: string;
let output: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'dashwright-output-'));
  output = join(parent, 'dist');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const file = (path: string, content = path, bundle = 'shop'): OutputFile => ({ bundle, path, content });
const everything = { isStale: () => true };
const contents = () => {
  const { '.dashwright.json': _, ...files } = filesUnder(output);
  return files;
};

describe('writing', () => {
  it('writes new files, leaves equal ones unchanged and counts both', () => {
    expect(writeOutput(output, [file('a/b.json'), file('c.yml')], everything)).toEqual({
      written: 2,
      unchanged: 0,
      removed: 0,
    });
    expect(writeOutput(output, [file('a/b.json', 'new'), file('c.yml')], everything)).toEqual({
      written: 1,
      unchanged: 1,
      removed: 0,
    });
    expect(contents()).toEqual({ 'a/b.json': 'new', 'c.yml': 'c.yml' });
  });

  it('removes its earlier files that are no longer emitted, and folders that become empty', () => {
    writeOutput(output, [file('a/deep/b.json'), file('c.yml')], everything);
    expect(writeOutput(output, [file('c.yml')], everything)?.removed).toBe(1);
    expect(contents()).toEqual({ 'c.yml': 'c.yml' });
    expect(existsSync(join(output, 'a'))).toBe(false);
  });

  it('keeps stale files of bundles that the build does not cover, and removes them when it does', () => {
    writeOutput(output, [file('grafana/x.json'), file('other.json', 'o', 'other')], everything);
    writeOutput(output, [], { isStale: (bundle) => bundle === 'shop' });
    expect(contents()).toEqual({ 'other.json': 'o' });
    writeOutput(output, [], everything);
    expect(contents()).toEqual({});
  });

  it('never touches files that it has not written', () => {
    mkdirSync(output);
    writeFileSync(join(output, 'mine.txt'), 'mine');
    writeOutput(output, [file('a.json')], everything);
    writeOutput(output, [], everything);
    expect(contents()).toEqual({ 'mine.txt': 'mine' });
  });
});

describe('all or nothing', () => {
  it('a file that cannot be written leaves the output unchanged', () => {
    writeOutput(output, [file('a.json', 'old')], everything);
    const before = filesUnder(output);
    function* broken(): Generator<OutputFile> {
      yield file('a.json', 'new');
      throw new Error('emitter failed');
    }
    expect(() => writeOutput(output, broken(), everything)).toThrow('emitter failed');
    expect(filesUnder(output)).toEqual(before);
  });

  it('an error after the last file leaves the output unchanged', () => {
    writeOutput(output, [file('a.json', 'old')], everything);
    const before = filesUnder(output);
    expect(
      writeOutput(output, [file('a.json', 'new')], { ...everything, accept: () => false }),
    ).toBeUndefined();
    expect(filesUnder(output)).toEqual(before);
  });

  it('a build that is killed before the commit is reverted by the next build', () => {
    writeOutput(output, [file('a.json', 'old')], everything);
    mkdirSync(join(output, '.dashwright-staging'));
    writeFileSync(join(output, '.dashwright-staging/a.json'), 'half');
    writeFileSync(join(output, '.dashwright-journal.json.new'), '{"mov');
    expect(writeOutput(output, [file('a.json', 'old')], everything)?.unchanged).toBe(1);
    expect(contents()).toEqual({ 'a.json': 'old' });
  });

  it('a build that is killed after the commit is completed by the next build', () => {
    writeOutput(output, [file('a.json', 'old'), file('gone.json')], everything);
    mkdirSync(join(output, '.dashwright-staging'));
    writeFileSync(join(output, '.dashwright-staging/b.json'), 'second');
    // a.json was moved before the kill, so it is no longer staged.
    writeFileSync(join(output, 'a.json'), 'new');
    const journal = { moves: ['a.json', 'b.json'], removals: ['gone.json'] };
    writeFileSync(join(output, '.dashwright-journal.json'), JSON.stringify(journal));
    writeOutput(output, [file('a.json', 'new'), file('b.json', 'second')], everything);
    expect(contents()).toEqual({ 'a.json': 'new', 'b.json': 'second' });
  });

  it('a build that is killed between new folders is completed by the next build', () => {
    const files = [file('moved/a.json'), file('left/deep/b.json'), file('left/c.json')];
    mkdirSync(join(output, 'moved'), { recursive: true });
    writeFileSync(join(output, 'moved/a.json'), 'moved/a.json');
    mkdirSync(join(output, '.dashwright-staging/left/deep'), { recursive: true });
    writeFileSync(join(output, '.dashwright-staging/left/deep/b.json'), 'left/deep/b.json');
    writeFileSync(join(output, '.dashwright-staging/left/c.json'), 'left/c.json');
    const journal = { moves: ['moved', 'left'], removals: [] };
    writeFileSync(join(output, '.dashwright-journal.json'), JSON.stringify(journal));
    expect(writeOutput(output, files, everything)?.unchanged).toBe(3);
    expect(Object.keys(contents())).toHaveLength(3);
  });

  const meanwhile = (path: string) => () => {
    mkdirSync(join(output, 'new/deep'), { recursive: true });
    writeFileSync(join(output, 'new/deep', path), 'theirs');
    return true;
  };
  const three = [
    file('new/deep/a.json', 'ours'),
    file('new/b.json', 'ours'),
    file('new/other/c.json', 'ours'),
  ];

  it('a folder that somebody else has created meanwhile keeps its files', () => {
    writeOutput(output, three, { ...everything, accept: meanwhile('theirs') });
    expect(contents()).toEqual({
      'new/deep/theirs': 'theirs',
      'new/deep/a.json': 'ours',
      'new/b.json': 'ours',
      'new/other/c.json': 'ours',
    });
  });

  it('and nothing is written if it has a file at the path of an output', () => {
    const writing = () => writeOutput(output, three, { ...everything, accept: meanwhile('a.json') });
    expect(writing).toThrow(/new\/deep\/a\.json was not written by a build/);
    expect(contents()).toEqual({ 'new/deep/a.json': 'theirs' });
  });
});

describe('rejected are', () => {
  it.each(['../escape.json', '/etc/passwd', 'a/../../b', 'a\\b', './a', 'a//b', 'nul\0'])(
    'a path like %j',
    (path) => {
      expect(() => writeOutput(output, [file(path)], everything)).toThrow(OutputError);
      expect(contents()).toEqual({});
      expect(existsSync(join(parent, 'escape.json'))).toBe(false);
    },
  );

  it('two files with one path, with both bundles', () => {
    const files = [file('a.json', '1', 'shop'), file('a.json', '2', 'bank')];
    expect(() => writeOutput(output, files, everything)).toThrow(/shop and bank.*a\.json/);
    expect(contents()).toEqual({});
  });

  it('an output folder that is a file', () => {
    writeFileSync(output, 'not a folder');
    expect(() => writeOutput(output, [file('a.json')], everything)).toThrow(
      /cannot write to the output folder/,
    );
    expect(readFileSync(output, 'utf8')).toBe('not a folder');
  });

  it('a link to a folder that does not exist, and a folder behind one', () => {
    symlinkSync('/nowhere/outputs', output);
    for (const folder of [output, join(output, 'inner')])
      expect(() => writeOutput(folder, [file('a.json')], everything)).toThrow(
        `${output} is a link to /nowhere/outputs, which does not exist`,
      );
  });

  it('a folder that another running process writes to', () => {
    mkdirSync(output);
    writeFileSync(join(output, '.dashwright.lock'), String(process.ppid));
    expect(() => writeOutput(output, [file('a.json')], everything)).toThrow(OutputBusyError);
    expect(contents()).toEqual({ '.dashwright.lock': String(process.ppid) });
  });

  it('but not a folder whose writer has ended', () => {
    mkdirSync(output);
    writeFileSync(join(output, '.dashwright.lock'), '4194305');
    expect(writeOutput(output, [file('a.json')], everything)?.written).toBe(1);
    expect(existsSync(join(output, '.dashwright.lock'))).toBe(false);
  });
});
