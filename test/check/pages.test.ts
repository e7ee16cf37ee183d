import { describe, expect, it } from 'vitest';
import { explain } from '../../src/check/explain.js';
import { checks } from '../../src/check/index.js';
import { findingsOf, type Given } from './support.js';

const sections = [
  /^\*\*(Error|Warning|Information)/m,
  /^## What/m,
  /^## Why/m,
  /^## How to/m,
  /^## When to suppress/m,
];
const levels = { error: 'Error', warning: 'Warning', info: 'Information' } as const;

/** The two blocks of code under "Examples", with the language of the first. */
function examplesOf(page: string): { language: string; bad: string; good: string } {
  const blocks = [...page.matchAll(/^(Bad|Good):\n```(\w+)\n([\s\S]*?)\n```$/gm)];
  const [bad, good] = blocks;
  if (!bad || !good || bad[1] !== 'Bad' || good[1] !== 'Good')
    throw new Error('a page needs a bad and a good example');
  return { language: bad[2] ?? '', bad: bad[3] ?? '', good: good[3] ?? '' };
}

/** A definition with the expression of an example; `# for: '5m'` above it sets the alert's `for`. */
function givenOf(check: string, example: string): Given {
  const wait = /^# for: '(\w+)'\n/.exec(example);
  const expr = wait ? example.slice(wait[0].length) : example;
  if (check.startsWith('alert/') || check === 'promql/macro-in-rule') {
    return { alerts: { A: { expr, for: (wait?.[1] ?? '5m') as '5m' } } };
  }
  return { panels: [expr] };
}

describe('the page of every check', () => {
  for (const { id, level } of checks) {
    it(`${id} has all sections and the level of the check`, () => {
      const page = explain(id);
      expect(page.startsWith(`# ${id}\n`)).toBe(true);
      for (const section of sections) expect(page).toMatch(section);
      expect(page).toContain(`\n**${levels[level]}`);
    });

    const { language, bad, good } = examplesOf(explain(id));
    if (language !== 'promql') continue;
    it(`${id} says the truth about its examples`, async () => {
      const checked = async (example: string) =>
        (await findingsOf(givenOf(id, example))).filter(({ check }) => check === id).length;
      expect(await checked(bad)).toBeGreaterThan(0);
      expect(await checked(good)).toBe(0);
    });
  }
});

describe('explain', () => {
  it('suggests the check that was meant', () => {
    expect(() => explain('promql/unknown-metrics')).toThrow('did you mean promql/unknown-metric?');
  });
  it('lists the checks when none is near', () => {
    expect(() => explain('nonsense')).toThrow('alert/flapping');
  });
  it('does not read files outside of its folder', () => {
    expect(() => explain('../../../README')).toThrow('no check is named');
  });
});
