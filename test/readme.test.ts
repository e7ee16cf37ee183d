import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { project } from './support/project.js';

// Everything in the README is run here.
const readme = readFileSync(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8');

/** The code block after a comment such as `<!-- file: definitions/shop/bundle.ts -->`. */
function blocks(kind: 'file' | 'output'): Record<string, string> {
  const found = readme.matchAll(new RegExp(`<!-- ${kind}: (\\S+) -->\\n\`\`\`\\w*\\n(.*?)\`\`\``, 'gs'));
  return Object.fromEntries([...found].map(([, path = '', text = '']) => [path, text]));
}

const shop = project({
  ...blocks('file'),
  'definitions/shop/runbooks/high-error-ratio.md': '# High error ratio\n',
});
afterAll(() => shop.remove());

it('the example builds without findings and writes the files that are shown', async () => {
  const built = await shop.build();
  expect(built).toMatchObject({ code: 0, errors: '' });
  const shown = blocks('output');
  expect(Object.keys(shown)).not.toEqual([]);
  for (const [path, text] of Object.entries(shown)) {
    expect(shop.output()[path.replace(/^dist\//, '')], path).toBe(text);
  }
});

it('the scenario of the example passes, and fails as shown if fewer requests fail', async () => {
  const definitions = ['--definitions', shop.path('definitions')];
  expect(await shop.run('test', ...definitions)).toMatchObject({
    code: 0,
    out: expect.stringContaining('1 scenario, all hold'),
  });
  const path = 'definitions/shop/scenarios/errors.ts';
  shop.write({ [path]: (blocks('file')[path] ?? '').replace('rateOf(6,', 'rateOf(2,') });
  const failed = await shop.run('test', ...definitions);
  expect(failed.code).toBe(1);
  const picture = /```\n(✗ shop.*?)```/s.exec(readme)?.[1] ?? '';
  // Paths are relative to the current folder.
  const pathless = (text: string) => text.replaceAll(/\S*definitions\//g, 'definitions/').trimEnd();
  expect(pathless(failed.out + failed.errors)).toContain(pathless(picture));
});

it('every file and command in the README exists', async () => {
  const commands = [...readme.matchAll(/`dashwright (\w+)/g)].map(([, name = '']) => name);
  const help = await shop.run('--help');
  for (const name of new Set(commands)) expect(help.out).toMatch(new RegExp(`^  ${name} `, 'm'));
});
