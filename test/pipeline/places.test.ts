// While check watches a folder, places are recorded from the start: it finds the same, at the same lines, in one
// run.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkDefinitions } from '../../src/pipeline/compile.js';
import type { CheckResult } from '../../src/pipeline/options.js';
import { type Project, project, shopBundle } from '../support/project.js';

const file = 'definitions/shop/bundle.ts';
const text = shopBundle()[file];
const settings = { today: '2026-01-01' };
let shop: Project;
beforeAll(() => {
  shop = project(shopBundle());
});
afterAll(() => shop?.remove());

/** Findings with their positions. */
function told({ bundles, findings, locate }: CheckResult) {
  return {
    bundles,
    findings: findings.map(({ place, elsewhere = [], ...finding }) => ({
      ...finding,
      elsewhere: elsewhere.map((one) => ({ ...one, place: locate(one.place) })),
      at: locate(place),
    })),
  };
}

async function check(places: boolean) {
  const steps: string[] = [];
  const definitions = shop.path('definitions');
  const progress = (step: string): void => void steps.push(step);
  return { ...told(await checkDefinitions({ definitions, settings, progress, places })), steps };
}

describe('a check that records places from the start', () => {
  test.each([
    ['nothing', text],
    ['a wrong expression', text.replace("version: '1.0.0'", 'version: undefinedName')],
    ['a file that cannot be read', 'export default {{'],
    ['a finding of a check', text.replace(/title: 'Requests', show/, "title: '', show")],
  ])('finds the same: %s', async (_, edited) => {
    shop.write({ [file]: edited });
    const [after, before] = [await check(true), await check(false)];
    expect(after.findings.filter(({ level }) => level !== 'info')).toEqual(
      before.findings.filter(({ level }) => level !== 'info'),
    );
    expect(after.bundles).toEqual(before.bundles);
    expect(after.steps.filter((step) => step === 'loading definitions')).toHaveLength(1);
  });
});
