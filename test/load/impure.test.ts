import { afterEach, describe, expect, it } from 'vitest';
import { type Project, project, shopBundle } from '../support/project.js';

const bundle = 'definitions/shop/bundle.ts';
const { [bundle]: source = '' } = shopBundle();

let current: Project;
afterEach(() => current.remove());

/** A project in which the description of the bundle is the result of some code. */
function using(code: string, line = '', files: Readonly<Record<string, string>> = {}): Project {
  const text = source.replace("'A shop.'", `String(${code})`);
  current = project({ ...shopBundle(), [bundle]: `${line}\n${text}`, ...files });
  return current;
}

const sizes = {
  'node_modules/sizes/package.json': '{ "name": "sizes", "main": "index.js" }',
};

describe('definition/impure', () => {
  it.each<[string, string, string?]>([
    ['the environment', "process.env['HOME'] === undefined"],
    ['the environment', "'HOME' in process.env"],
    ['the environment', 'Object.keys(process.env).length > 0'],
    ['the environment', 'globalThis.process.pid > 0'],
    ['the environment', 'process.cwd() === ""'],
    ['the clock', 'new Date().getFullYear() > 2000'],
    ['the clock', 'Date.now() > 0'],
    ['the clock', "Date() === ''"],
    ['the clock', 'performance.now() > 0'],
    ['random numbers', 'Math.random() < 2'],
    ['random numbers', '(({ random }) => random() < 2)(Math)'],
    ['random numbers', "crypto.randomUUID() !== ''"],
    ['random numbers', 'randomBytes(1).length', "import { randomBytes } from 'node:crypto';"],
    ['the network', "fetch('http://127.0.0.1:1').catch(() => 0) !== undefined"],
    ['files', "existsSync('/etc')", "import { existsSync } from 'node:fs';"],
    ['files', "fs.readdirSync('/').length > 0", "import * as fs from 'fs';"],
    ['the environment', 'tmpdir().length > 0', "import { tmpdir } from 'node:os';"],
    ['the environment', "require('node:os').tmpdir().length > 0"],
  ])('a definition that uses %s: %s', async (what, code, line = '') => {
    const { code: exit, errors } = await using(code, line).build();
    expect(exit).toBe(1);
    expect(errors).toContain('definition/impure');
    expect(errors).toContain(`a definition uses ${what}`);
    expect(errors).toMatch(/shop\/bundle\.ts:\d+:\d+ error definition\/impure/);
    expect(errors).toContain('environments');
    expect(current.output()).toEqual({});
  });

  it.each([
    ['Array.prototype.x', '(Array.prototype as any).x = () => 1;'],
    ['Object.prototype.y', '(Object.prototype as any).y = 1;'],
    ['JSON.stringify', "JSON.stringify = () => '{}';"],
    ['globalThis.URL', 'delete (globalThis as any).URL;'],
    ['String.prototype.trim', "for (const key of ['trim']) String.prototype[key] = () => '';"],
  ])('a definition that changes %s', async (what, line) => {
    const { code, errors } = await using("''", line).build();
    expect(code).toBe(1);
    expect(errors).toContain(`a definition changes ${what}, which`);
    expect(errors).toMatch(/shop\/bundle\.ts:1:\d+ error definition\/impure/);
    // The change is reverted for whatever runs next.
    expect((await using("''").build()).code).toBe(0);
  });

  it('definitions that try to change built-in objects permanently', async () => {
    const changes: [what: string, line: string][] = [
      ['Object.prototype', 'Object.freeze(Object.prototype);'],
      ['Array.prototype', 'Object.seal(Array.prototype);'],
      ['String', '({}).constructor.preventExtensions(String);'],
      ['Map.prototype', 'Reflect.preventExtensions(Map.prototype);'],
      ['%ArrayIteratorPrototype%', 'Object.freeze(Object.getPrototypeOf([].values()));'],
      [
        'Array.prototype.flat',
        "Object.defineProperty(Array.prototype, 'flat', { value: 1, configurable: false });",
      ],
      [
        'Array.prototype.at',
        'Object.defineProperties(Array.prototype, { at: { value: 1, configurable: false } });',
      ],
      ['Set.prototype.__proto__', '(Set.prototype as any).__proto__ = Array.prototype;'],
      ['Array.prototype.__proto__', 'Object.setPrototypeOf(Array.prototype, { x: 1 });'],
      ['console.log', 'console.log = () => {};'],
      ['globalThis.setTimeout', 'globalThis.setTimeout = (() => 0) as any;'],
      ['globalThis.structuredClone', 'global.structuredClone = (() => 0) as any;'],
      ['globalThis.process', 'globalThis.process = {} as any;'],
      ['Error.prepareStackTrace', "Error.prepareStackTrace = () => '';"],
      ['Error.stackTraceLimit', "Error.stackTraceLimit = 0; throw new Error('boom');"],
    ];
    const lines = changes.map(([, line]) => line).join('\n');
    const { code, errors } = await using("''", lines).build();
    expect(code).toBe(1);
    for (const [index, [what]] of changes.entries()) {
      const at = `shop/bundle\\.ts:${index + 1}:\\d+ error definition/impure definitions\\n  a definition changes `;
      expect(errors).toMatch(new RegExp(`${at}${what}, which`));
    }
    expect(errors).toMatch(
      /shop\/bundle\.ts:\d+:\d+ error definition\/throws shop\n {2}the definition throws Error: boom/,
    );
    expect((await using("''").build()).code).toBe(0);
  });

  it('the text of an alert that is impure when it is emitted', async () => {
    current = project({
      ...shopBundle(),
      [bundle]: source.replace('jobs wait, above', '${process.arch} wait, above'),
    });
    expect(await current.build()).toMatchObject({
      code: 1,
      errors: expect.stringContaining('the environment'),
    });
  });

  it('an installed package', async () => {
    const files = { ...sizes, 'node_modules/sizes/index.js': 'exports.size = Date.now();' };
    const { errors } = await using('size', "import { size } from 'sizes';", files).build();
    expect(errors).toContain('a definition uses the clock');
  });

  it('allows code that always has the same result', async () => {
    const code =
      "JSON.stringify([new Date(0).toISOString(), new Date(2020, 1) instanceof Date, Math.max(1, 2), join('a', 'b'), typeof process, size, createHash('sha256').update('a').digest('hex'), typeof readFileSync])";
    const imports =
      "import { join } from 'node:path';\nimport { createHash } from 'node:crypto';\nimport { readFileSync } from 'node:fs';\nimport { size } from 'sizes';";
    const files = {
      ...sizes,
      'node_modules/sizes/index.js':
        "const { readFileSync } = require('fs'); exports.size = process.env.NODE_ENV === 'production' ? 1 : 2;",
    };
    expect(await using(code, imports, files).build()).toMatchObject({ code: 0, errors: '' });
  });

  it('has the level that a team sets', async () => {
    const settings = {
      'definitions/checks.ts': "export default { levels: { 'definition/impure': 'off' } };",
    };
    expect(await using('Date.now() > 0', '', settings).build()).toMatchObject({ code: 0, errors: '' });
  });
});
