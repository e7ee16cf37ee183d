import { expect, test } from 'vitest';
import { dashboardReference } from './dashboard-reference.js';

// `npx vitest run test/docs -u` writes it anew.
test('docs/dashboards.md has all options of dashboards', async () => {
  await expect(dashboardReference()).toMatchFileSnapshot('../../docs/dashboards.md');
});
