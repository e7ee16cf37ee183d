import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isOutputPath } from '../../src/output/output-path.js';
import { type OutputFile, writeOutput } from '../../src/output/write.js';
import { filesUnder } from '../support/project.js';

let parent: string;
let output: string;
const precious = { 'precious.txt': 'precious', 'deep/precious.txt': 'precious' };
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'dashwright-hostile-'));
  output = join(parent, 'dist');
  for (const [path, text] of Object.entries(precious)) put(join('victim', path), text);
  mkdirSync(output);
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(parent, path)), { recursive: true });
  writeFileSync(join(parent, path), text);
}
const victim = () => filesUnder(join(parent, 'victim'));
const file = (path: string, content = path, bundle = 'shop'): OutputFile => ({ bundle, path, content });
const everything = { isStale: () => true };
const write = (files: OutputFile[] = [], options: object = {}) =>
  writeOutput(output, files, { ...everything, ...options });
const manifest = (paths: unknown[], more: object = {}) =>
  put('dist/.dashwright.json', JSON.stringify({ bundles: { shop: paths }, ...more }));

/** Parts of paths that lead elsewhere, or that some operating system interprets. */
const part = fc.constantFrom(
  ...[
    '..',
    '.',
    '',
    'a',
    'grafana',
    'victim',
    'precious.txt',
    'deep',
    '...',
    '..a',
    '~',
    'C:',
    '%2e%2e',
    '..%2f',
  ],
  ...[
    '\\',
    '..\\',
    '\0',
    '\n',
    '\u202e',
    '\ud800',
    ' ',
    '.dashwright.lock',
    '.dashwright-staging',
    'dist',
    '$HOME',
  ],
);
const anyPath = fc
  .tuple(fc.boolean(), fc.array(part, { minLength: 1, maxLength: 6 }))
  .map(([absolute, parts]) => (absolute ? '/' : '') + parts.join('/'));
const leading = fc
  .tuple(anyPath, fc.constantFrom('victim/precious.txt', 'victim/deep/precious.txt'))
  .map(([path, end]) => `${path}/../../${end}`);
const runs = { numRuns: 250 };

describe('nothing outside of the output folder changes, whatever the path', () => {
  it('a path to write', () => {
    fc.assert(
      fc.property(fc.oneof(anyPath, leading), (path) => {
        try {
          write([file(path, 'new')]);
        } catch (error) {
          expect(error).toMatchObject({ exitCode: 2 });
        }
        expect(victim()).toEqual(precious);
        expect(Object.keys(filesUnder(parent)).every((found) => /^(victim|dist)\//.test(found))).toBe(true);
        if (!isOutputPath(path)) expect(existsSync(join(output, '.dashwright.json'))).toBe(false);
        rmSync(output, { recursive: true });
      }),
      runs,
    );
  });

  it('a path in the manifest', () => {
    fc.assert(
      fc.property(fc.oneof(anyPath, leading), (path) => {
        mkdirSync(output, { recursive: true });
        manifest([path]);
        try {
          write();
        } catch (error) {
          expect(error).toMatchObject({ exitCode: 2 });
        }
        expect(victim()).toEqual(precious);
        rmSync(output, { recursive: true });
      }),
      runs,
    );
  });

  it.each(['moves', 'removals'])('a path in the journal (%s)', (kind) => {
    fc.assert(
      fc.property(fc.oneof(anyPath, leading), (path) => {
        put('dist/.dashwright-staging/a', 'staged');
        put('dist/.dashwright-journal.json', JSON.stringify({ moves: [], removals: [], [kind]: [path] }));
        try {
          write();
        } catch (error) {
          expect(error).toMatchObject({ exitCode: 2 });
        }
        expect(victim()).toEqual(precious);
        expect(Object.keys(filesUnder(parent)).every((found) => /^(victim|dist)\//.test(found))).toBe(true);
        rmSync(output, { recursive: true });
      }),
      runs,
    );
  });

  it('the error has the path and where it is from', () => {
    manifest(['grafana/../../victim/precious.txt']);
    expect(write).toThrow(/\.dashwright\.json.*names "grafana\/\.\.\/\.\.\/victim\/precious\.txt"/);
  });
});

describe('symbolic links inside of the output folder', () => {
  const digest = '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03';

  it('a link to a folder: nothing is written or removed through it', () => {
    symlinkSync(join(parent, 'victim'), join(output, 'grafana'));
    manifest(['grafana/precious.txt'], { digests: { 'grafana/precious.txt': digest } });
    expect(() => write()).toThrow(/grafana is a symbolic link/);
    expect(() => write([file('grafana/new.json')])).toThrow(/grafana is a symbolic link/);
    expect(() => write([file('grafana/deep/precious.txt')], { overwrite: true })).toThrow(/link/);
    expect(victim()).toEqual(precious);
  });

  it('a link to a file', () => {
    mkdirSync(join(output, 'grafana'));
    symlinkSync(join(parent, 'victim/precious.txt'), join(output, 'grafana/a.json'));
    manifest(['grafana/a.json'], { digests: { 'grafana/a.json': digest } });
    expect(() => write()).toThrow(/grafana\/a\.json is a symbolic link/);
    expect(() => write([file('grafana/a.json', 'new')])).toThrow(/grafana\/a\.json is a symbolic link/);
    expect(victim()).toEqual(precious);
  });

  it.each([
    '.dashwright-staging',
    '.dashwright-journal.json.new',
    '.dashwright.lock',
    `.dashwright.lock.${process.pid}`,
  ])('a file of our own that is a link: %s', (name) => {
    symlinkSync(
      join(parent, name === '.dashwright-staging' ? 'victim' : 'victim/precious.txt'),
      join(output, name),
    );
    write([file('a.json'), file('precious.txt')]);
    expect(victim()).toEqual(precious);
    expect(readFileSync(join(output, 'a.json'), 'utf8')).toBe('a.json');
  });

  it('a link in the staging folder does not get into the output', () => {
    mkdirSync(join(output, '.dashwright-staging/grafana'), { recursive: true });
    symlinkSync(join(parent, 'victim/precious.txt'), join(output, '.dashwright-staging/grafana/a.json'));
    put('dist/.dashwright-journal.json', JSON.stringify({ moves: ['grafana'], removals: [] }));
    expect(() => write()).toThrow(/it was not left by a build/);
    expect(existsSync(join(output, 'grafana'))).toBe(false);
  });

  it('a file with a second hard link is replaced, and the other one stays', () => {
    write([file('a.json', 'old')]);
    linkSync(join(output, 'a.json'), join(parent, 'second.json'));
    write([file('a.json', 'new')]);
    expect(readFileSync(join(parent, 'second.json'), 'utf8')).toBe('old');
  });

  it('the output folder itself may be a link', () => {
    mkdirSync(join(parent, 'real'));
    symlinkSync(join(parent, 'real'), join(parent, 'linked'));
    writeOutput(join(parent, 'linked'), [file('a.json')], everything);
    expect(readFileSync(join(parent, 'real/a.json'), 'utf8')).toBe('a.json');
  });
});

describe('foreign files', () => {
  const mine = (path = 'a.json') => readFileSync(join(output, path), 'utf8');

  it('at the path of an output are not replaced without --overwrite', () => {
    put('dist/a.json', 'mine');
    expect(() => write([file('a.json', 'ours'), file('b.json')])).toThrow(
      /nothing was changed:\n {2}a\.json was not written by a build: .*--overwrite/,
    );
    expect(filesUnder(output)).toEqual({ 'a.json': 'mine' });
    write([file('a.json', 'ours')], { overwrite: true });
    expect(mine()).toBe('ours');
  });

  it('with the same content as the output become outputs', () => {
    put('dist/a.json', 'same');
    expect(write([file('a.json', 'same')])).toMatchObject({ unchanged: 1 });
    expect(write()).toMatchObject({ removed: 1 });
  });

  it('are not removed because the manifest lists them', () => {
    put('dist/grafana/mine.json', 'mine');
    manifest(['grafana/mine.json']);
    expect(() => write()).toThrow(
      /grafana\/mine\.json no longer belongs to a bundle, but was changed since a build wrote it/,
    );
    expect(mine('grafana/mine.json')).toBe('mine');
  });

  it('include outputs that somebody has changed, once no bundle emits them', () => {
    write([file('a.json'), file('b.json')]);
    put('dist/a.json', 'changed by hand');
    expect(() => write([file('b.json')])).toThrow(/a\.json no longer belongs to a bundle/);
    expect(mine()).toBe('changed by hand');
    expect(write([file('b.json')], { overwrite: true })).toMatchObject({ removed: 1 });
    expect(existsSync(join(output, 'a.json'))).toBe(false);
  });

  it('the manifest keeps entries of bundles that a build does not cover', () => {
    write([file('a.json'), file('b.json', 'b', 'bank')]);
    writeOutput(output, [file('a.json', 'new')], { isStale: (bundle) => bundle === 'shop' });
    expect(write([file('a.json', 'new')])).toMatchObject({ removed: 1 });
  });
});

describe('a damaged manifest', () => {
  const conflict = '<<<<<<< HEAD\n{"bundles":{}}\n=======\n{"bundles":{"shop":[]}}\n>>>>>>> other\n';
  it.each([
    ['.dashwright.json', conflict, /conflict markers/],
    ['.dashwright.json', '{"bundles": {"shop": ["a.js', /is damaged/],
    ['.dashwright.json', '[]', /is damaged/],
    ['.dashwright.json', '{"bundles": {"shop": "a.json"}}', /is damaged/],
    ['.dashwright.json', '{"bundles": {"shop": [null]}}', /names null/],
    ['.dashwright.json', '', /is damaged/],
    ['.dashwright-journal.json', conflict, /conflict markers/],
    ['.dashwright-journal.json', '{"moves":["a', /is damaged/],
    ['.dashwright-journal.json', '{"moves":["a"]}', /is damaged/],
    ['.dashwright-journal.json', 'null', /is damaged/],
  ])('%s with %j', (name, text, problem) => {
    put(`dist/${name}`, text);
    put('dist/a.json', 'there');
    const writing = () => write([file('b.json')]);
    expect(writing).toThrow(problem);
    expect(writing).toThrow(/Nothing was changed\. What to do: .*delete it/);
    expect(filesUnder(output)).toEqual({ [name]: text, 'a.json': 'there' });
  });

  it('is written again as the message says', () => {
    write([file('a.json', 'old'), file('b.json')]);
    put('dist/.dashwright.json', conflict);
    rmSync(join(output, '.dashwright.json'));
    expect(write([file('a.json', 'new'), file('b.json')], { overwrite: true })).toMatchObject({ written: 1 });
  });
});

describe('obstacles are found before anything is changed', () => {
  const before = { 'a/1.json': 'old', 'b/2.json': 'old', 'c/3.json': 'old' };
  const next = [file('a/1.json', 'new'), file('b/2.json', 'new'), file('d/new.json', 'new')];
  beforeEach(() => {
    write(Object.entries(before).map(([path, content]) => file(path, content)));
  });
  const unchanged = (more: object = {}) => {
    const { '.dashwright.json': _, ...files } = filesUnder(output);
    expect(files).toEqual({ ...before, ...more });
    expect(existsSync(join(output, '.dashwright-staging'))).toBe(false);
    expect(existsSync(join(output, '.dashwright-journal.json'))).toBe(false);
  };

  it('a file instead of a folder', () => {
    put('dist/d', 'a file');
    expect(() => write(next)).toThrow(/d is a file where a folder is needed/);
    unchanged({ d: 'a file' });
  });

  it('a folder instead of a file', () => {
    put('dist/d/new.json/mine', 'mine');
    expect(() => write(next)).toThrow(/d\/new\.json is a folder where a file is needed/);
    unchanged({ 'd/new.json/mine': 'mine' });
  });

  it('a folder instead of a file to be removed', () => {
    rmSync(join(output, 'c/3.json'));
    put('dist/c/3.json/mine', 'mine');
    expect(() => write(next)).toThrow(/c\/3\.json is a folder/);
    const { 'c/3.json': _, ...others } = before;
    expect(filesUnder(output)).toMatchObject({ ...others, 'c/3.json/mine': 'mine' });
  });

  it('all of them at once', () => {
    put('dist/d', 'a file');
    rmSync(join(output, 'b'), { recursive: true });
    symlinkSync(join(parent, 'victim'), join(output, 'b'));
    expect(() => write(next)).toThrow(/\n {2}.*\n {2}/);
    expect(statSync(join(output, 'd')).isFile()).toBe(true);
  });

  it('a name that is too long is a mistake that names the file', () => {
    expect(() => write([file(`a/${'x'.repeat(300)}.json`)])).toThrow(
      /x: the name is too long|x\.json: the name is too long/,
    );
    unchanged();
  });
});
