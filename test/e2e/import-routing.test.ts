// Imported routes with the real Alertmanager: the built configuration notifies the same receivers as the imported
// one.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { afterAll, describe, expect, test } from 'vitest';
import { matcherText } from '../../src/resolve/alertmanager-fields.js';
import { removeFolder, repository, temporaryFolder } from './support/folders.js';
import { run, tool } from './support/tools.js';

const root = temporaryFolder('import-routing');
afterAll(() => removeFolder(root));
const amtool = tool('amtool');

type Labels = Readonly<Record<string, string>>;

/** A configuration with all features that determine who is notified. */
const mixed = {
  route: {
    receiver: 'all',
    routes: [
      { match: { team: 'a' }, match_re: { severity: 'critical|page' }, receiver: 'a', continue: true },
      {
        matchers: ['team=~"a|b"', 'severity!="info"'],
        receiver: 'b',
        routes: [{ matchers: ['service=~"db-.*"'], receiver: 'a' }, { matchers: ['{service="", team="b"}'] }],
      },
      {
        matchers: ['team!~"a|b"', 'service!=""'],
        receiver: 'a',
        routes: [{ match_re: { service: '^db' }, receiver: 'b' }],
      },
      { matchers: ['severity=info'], receiver: 'b' },
    ],
  },
  receivers: [{ name: 'all' }, { name: 'a' }, { name: 'b' }],
};

/** Configurations that Alertmanager accepts: ours, the mixed one, and those of the corpus. */
function configurations(): { readonly name: string; readonly text: string }[] {
  const own = readFileSync(join(repository, 'dist/alertmanager/alertmanager.yml'), 'utf8');
  const folder = process.env.ALERTMANAGER_CORPUS ?? join(repository, '../shared/corpus/alertmanager');
  let files: string[] = [];
  try {
    files = readdirSync(folder).sort();
  } catch {
    if (process.env.ALERTMANAGER_CORPUS !== undefined) throw new Error(`no configurations in ${folder}`);
  }
  return [
    { name: 'mixed', text: dump(mixed) },
    { name: 'our own', text: own },
    ...files.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })),
  ];
}

/** Labels by which the routes of a configuration distinguish alerts: values in its matchers, and others. */
function alertsOf(config: unknown): Labels[] {
  const found = new Map<string, Set<string>>([['severity', new Set(['critical', 'info'])]]);
  const add = (label: string, value: string) =>
    found.set(label, (found.get(label) ?? new Set(['other'])).add(value));
  JSON.stringify(config, (key, value: unknown) => {
    if (key === 'matchers' && Array.isArray(value))
      for (const text of value as string[])
        for (const [, label = '', quoted = ''] of text.matchAll(/(\w+)\s*[=!]~?\s*"?([^",}]*)/g))
          for (const one of quoted.split('|')) add(label, one.replace(/\.\*/g, 'x'));
    if (key === 'match' || key === 'match_re')
      for (const [label, one] of Object.entries((value ?? {}) as Labels))
        for (const part of one.split('|')) add(label, part.replace(/[\^$]|\.\*/g, ''));
    return value;
  });
  let alerts: Labels[] = [{}];
  for (const [label, values] of [...found].slice(0, 4))
    alerts = alerts.flatMap((one) => [
      one,
      ...[...values].slice(0, 4).map((value) => ({ ...one, [label]: value })),
    ]);
  const most = 40;
  const step = Math.max(1, Math.floor(alerts.length / most));
  return alerts.filter((one, index) => index % step === 0 && Object.keys(one).length > 0).slice(0, most);
}

async function routed(config: string, labels: Labels): Promise<string> {
  const args = Object.entries(labels).map(([label, value]) => matcherText({ label, operator: '=', value }));
  const { code, stdout, stderr } = await run(amtool, [
    'config',
    'routes',
    'test',
    `--config.file=${config}`,
    '--',
    ...args,
  ]);
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.trim();
}

describe.each(configurations().map((one, index) => ({ ...one, index })))('$name', ({ text, index }) => {
  // Two runs of amtool for each alert.
  test('notifies the same receivers after import and build, or is rejected by both', async () => {
    const folder = join(root, String(index));
    mkdirSync(folder, { recursive: true });
    const input = join(folder, 'input.yml');
    writeFileSync(input, text);
    const command = join(repository, 'bin/dashwright.js');
    const imported = await run(process.execPath, [
      ...[command, 'import', input, '--out', join(folder, 'definitions/bundle'), '--verify'],
    ]);
    const document = load(text) as { readonly kind?: string };
    const isObject = document.kind !== undefined;
    const checked = isObject ? undefined : await run(amtool, ['check-config', input]);
    expect(imported.code === 0, `${imported.stderr}\n${checked?.stderr ?? ''}${checked?.stdout ?? ''}`).toBe(
      checked === undefined || checked.code === 0,
    );
    if (imported.code !== 0) return;
    const built = await run(process.execPath, [
      ...[command, 'build', '--definitions', join(folder, 'definitions'), '--out', join(folder, 'dist')],
      ...['--target', 'alertmanager', '--no-checks'],
    ]);
    expect({ code: built.code, stderr: built.stderr }).toEqual({ code: 0, stderr: '' });
    const output = join(folder, 'dist/alertmanager/bundle/alertmanager.yml');
    expect((await run(amtool, ['check-config', output])).stdout).toContain('SUCCESS');
    if (isObject) return;
    for (const labels of alertsOf(document))
      expect(await routed(output, labels), JSON.stringify(labels)).toBe(await routed(input, labels));
  });
});
