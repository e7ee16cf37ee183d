import { expect, test } from 'vitest';
import { panelReference } from './panel-reference.js';

// `npx vitest run test/docs -u` writes it anew.
test('docs/panels.md has all options of panels', async () => {
  await expect(panelReference()).toMatchFileSnapshot('../../docs/panels.md');
});
