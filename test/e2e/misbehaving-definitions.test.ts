import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import {
  dashwright,
  expectFinding,
  refused,
  scenario,
  shopsWith,
  shopWith,
  withLimit,
} from '../support/misbehaving.js';
import { type Project, project, shopBundle } from '../support/project.js';

// Definitions that end, block or use up a real process; those that `npm test` tries too are in test/cli.
const bundle = 'definitions/shop/bundle.ts';
const { [bundle]: source } = shopBundle();
let shop: Project;
afterEach(() => shop.remove());

async function tells(args: readonly string[], place: string, says: string, environment = {}): Promise<void> {
  expectFinding(await refused(shop, args, environment), place, says);
}

it('test is neither ended nor blocked', async () => {
  shop = shopsWith([
    'process.exit(0);',
    'while (true) {}',
    "throw 'a text';",
    "setTimeout(() => { throw new Error('boom'); }, 1);",
  ]);
  await withLimit(async (limit, seconds) => {
    const findings = await refused(shop, ['test', ...limit]);
    expectFinding(findings, 'definitions/shop0/bundle.ts:2', 'calls process.exit(0)');
    expectFinding(findings, 'definitions/shop1/bundle.ts:2', `have run for ${seconds} seconds`);
    expectFinding(findings, 'definitions/shop2/bundle.ts:1', 'the definition throws "a text"');
    expectFinding(findings, 'definitions/shop3/bundle.ts:2', 'Error: boom');
  });
});

it('a definition that ends the process is a finding even if there are no others', async () => {
  shop = shopWith('process.exit(0);');
  await tells(['build'], 'definitions/shop/bundle.ts:2', 'calls process.exit(0)');
});

it('check is not ended by definitions that listen to the process', async () => {
  shop = shopsWith([
    "process.on('exit', () => process.exit(0)); throw new Error('boom');",
    "process.removeAllListeners(); Promise.reject(new Error('boom'));",
  ]);
  const findings = await refused(shop, ['check']);
  expectFinding(findings, 'definitions/shop0/bundle.ts:2', 'calls process.on(exit, …)');
  expectFinding(findings, 'definitions/shop1/bundle.ts:2', 'calls process.removeAllListeners()');
});

describe('a definition that does not finish', () => {
  it('in a file that a scenario imports', async () => {
    shop = shopWith('', {
      'definitions/shop/scenarios/queue.ts': `${scenario}import './helper/wait.js';\n`,
      'definitions/shop/scenarios/helper/wait.ts': 'export const a = 1;\nfor (;;) {}\n',
    });
    await withLimit(async (limit) => {
      const { code, text } = await dashwright(shop, ['test', ...limit]);
      expect(text).toContain('definitions/shop/scenarios/helper/wait.ts:2');
      expect(code).toBe(1);
    });
  });

  it('in a custom check', async () => {
    shop = shopWith('', {
      'definitions/checks.ts': 'export default { checks: [function slow() { for (;;) {} }] };\n',
    });
    await withLimit(async (limit) => {
      const { code, text } = await dashwright(shop, ['check', ...limit]);
      expect(text).toContain('the custom check slow');
      expect(code).toBe(1);
    });
  });

  it('in a timer, which does not keep the command from finishing', async () => {
    shop = shopWith('setInterval(() => {}, 10); setTimeout(() => { for (;;) {} });');
    await withLimit(async (limit, seconds) => {
      const { code, text } = await dashwright(shop, ['list', ...limit]);
      expect(text).toContain(`have run for ${seconds} seconds`);
      expect(code).toBe(1);
    });
  });

  it('in the message of an error', async () => {
    const endless = (key: string) =>
      `throw Object.defineProperty(new Error('x'), '${key}', { get() { for (;;) {} } });`;
    shop = shopsWith([
      endless('stack'),
      endless('message'),
      endless('code'),
      'throw new Proxy({}, { getPrototypeOf() { for (;;) {} }, get() { for (;;) {} } });',
      `Promise.reject().catch(() => { ${endless('stack')} });`,
    ]);
    const unreadable = 'a value that throws when it is read, or';
    await withLimit(async (limit) => {
      const findings = await refused(shop, ['list', ...limit]);
      for (const index of [0, 1, 3])
        expectFinding(findings, `definitions/shop${index}/bundle.ts`, unreadable);
      expectFinding(findings, 'definitions/shop2/bundle.ts:2', 'throws Error: x');
      expectFinding(findings, 'definitions', unreadable);
    });
  });
});

describe.runIf(process.platform !== 'win32')('what is not read or waited for', () => {
  it('is what a definition waits for in the system', async () => {
    shop = shopWith("import { execSync } from 'node:child_process';\nexecSync('sleep 60');");
    await withLimit((limit, seconds) => {
      const says = `waits for sleep 60, which has run for ${seconds} seconds`;
      return tells(['list', ...limit], 'definitions/shop/bundle.ts:3', says);
    });
    spawnSync('mkfifo', [shop.path('pipe')]);
    const file = JSON.stringify(shop.path('pipe'));
    shop.write({
      [bundle]: source.replace('\n', `\nimport fs from 'node:fs';\nfs.readFileSync(${file});\n`),
    });
    await tells(['list'], 'definitions/shop/bundle.ts:3', 'pipe, which is not a regular file');
  });

  it('is a pipe in place of a file', async () => {
    shop = shopWith("import data from './data.json';\nexport const more = data;");
    spawnSync('mkfifo', [shop.path('definitions/shop/data.json')]);
    await withLimit(async (limit) => {
      const { code, text } = await dashwright(shop, ['list', ...limit]);
      expect(text).toContain('definitions/shop/data.json');
      expect(code).toBe(2);
    });
  });
});

describe('a definition that runs out of memory', () => {
  const line = 'const all: object[] = []; for (;;) all.push({});';
  // It is full soon.
  const littleMemory = { NODE_OPTIONS: '--max-old-space-size=100' };

  it.each(['build', 'test'])('%s says so, with the line', async (command) => {
    shop = shopWith(`debugger;\n${line}`);
    await tells(
      [command],
      'definitions/shop/bundle.ts:3: ',
      'the definitions have used up the',
      littleMemory,
    );
    expect(existsSync(shop.path('dist'))).toBe(false);
  });

  it('when it is resolved', async () => {
    shop = project(shopBundle({ panels: `d.panel.text({ get markdown(): string { ${line} } }),` }));
    await tells(['check'], 'definitions/shop/bundle.ts:', '--max-old-space-size=', littleMemory);
  });

  it('in a promise', async () => {
    shop = shopWith(`void (async () => { await null; ${line} })();`);
    await tells(['list'], 'dashwright: ', 'the definitions have used up the', littleMemory);
  });
});
