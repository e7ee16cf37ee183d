import { afterAll, expect, test } from 'vitest';
import { project, shopBundle } from '../support/project.js';

const { 'definitions/shop/bundle.ts': source, ...files } = shopBundle();
const shop = project({ ...files, 'definitions/shop/units.ts': 'export const unit = 1;\n' });
afterAll(() => shop.remove());

test.each([
  ['./unit.js', 'with the ending .js for a .ts file', 'did you mean ./units.js?'],
  ['../shop/unitz.js', 'with the ending .js for a .ts file', 'did you mean ../shop/units.js?'],
  ['@shop/metrics/http', 'npm install --save-dev @shop/metrics', undefined],
])('an import of %s, which does not exist, has a remedy', async (module, expected, suggestion) => {
  shop.write({
    'definitions/shop/bundle.ts': `import { unit } from '${module}';\n${source}\nexport { unit };\n`,
  });
  const { code, errors } = await shop.run('check', '--definitions', shop.path('definitions'));
  expect(code).toBe(1);
  expect(errors).toMatch(/shop\/bundle\.ts:1:\d+ error definition\/syntax/);
  expect(errors).toContain(`Could not resolve "${module}"`);
  expect(errors).toContain(expected);
  if (suggestion) expect(errors).toContain(suggestion);
  else expect(errors).not.toContain('did you mean');
});
