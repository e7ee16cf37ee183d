import { afterEach, expect, test } from 'vitest';
import { type Project, project, shopBundle } from '../support/project.js';

let shop: Project;
afterEach(() => shop.remove());

test('runbooks and templates with line ends of Windows and a byte order mark give the same outputs', async () => {
  const files = shopBundle();
  const runbook = '# Queue is long\n\nAdd workers:\n\n- one\n- two\n';
  const path = 'definitions/shop/runbooks/queue-long.md';
  shop = project({ ...files, [path]: runbook });
  expect((await shop.build()).code).toBe(0);
  const before = shop.output();
  expect(before['docs/shop/runbooks/queue-long.md']).toContain('\n\nAdd workers:\n');
  shop.write({ [path]: `\ufeff${runbook.replaceAll('\n', '\r\n')}` });
  expect((await shop.build()).code).toBe(0);
  expect(shop.output()).toEqual(before);
  // And so do definitions.
  const source = files['definitions/shop/bundle.ts'];
  shop.write({ 'definitions/shop/bundle.ts': `\ufeff${source.replaceAll('\n', '\r\n')}` });
  expect((await shop.build()).code).toBe(0);
  expect(shop.output()).toEqual(before);
});
