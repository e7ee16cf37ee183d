import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { SiteBundle } from '../../src/preview/index.js';
import { comparisonMarkdown, findChromium, viewsOf } from '../../src/snapshot/index.js';

const folder = mkdtempSync(join(tmpdir(), 'dashwright-snapshot-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the browser', () => {
  const program = join(folder, 'chromium');
  writeFileSync(program, '');
  writeFileSync(join(folder, 'text'), '');
  chmodSync(program, 0o755);

  test('is the one in CHROME_PATH, or one on PATH', () => {
    expect(findChromium({ CHROME_PATH: program, PATH: '/nowhere' })).toBe(program);
    expect(findChromium({ PATH: `/nowhere:${folder}` })).toBe(program);
  });

  test('must exist', () => {
    expect(() => findChromium({ PATH: '/nowhere' }, 'linux')).toThrow(
      /install one .*set its path in CHROME_PATH/,
    );
    const text = join(folder, 'text');
    expect(() => findChromium({ CHROME_PATH: text, PATH: folder })).toThrow(
      `CHROME_PATH is ${text}, which is not an executable program`,
    );
  });
});

const alert = (name: string, scenarios: readonly string[]) => ({
  name,
  severity: 'warning',
  expr: 'up == 0',
  for: '0s',
  group: 'shop',
  labels: {},
  annotations: {},
  receivers: [],
  scenarios,
});
const bundle: SiteBundle = {
  name: 'shop',
  title: 'Shop',
  description: '',
  version: '1.0.0',
  dashboards: [{ uid: 'a/b c', title: 'Overview', folder: '', json: {}, panels: {} }],
  alerts: [alert('A', ['both', 'a']), alert('B', ['both']), alert('C', [])],
  records: [],
  metrics: [],
  objectives: [],
  runbooks: {},
  scenarios: ['a', 'both', 'none'].map((id) => ({ id, name: `when ${id}`, alerts: [] })),
  findings: [],
};

test('each dashboard has a picture, and each alert one of a scenario, which several may share', () => {
  expect(viewsOf(bundle).map(({ name, title, address }) => [name, title, address])).toEqual([
    ['shop/a_b_c', 'Shop: Overview', '/shop/d/a%2Fb%20c?kiosk=&refresh='],
    ['shop/incidents/both', 'Shop: when both', '/shop/incident/both?climax='],
  ]);
});

test('the comment shows changes side by side, with escaped titles', () => {
  const [dashboard, incident] = viewsOf({ ...bundle, title: '<b>|x|' });
  if (!dashboard || !incident) throw new Error('there are two views');
  const text = comparisonMarkdown(
    [
      { view: dashboard, before: 'shop/a b.before.png', after: 'shop/a b.png', changed: true },
      { view: incident, after: 'shop/new.png', changed: true },
      { view: incident, before: 'shop/gone.png', changed: true },
      { view: dashboard, after: 'shop/same.png', changed: false },
    ],
    'origin/main',
  );
  expect(text).toBe(`## Pictures, compared with \`origin/main\`

3 changed, 1 unchanged.

### \\<b\\>\\|x\\|: Overview

| before | after |
| --- | --- |
| ![before](shop/a%20b.before.png) | ![after](shop/a%20b.png) |

### \\<b\\>\\|x\\|: when both (new)

| before | after |
| --- | --- |
|  | ![after](shop/new.png) |

### \\<b\\>\\|x\\|: when both (removed)

| before | after |
| --- | --- |
| ![before](shop/gone.png) |  |
`);
  expect(comparisonMarkdown([{ view: dashboard, after: 'a.png', changed: false }], 'main')).toContain(
    'None of the 1 pictures has changed.',
  );
});
