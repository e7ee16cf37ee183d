import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  dashwright,
  expectFinding,
  refused,
  shopsWith,
  shopWith,
  withLimit,
} from '../support/misbehaving.js';
import { type Project, project, shopBundle } from '../support/project.js';

// Those that take longer, and what each command does: test/e2e.
const made: Project[] = [];
const kept = (shop: Project): Project => {
  made.push(shop);
  return shop;
};
afterEach(() => {
  for (const shop of made.splice(0)) shop.remove();
});

/** First lines of bundles, and what is found: in a line of its file, in the file, or only in the folder. */
type Example = readonly [lines: string, says: string, at: number | 'bundle' | 'folder'];

const examples: Readonly<Record<string, readonly Example[]>> = {
  'that ends the process': [
    ['process.exit(0);', 'calls process.exit(0)', 2],
    ["import('node:process').catch(() => 0); globalThis.process.exit();", 'calls process.exit()', 2],
    ["import { exit } from 'node:process'; exit(0);", 'calls process.exit(0)', 2],
    ['process.kill(process.pid);', 'calls process.kill(', 2],
    ['process.abort();', 'calls process.abort()', 2],
    ['try { process.exit(0); } catch {}', 'calls process.exit(0)', 2],
    ['queueMicrotask(() => process.exit(0));', 'calls process.exit(0)', 2],
    ['setTimeout(() => process.exit(0));', 'calls process.exit(0)', 2],
  ],
  'that changes the process': [
    ["process.chdir('/');", 'calls process.chdir(/)', 2],
    ["import { chdir } from 'node:process';\nchdir('..');", 'calls process.chdir(..)', 3],
    ['process.umask(0);', 'calls process.umask(0)', 2],
    ['process.exitCode = 0;', 'sets process.exitCode', 2],
  ],
  'that listens to the process, or stops others from it': [
    ["process.on('exit', () => process.exit(0)); throw new Error('b');", 'calls process.on(exit, …)', 2],
    ["process.once('exit', () => { process.exitCode = 0; });", 'calls process.once(exit, …)', 2],
    [
      "process.removeAllListeners(); Promise.reject(new Error('c'));",
      'calls process.removeAllListeners()',
      2,
    ],
    ['process.setUncaughtExceptionCaptureCallback(() => {});', 'calls process.setUncaughtException', 2],
  ],
  'that throws, whatever, and when': [
    ["throw 'a text';", 'the definition throws "a text"', 'bundle'],
    ['throw null;', 'the definition throws null', 'bundle'],
    ['throw undefined;', 'the definition throws undefined', 'bundle'],
    ["throw { get message() { throw new Error('no'); } };", 'a value that throws when it is read', 'bundle'],
    [
      "throw Object.defineProperty(new Error('x'), 'message', { get() { throw new Error('no'); } });",
      'throws',
      'bundle',
    ],
    ["throw new TypeError('boom');", 'the definition throws TypeError: boom', 2],
    ["Promise.reject(new Error('boom'));", 'the definition throws Error: boom', 2],
    ["Promise.reject('another text');", 'the definition throws "another text"', 'folder'],
    ["queueMicrotask(() => { throw new Error('boom'); });", 'the definition throws Error: boom', 2],
    ['process.nextTick(() => { throw undefined; });', 'the definition throws undefined', 'folder'],
    ["process.nextTick(() => { throw new Error('boom'); });", 'the definition throws Error: boom', 2],
    ["setTimeout(() => { throw new Error('boom'); }, 1);", 'throws Error: boom', 2],
    ["setImmediate(() => { throw new Error('boom'); }, 1);", 'throws Error: boom', 2],
  ],
  'with a timer that fails, beside a mistake': [
    [
      "setTimeout(() => { throw new Error('once'); }, 1);\nd.gauge({ help: 'Odd.', unit: 7 as never });",
      'throws Error: once',
      2,
    ],
  ],
};

// Each in a bundle of its own: one process runs all of them, and none hides another.
describe('a definition', () => {
  let shop: Project;
  let findings: string[];
  const all = Object.values(examples).flat();
  beforeAll(async () => {
    shop = shopsWith(all.map(([lines]) => lines));
    findings = await refused(shop, ['list']);
  });
  afterAll(() => shop.remove());

  it.each(Object.entries(examples))('%s is a finding', (_, some) => {
    for (const example of some) {
      const [, says, at] = example;
      const file = `definitions/shop${all.indexOf(example)}/bundle.ts`;
      const place = at === 'folder' ? 'definitions' : at === 'bundle' ? file : `${file}:${at}`;
      expectFinding(findings, place, says);
    }
  });

  it('with a timer that fails is reported once', () => {
    expect(findings.join('\n\n').split('once\n')).toHaveLength(2);
  });
});

it('build is neither ended nor blocked', async () => {
  const shop = kept(
    shopsWith([
      'process.exit(0);',
      'while (true) {}',
      "throw 'a text';",
      "setTimeout(() => { throw new Error('boom'); }, 1);",
      'const wait = () => {\n  for (;;) {}\n};\nwait();',
      'const wait = async () => {\n  await null;\n  for (;;) {}\n};\nvoid wait();',
    ]),
  );
  await withLimit(async (limit, seconds) => {
    const findings = await refused(shop, ['build', ...limit]);
    expectFinding(findings, 'definitions/shop0/bundle.ts:2', 'calls process.exit(0)');
    expectFinding(findings, 'definitions/shop1/bundle.ts:2', `have run for ${seconds} seconds`);
    expectFinding(findings, 'definitions/shop2/bundle.ts:1', 'the definition throws "a text"');
    expectFinding(findings, 'definitions/shop3/bundle.ts:2', 'Error: boom');
    expectFinding(findings, 'definitions/shop4/bundle.ts:3', `have run for ${seconds} seconds`);
    expectFinding(findings, 'definitions/shop5/bundle.ts:4', `have run for ${seconds} seconds`);
  });
});

it('a timer that is still running does not keep a command from finishing', async () => {
  expect((await dashwright(kept(shopWith('setInterval(() => {}, 1000);')), ['list'])).code).toBe(0);
});

describe('a definition that throws', () => {
  const found = async (shop: Project, place: string) => {
    const ran = await kept(shop).run('check', '--definitions', shop.path('definitions'));
    expect(ran.code).toBe(1);
    expectFinding(ran.errors.split('\n\n'), place, 'the definition throws Error: boom');
  };

  it('in a getter of an export', () => {
    const bundle = "export default { get type() { throw new Error('boom'); } };\n";
    const shop = shopWith('', {
      'definitions/shop/bundle.ts': bundle,
      'definitions/shop/scenarios/queue.ts': 'export {};\n',
    });
    return found(shop, 'definitions/shop/bundle.ts:1');
  });

  it('in a getter that is read when files are emitted', () => {
    const panels =
      "d.panel.timeseries({ title: 'X', show: traffic, ...{ get description(): string { throw new Error('boom'); } } }),";
    return found(shopWith('', shopBundle({ panels })), 'definitions/shop/bundle.ts');
  });
});

it('the limit is parsed strictly', async () => {
  const shop = kept(project(shopBundle()));
  for (const value of ['0', '-1', 'NaN', '1m', '3601', '']) {
    const { code, errors } = await shop.run('check', '--definitions-timeout', value);
    expect(errors).toContain('Expected a number of seconds above 0 and up to 3600');
    expect(code).toBe(2);
  }
});
