import { afterAll, describe, expect, test } from 'vitest';
import { project, shopBundle } from '../support/project.js';

const shop = project(shopBundle());
afterAll(() => shop.remove());

/** Required arguments of every command, so that only the option under test is wrong. */
const required: Readonly<Record<string, readonly string[]>> = {
  publish: ['oci://localhost:1/charts'],
  diff: ['--against', 'nowhere'],
  simulate: ['--bundle', 'shop', '--scenario', 'x'],
  export: ['--prometheus', 'http://localhost:1', '--bundle', 'shop'],
};

const help = await shop.run('--help');
const commands = [...help.out.matchAll(/^ {2}([a-z]+) .*?\S/gm)]
  .map(([, command = '']) => command)
  .filter((command) => command !== 'help');
const options: { command: string; option: string }[] = [];
for (const command of commands) {
  const { out } = await shop.run(command, '--help');
  for (const [, option = ''] of out.matchAll(/^ {2}(--[a-z-]+) </gm)) options.push({ command, option });
}

test('every command and every option with a value is tested below', () => {
  expect(commands.length).toBeGreaterThanOrEqual(10);
  expect(options.length).toBeGreaterThan(20);
});

describe.each(options)('$command $option', ({ command, option }) => {
  test.each(['', ' ', 'a\0b'])('%j is refused, whatever it is', async (value) => {
    const given = (required[command] ?? []).filter(
      (arg, index, all) => arg !== option && all[index - 1] !== option,
    );
    const { code, errors } = await shop.run(command, ...given, option, value);
    expect(errors).not.toMatch(/internal error|^ +at /m);
    expect(errors.trim()).not.toBe('');
    expect(code).toBe(2);
  });
});

test('a ratio is not taken for a percentage', async () => {
  const { code, errors } = await shop.run('test', '--min-score', '0.85');
  expect(errors).toContain('Expected a percentage from 0 to 100, such as 90 or 99.5: did you mean 85?');
  expect(code).toBe(2);
});

describe.each([
  [
    'test',
    '--min-coverage',
    ['', 'x', 'NaN', '-1', '101', '1e1', '0x10', '80 %', '8,5', '0.8'],
    ['0', '1', '80', '99.5', '80%', '0.5%'],
  ],
  ['test', '--min-score', ['', 'high', '100.1', 'Infinity', '+5'], ['0', '90%']],
  ['test', '--format', ['xml', 'JSON', ''], ['text', 'json']],
  ['check', '--format', ['xml', 'texts'], ['text', 'json', 'sarif', 'junit', 'github']],
  ['simulate', '--speed', ['0', '-1', '1e3', '86401', 'fast'], []],
  ['simulate', '--serve', ['localhost', '127.0.0.1:', '::1:80', '127.0.0.1:65536'], []],
  ['export', '--range', ['5', '1 h', '-1h', '0s', '5minutes'], []],
  ['export', '--step', ['1', 'x'], []],
  [
    'export',
    '--end',
    ['yesterday', '2026-13-01T00:00:00Z', '2026-02-30T00:00:00Z', '2026-04-31T12:00:00+02:00'],
    [],
  ],
  ['export', '--format', ['json'], []],
  ['build', '--target', ['grafna'], ['grafana']],
  ['package', '--url', ['charts.example.com', 'ftp://example.com'], []],
] as const)('%s %s', (command, option, wrong, right) => {
  test.each(wrong)('%j is rejected, with the accepted values', async (value) => {
    const args = [
      command,
      ...(required[command] ?? []),
      option,
      value,
      '--definitions',
      shop.path('definitions'),
    ];
    const { code, errors } = await shop.run(...(command === 'package' ? args.slice(0, -2) : args));
    expect(errors).toMatch(/It is |Allowed choices are |there is |takes|[Ee]xpected/);
    expect(code).toBe(2);
  });
  if (right.length > 0) {
    test.each(right)('%j is accepted', async (value) => {
      const out = command === 'build' ? ['--out', shop.path('dist')] : [];
      const args = ['--definitions', shop.path('definitions'), option, value, ...out];
      expect((await shop.run(command, ...args)).code).toBeLessThan(2);
    });
  }
});

test.each(['push', 'pull'])('%s refuses the URL of a server before it loads definitions', async (command) => {
  const { code, steps } = await shop.run(command, '--grafana', 'nowhere');
  expect({ code, steps }).toEqual({ code: 2, steps: [] });
});

describe('an option that means nothing alone is refused', () => {
  test.each([
    ['test', ['--check'], '--export <dir>'],
    ['simulate', ['--bundle', 'shop', '--loop'], '--scenario <name>'],
    ['simulate', ['--bundle', 'shop', '--speed', '2'], '--scenario <name>'],
    ['simulate', ['--bundle', 'shop', '--allow-remote'], '--scenario <name>'],
    ['check', ['--token-variable', 'TOKEN'], '--grafana <url>'],
    ['check', ['--since', '1d'], '--prometheus <url>'],
    ['check', ['--header-file', 'headers'], "--prometheus <url>' or '--metrics <file or url>"],
    ['check', ['--timeout', '5s'], "--prometheus <url>' or '--metrics <file or url>"],
    ['preview', ['--header-file', 'headers', '--static', 'page'], '--prometheus <url>'],
    ['backtest', ['--prometheus', 'http://localhost:9', '--firing', '1'], '--to-scenario <file>'],
  ])('%s %j', async (command, args, needed) => {
    const { code, errors } = await shop.run(command, '--definitions', shop.path('definitions'), ...args);
    expect(errors).toContain(`needs '${needed}'`);
    expect(code).toBe(2);
  });

  test.each([
    [['--environment', 'dev'], '--prometheus <url>'],
    [['--header-file', 'headers'], '--prometheus <url>'],
    [['--token-variable', 'TOKEN'], '--grafana <url>'],
    [['--timeout', '5s'], "--prometheus <url>' or '--grafana <url>"],
  ])('diff %j', async (args, needed) => {
    const { code, errors } = await shop.run('diff', '--against', 'main', ...args);
    expect(errors).toContain(`needs '${needed}'`);
    expect(code).toBe(2);
  });

  test.each([['--open'], ['--port', '4101']])('preview --static serves nothing: %s', async (...option) => {
    const { code, errors } = await shop.run('preview', '--static', shop.path('page'), ...option);
    expect(errors).toContain('cannot be used with option');
    expect(code).toBe(2);
  });

  test('and so is a format that a report does not have', async () => {
    const { code, errors } = await shop.run('diff', '--against', 'x', '--format', 'yaml');
    expect(errors).toContain('text, markdown, changelog, json');
    expect(code).toBe(2);
  });
});
