// While definitions are edited: findings soon after saving, outputs that stay unchanged, and exit on Ctrl-C.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Project, project, shopBundle } from '../support/project.js';
import { eventually } from './support/eventually.js';
import { repository } from './support/folders.js';

const file = 'definitions/shop/bundle.ts';
const text = shopBundle()[file];
const running: ChildProcess[] = [];
let shop: Project;
beforeAll(() => {
  shop = project(shopBundle());
});
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  shop?.remove();
});

/** Starts a command, and returns its output since the last call. */
function start(...args: string[]) {
  const child = spawn(process.execPath, [join(repository, 'bin/dashwright.js'), ...args], {
    cwd: shop.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
  return {
    async says(what: string): Promise<string> {
      await eventually(
        what,
        () => (said.includes(what) && said.endsWith('Ctrl-C ends\n')) || undefined,
        () => said,
      );
      const all = said;
      said = '';
      return all;
    },
    async end(): Promise<unknown> {
      child.kill('SIGINT');
      const [code] = await once(child, 'exit');
      return code;
    },
  };
}

test('check --watch reports findings in saved files, with file and line, and exits on Ctrl-C', async () => {
  const check = start('check', '--watch');
  await check.says('shop: no errors');
  shop.write({ [file]: text.replace("version: '1.0.0'", 'version: undefinedName') });
  expect(await check.says('undefinedName')).toMatch(/definitions\/shop\/bundle\.ts:\d+/);
  shop.write({ [file]: text });
  await check.says('shop: no errors');
  expect(await check.end()).toBe(0);
});

test('build --watch writes outputs when a file is saved, and keeps them while a definition is broken', async () => {
  const build = start('build', '--watch');
  await build.says('written');
  const dashboard = shop.path('dist/grafana/shop/shop.json');
  const before = readFileSync(dashboard, 'utf8');
  shop.write({ [file]: 'export default {{' });
  expect(await build.says('nothing was written to dist')).toMatch(/definitions\/shop\/bundle\.ts:1/);
  expect(readFileSync(dashboard, 'utf8')).toBe(before);
  shop.write({ [file]: text.replace("title: 'Requests', show", "title: 'Requests now', show") });
  await build.says('written');
  expect(readFileSync(dashboard, 'utf8')).toContain('Requests now');
  expect(await build.end()).toBe(0);
});

/** Bundles of which the first two import a file that they share. */
const many = Object.fromEntries(
  Array.from({ length: 12 }, (_, index) => bundleOf(`many_${index}`, index < 2)).flatMap(Object.entries),
);
function bundleOf(name: string, shares: boolean): Record<string, string> {
  return {
    [`many/${name}/bundle.ts`]: `import { bundle, catalog, dashboard, gauge, panel, signal } from 'dashwright';
${shares ? "import { text } from '../../common/text.js';" : "const text = 'Jobs.';"}
const metrics = catalog({ ${name}_jobs: gauge({ help: 'Jobs.', unit: 'jobs' }) });
const jobs = signal({ title: 'Jobs', description: text, expr: metrics.${name}_jobs });
export default bundle({
  name: '${name}', title: '${name}', description: 'x', version: '1.0.0', metrics,
  dashboards: [dashboard({ uid: '${name}', title: '${name}', rows: [panel.stat({ title: 'Jobs', show: jobs })] })],
  urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}.md' },
});
`,
  };
}

test.each([
  ['check', []],
  ['build', ['--out', 'many-dist', '--target', 'grafana']],
])('%s --watch loads only the bundles that a change concerns', async (command, options) => {
  const of = (name: string): string => many[`many/${name}/bundle.ts`] ?? '';
  shop.write({ ...many, 'common/text.ts': "export const text = 'Jobs that wait.';\n" });
  const watch = start(command, '--watch', '--definitions', 'many', ...options);
  expect(await watch.says('many_9')).not.toContain('loaded again');
  shop.write({ 'many/many_7/bundle.ts': of('many_7').replace("title: 'Jobs', show", "title: 'Now', show") });
  await watch.says('loaded again: many_7\n');
  // Beside the definitions, where other programs may have it too.
  shop.write({ 'common/text.ts': "export const text = 'Jobs that wait now.';\n" });
  await watch.says('loaded again: many_0, many_1\n');
  shop.write({ 'many/many_7/bundle.ts': 'export default {{' });
  expect(await watch.says('definition/syntax')).toMatch(/many\/many_7\/bundle\.ts:1/);
  shop.write(many);
  await watch.says('loaded again: many_7\n');
  rmSync(shop.path('many/many_3'), { recursive: true });
  await watch.says('loaded again: no bundle\n');
  expect(await watch.end()).toBe(0);
});

test('check --watch has one format', async () => {
  const { code, errors } = await shop.run('check', '--watch', '--format', 'json');
  expect([code, errors]).toEqual([2, expect.stringContaining('leave out --format')]);
});
