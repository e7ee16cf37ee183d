import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Project, project, shopBundle } from '../support/project.js';

const bin = fileURLToPath(new URL('../../bin/dashwright.js', import.meta.url));
const bundle = 'definitions/shop/bundle.ts';
const { [bundle]: source } = shopBundle();
const scenario = `import { constant, scenario } from 'dashwright/testing';
import shop from '../bundle.js';

export default scenario('jobs pile up', { alerts: [shop.options.alerts.QueueLong] })
  .series(shop.options.metrics.queue_length, constant(200))
  .firingAt('10m');
`;

let shop: Project;
/** Variables of the process in which the command runs, in addition to those of the tests. */
let environment: Readonly<Record<string, string>> = {};
afterEach(() => shop.remove());

const withLines = (text: string, lines: string) => text.replace('\n', `\n${lines}\n`);

/** The bundle of the shop with lines before it, the first of which is line 2 of the file. */
function shopWith(lines: string, more: Readonly<Record<string, string>> = {}): Project {
  shop = project({
    ...shopBundle(),
    [bundle]: withLines(source, lines),
    'definitions/shop/scenarios/queue.ts': scenario,
    ...more,
  });
  return shop;
}

/** A project with a bundle for each of these lines: `shop0`, `shop1` and so on. */
function shopsWith(all: readonly string[]): Project {
  const files = all.map((lines, index) => {
    const named = source.replaceAll("'shop'", `'shop${index}'`).replaceAll('QueueLong', `Queue${index}Long`);
    return {
      [`definitions/shop${index}/bundle.ts`]: withLines(named, lines),
      [`definitions/shop${index}/runbooks/queue-long.md`]: '# Queue is long\n',
    };
  });
  shop = project(Object.assign({}, ...files));
  return shop;
}

/**
 * In a separate process, because what ends a process would end that of the tests. What happens while definitions load
 * is the same for all commands: `list` does nothing else, in a third of the time of `check`.
 */
async function dashwright(...args: string[]) {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: shop.folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const guard = setTimeout(() => child.kill('SIGKILL'), 240_000);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  const [code] = await once(child, 'close');
  clearTimeout(guard);
  return { code, text };
}

/** The command fails without a stack trace. Returns its findings. */
async function refused(command: string, ...options: string[]): Promise<string[]> {
  const { code, text } = await dashwright(command, ...options);
  expect(text).not.toMatch(/\n\s+at |internal error/);
  expect(code, text).toBe(1);
  return text.split('\n\n');
}

/** One of the findings has this place and this message. */
function expectFinding(findings: readonly string[], place: string, says: string): void {
  const found = findings.some((finding) => finding.includes(place) && finding.includes(says));
  expect(found, `${place} … ${says}\n\nin\n\n${findings.join('\n\n')}`).toBe(true);
}

async function tells(command: string, place: string, says: string, ...options: string[]): Promise<void> {
  expectFinding(await refused(command, ...options), place, says);
}

// Each in a bundle of its own: one process runs all of them, and none hides another.
it('a definition that ends the process is a finding', async () => {
  const examples: [lines: string, call: string][] = [
    ['process.exit(0);', 'process.exit(0)'],
    ["import('node:process').catch(() => 0); globalThis.process.exit();", 'process.exit()'],
    ["import { exit } from 'node:process'; exit(0);", 'process.exit(0)'],
    ['process.kill(process.pid);', 'process.kill('],
    ['process.abort();', 'process.abort()'],
    ['try { process.exit(0); } catch {}', 'process.exit(0)'],
    ['queueMicrotask(() => process.exit(0));', 'process.exit(0)'],
    ['setTimeout(() => process.exit(0));', 'process.exit(0)'],
  ];
  shopsWith(examples.map(([lines]) => lines));
  const findings = await refused('list');
  for (const [index, [, call]] of examples.entries())
    expectFinding(findings, `definitions/shop${index}/bundle.ts:2`, `calls ${call}`);
});

/**
 * Tries with a quarter of a second for the definitions, each of which is waited for. A busy machine may need longer for
 * what comes before a loop: there the same has to be found with more, up to twenty seconds.
 */
async function withLimit(
  attempt: (limit: readonly string[], seconds: string) => Promise<void>,
): Promise<void> {
  for (const seconds of ['0.25', '1', '5']) {
    try {
      return await attempt(['--definitions-timeout', seconds], seconds);
    } catch {
      // With more time.
    }
  }
  return attempt(['--definitions-timeout', '20'], '20');
}

it.each(['build', 'test'])('%s is neither ended nor blocked', async (command) => {
  shopsWith([
    'process.exit(0);',
    'while (true) {}',
    "throw 'a text';",
    "setTimeout(() => { throw new Error('boom'); }, 1);",
  ]);
  await withLimit(async (limit, seconds) => {
    const findings = await refused(command, ...limit);
    expectFinding(findings, 'definitions/shop0/bundle.ts:2', 'calls process.exit(0)');
    expectFinding(findings, 'definitions/shop1/bundle.ts:2', `have run for ${seconds} seconds`);
    expectFinding(findings, 'definitions/shop2/bundle.ts:1', 'the definition throws "a text"');
    expectFinding(findings, 'definitions/shop3/bundle.ts:2', 'Error: boom');
  });
});

it('a definition that ends the process is a finding even if there are no others', async () => {
  shopWith('process.exit(0);');
  await tells('build', 'definitions/shop/bundle.ts:2', 'calls process.exit(0)');
});

describe('a definition that does not finish', () => {
  it('in a loop', async () => {
    shopsWith([
      'while (true) {}',
      'const wait = () => {\n  for (;;) {}\n};\nwait();',
      'const wait = async () => {\n  await null;\n  for (;;) {}\n};\nvoid wait();',
    ]);
    await withLimit(async (limit, seconds) => {
      const findings = await refused('list', ...limit);
      expectFinding(findings, 'definitions/shop0/bundle.ts:2', `have run for ${seconds} seconds`);
      expectFinding(findings, 'definitions/shop1/bundle.ts:3', `have run for ${seconds} seconds`);
      expectFinding(findings, 'definitions/shop2/bundle.ts:4', `have run for ${seconds} seconds`);
    });
  });

  it('in a file that a scenario imports', async () => {
    shopWith('', {
      'definitions/shop/scenarios/queue.ts': `${scenario}import './helper/wait.js';\n`,
      'definitions/shop/scenarios/helper/wait.ts': 'export const a = 1;\nfor (;;) {}\n',
    });
    await withLimit(async (limit) => {
      const { code, text } = await dashwright('test', ...limit);
      expect(text).toContain('definitions/shop/scenarios/helper/wait.ts:2');
      expect(code).toBe(1);
    });
  });

  it('in a custom check', async () => {
    shopWith('', {
      'definitions/checks.ts': 'export default { checks: [function slow() { for (;;) {} }] };\n',
    });
    await withLimit(async (limit) => {
      const { code, text } = await dashwright('check', ...limit);
      expect(text).toContain("the team's check slow");
      expect(code).toBe(1);
    });
  });

  it('in a timer, which does not keep the command from finishing', async () => {
    shopWith('setInterval(() => {}, 10); setTimeout(() => { for (;;) {} });');
    await withLimit(async (limit, seconds) => {
      const { code, text } = await dashwright('list', ...limit);
      expect(text).toContain(`have run for ${seconds} seconds`);
      expect(code).toBe(1);
    });
  });
});

it.runIf(process.platform !== 'win32')(
  'a definition that waits in the system is not waited for',
  async () => {
    shopWith("import { execSync } from 'node:child_process';\nexecSync('sleep 60');");
    await withLimit((limit, seconds) => {
      const says = `waits for sleep 60, which has run for ${seconds} seconds`;
      return tells('list', 'definitions/shop/bundle.ts:3', says, ...limit);
    });
    spawnSync('mkfifo', [shop.path('pipe')]);
    const file = JSON.stringify(shop.path('pipe'));
    shop.write({
      [bundle]: source.replace('\n', `\nimport fs from 'node:fs';\nfs.readFileSync(${file});\n`),
    });
    await tells('list', 'definitions/shop/bundle.ts:3', 'pipe, which is not a plain file');
  },
);

it('a failing timer is reported once', async () => {
  shopWith(
    "setTimeout(() => { throw new Error('boom'); }, 1);\nd.gauge({ help: 'Odd.', unit: 7 as never });",
  );
  const { text } = await dashwright('list');
  expect(text.split('boom')).toHaveLength(2);
});

it('the process is not changed', async () => {
  shopsWith([
    "process.chdir('/');",
    "import { chdir } from 'node:process';\nchdir('..');",
    'process.umask(0);',
  ]);
  const findings = await refused('list');
  expectFinding(findings, 'definitions/shop0/bundle.ts:2', 'calls process.chdir(/)');
  expectFinding(findings, 'definitions/shop1/bundle.ts:3', 'calls process.chdir(..)');
  expectFinding(findings, 'definitions/shop2/bundle.ts:2', 'calls process.umask(0)');
});

it('definitions cannot set the exit code', async () => {
  shopWith('process.exitCode = 0;');
  await tells('list', 'definitions/shop/bundle.ts:2', 'sets process.exitCode');
});

it('definitions cannot listen to the process, nor stop others from it', async () => {
  shopsWith([
    "process.on('exit', () => process.exit(0)); throw new Error('boom');",
    "process.once('exit', () => { process.exitCode = 0; });",
    "process.removeAllListeners(); Promise.reject(new Error('boom'));",
    'process.setUncaughtExceptionCaptureCallback(() => {});',
  ]);
  const findings = await refused('check');
  expectFinding(findings, 'definitions/shop0/bundle.ts:2', 'calls process.on(exit, …)');
  expectFinding(findings, 'definitions/shop1/bundle.ts:2', 'calls process.once(exit, …)');
  expectFinding(findings, 'definitions/shop2/bundle.ts:2', 'calls process.removeAllListeners()');
  expectFinding(findings, 'definitions/shop3/bundle.ts:2', 'calls process.setUncaughtException');
});

describe('a definition that runs out of memory', () => {
  const line = 'const all: object[] = []; for (;;) all.push({});';
  // With little memory, it is full soon.
  beforeEach(() => {
    environment = { NODE_OPTIONS: '--max-old-space-size=100' };
  });
  afterEach(() => {
    environment = {};
  });

  it.each(['build', 'test'])('%s says so, with the line', async (command) => {
    shopWith(`debugger;\n${line}`);
    await tells(command, 'definitions/shop/bundle.ts:3: ', 'have used up the memory of');
    expect(existsSync(shop.path('dist'))).toBe(false);
  });

  it('when it is resolved', async () => {
    shop = project(shopBundle({ panels: `d.panel.text({ get markdown(): string { ${line} } }),` }));
    await tells('check', 'definitions/shop/bundle.ts:', '--max-old-space-size=');
  });

  it('in a promise', async () => {
    shopWith(`void (async () => { await null; ${line} })();`);
    await tells('list', 'dashwright: ', 'have used up the memory of');
  });
});

it('a timer that is still running does not keep a command from finishing', async () => {
  shopWith('setInterval(() => {}, 1000);');
  expect((await dashwright('list')).code).toBe(0);
});

describe('a definition that throws', () => {
  it('is a finding, whatever is thrown, and when', async () => {
    const examples: [lines: string, says: string, at: 'bundle' | 'line' | 'folder'][] = [
      ["throw 'a text';", 'the definition throws "a text"', 'bundle'],
      ['throw null;', 'the definition throws null', 'bundle'],
      ['throw undefined;', 'the definition throws undefined', 'bundle'],
      [
        "throw { get message() { throw new Error('no'); } };",
        'a value that throws when it is read',
        'bundle',
      ],
      [
        "throw Object.defineProperty(new Error('x'), 'message', { get() { throw new Error('no'); } });",
        'throws',
        'bundle',
      ],
      ["throw new TypeError('boom');", 'the definition throws TypeError: boom', 'line'],
      ["Promise.reject(new Error('boom'));", 'the definition throws Error: boom', 'line'],
      ["Promise.reject('another text');", 'the definition throws "another text"', 'folder'],
      ["queueMicrotask(() => { throw new Error('boom'); });", 'the definition throws Error: boom', 'line'],
      ["setTimeout(() => { throw new Error('boom'); }, 1);", 'throws Error: boom', 'line'],
      ["setImmediate(() => { throw new Error('boom'); }, 1);", 'throws Error: boom', 'line'],
    ];
    shopsWith(examples.map(([lines]) => lines));
    const findings = await refused('list');
    for (const [index, [, says, at]] of examples.entries()) {
      const file = `definitions/shop${index}/bundle.ts`;
      expectFinding(findings, { bundle: file, line: `${file}:2`, folder: 'definitions' }[at], says);
    }
  });

  it('with an error whose message cannot be read', async () => {
    const endless = (key: string) =>
      `throw Object.defineProperty(new Error('x'), '${key}', { get() { for (;;) {} } });`;
    shopsWith([
      endless('stack'),
      endless('message'),
      endless('code'),
      'throw new Proxy({}, { getPrototypeOf() { for (;;) {} }, get() { for (;;) {} } });',
      `Promise.reject().catch(() => { ${endless('stack')} });`,
    ]);
    await withLimit(async (limit) => {
      const findings = await refused('list', ...limit);
      for (const index of [0, 1, 3])
        expectFinding(
          findings,
          `definitions/shop${index}/bundle.ts`,
          'a value that throws when it is read, or',
        );
      expectFinding(findings, 'definitions/shop2/bundle.ts:2', 'throws Error: x');
      expectFinding(findings, 'definitions', 'a value that throws when it is read, or');
    });
  });

  it('in a getter of an export', async () => {
    shopWith('', {
      [bundle]: "export default { get type() { throw new Error('boom'); } };\n",
      'definitions/shop/scenarios/queue.ts': 'export {};\n',
    });
    await tells('list', 'definitions/shop/bundle.ts:1', 'the definition throws Error: boom');
  });

  it('in a getter that is read when files are emitted', async () => {
    const panels =
      "d.panel.timeseries({ title: 'X', show: traffic, ...{ get description(): string { throw new Error('boom'); } } }),";
    shop = project({ ...shopBundle({ panels }), 'definitions/shop/scenarios/queue.ts': scenario });
    await tells('check', 'definitions/shop/bundle.ts', 'the definition throws Error: boom');
  });
});

it.runIf(process.platform !== 'win32')('a pipe in place of a file is named, and not waited for', async () => {
  shopWith("import data from './data.json';\nexport const more = data;");
  spawnSync('mkfifo', [shop.path('definitions/shop/data.json')]);
  await withLimit(async (limit) => {
    const { code, text } = await dashwright('list', ...limit);
    expect(text).toContain('definitions/shop/data.json');
    expect(code).toBe(2);
  });
});

it('the limit is parsed strictly', async () => {
  shop = project(shopBundle());
  for (const value of ['0', '-1', 'NaN', '1m', '3601', '']) {
    const { code, errors } = await shop.run('check', '--definitions-timeout', value);
    expect(errors).toContain('Expected a number of seconds above 0 and up to 3600');
    expect(code).toBe(2);
  }
});
