import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checks } from '../../src/check/index.js';
import { type Case, type Cases, findingsOfCase } from './support.js';

const folder = new URL('./rules/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.cases.ts'),
);
const all: Cases[] = [];
for (const file of files.sort()) {
  const loaded = (await import(new URL(file, folder).href)) as { default: Cases };
  expect(`${loaded.default.check}.cases.ts`, file).toBe(file.replaceAll('\\', '/'));
  all.push(loaded.default);
}

/** Tested where definitions are loaded: test/load/impure.test.ts, test/load/unread.test.ts. */
const byLoader = ['definition/impure', 'definition/unread'];

describe('every check', () => {
  it('has cases with and without findings', () => {
    expect(all.map(({ check }) => check).sort()).toEqual(
      checks
        .map(({ id }) => id)
        .filter((id) => !byLoader.includes(id))
        .sort(),
    );
    for (const { check, trips, silent } of all) {
      expect(Object.keys(trips).length, check).toBeGreaterThan(0);
      expect(Object.keys(silent).length, check).toBeGreaterThan(0);
    }
  });
});

for (const { check, trips, silent } of all) {
  describe(check, () => {
    for (const [name, example] of Object.entries(trips))
      it(`reports ${name}`, () => expectFinding(check, example));
    for (const [name, example] of Object.entries(silent)) {
      it(`accepts ${name}`, async () => expect(await findingsOfCase(check, example)).toEqual([]));
    }
  });
}

async function expectFinding(check: string, example: Case): Promise<void> {
  const found = await findingsOfCase(check, example);
  expect(found.map(({ message }) => message)).toHaveLength(example.times ?? 1);
  const [finding] = found;
  if (!finding) throw new Error('unreachable');
  const { excerpt } = finding;
  if (example.at !== undefined) expect(excerpt?.text.slice(excerpt.start, excerpt.end)).toBe(example.at);
  if (example.says !== undefined) expect(finding.message).toContain(example.says);
  if (example.suggests !== undefined) expect(finding.suggestion).toContain(example.suggests);
  if (example.expects !== undefined) expect(finding.expected).toContain(example.expects);
  if (example.path !== undefined) expect(finding.path).toBe(example.path);
  if (typeof example.elsewhere === 'number') expect(finding.elsewhere).toHaveLength(example.elsewhere);
  else if (example.elsewhere) expect(finding.elsewhere?.map(({ path }) => path)).toEqual(example.elsewhere);
  const standard = checks.find(({ id }) => id === check)?.level;
  expect(finding.level).toBe(example.level ?? standard);
}
