import { expect, test } from 'vitest';
import { dashboardReference } from './dashboard-reference.js';

// `npx vitest run test/docs -u` updates it.
test('docs/dashboards.md lists all options of dashboards', async () => {
  await expect(dashboardReference()).toMatchFileSnapshot('../../docs/dashboards.md');
});
