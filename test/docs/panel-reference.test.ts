import { expect, test } from 'vitest';
import { panelReference } from './panel-reference.js';

// `npx vitest run test/docs -u` updates it.
test('docs/panels.md lists all options of panels', async () => {
  await expect(panelReference()).toMatchFileSnapshot('../../docs/panels.md');
});
