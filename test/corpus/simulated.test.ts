// Dashboards of others have simulated data.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadEngine } from '../../src/engine/index.js';
import { readDashboards } from '../../src/import/index.js';
import { dashboardSite } from '../../src/preview/dashboard-files.js';
import { withoutAnswer } from '../support/simulated-answers.js';
import { dashboardCorpus } from './dashboards.js';

const engine = await loadEngine();

describe.skipIf(!dashboardCorpus.there && !dashboardCorpus.required)('dashboards of others', () => {
  /** Queries that no data would answer: what is down in a system that is well, unknown variables, other joins. */
  const without = 22;
  test('have data wherever data can be', { timeout: 300_000 }, async () => {
    const wrong: string[] = [];
    for (const file of readdirSync(dashboardCorpus.folder)) {
      const read = readDashboards([join(dashboardCorpus.folder, file)], engine);
      const site = dashboardSite(read, { revision: 1, live: false, watched: false });
      wrong.push(
        ...(await withoutAnswer(JSON.parse((await site.read('data/files/bundle.json')) ?? ''), engine)),
      );
    }
    expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(without);
  });
});
