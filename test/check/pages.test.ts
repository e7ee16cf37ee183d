import { describe, expect, it } from 'vitest';
import { explain, explained } from '../../src/check/explain.js';
import { sourceFiles } from '../architecture/rooms.js';
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

/** The summary after the level at the top of a page, without its initial capital and the full stop. */
function summaryOf(page: string): string {
  const [, text = ''] = /^\*\*\w+\.?\*\*(?:, [^.]*\.)? ([^#]*?)\.\n\n/m.exec(page) ?? [];
  return plain(text.replace(/\s+/g, ' ').replace('. Only with', '; only with'));
}

function plain(text: string): string {
  const bare = text.replaceAll('`', '');
  return bare.charAt(0).toLowerCase() + bare.slice(1);
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

describe('the page of every finding', () => {
  for (const { id, level, summary } of explained) {
    it(`${id} has all sections, and the level and summary of the check`, () => {
      const page = explain(id);
      expect(page.startsWith(`# ${id}\n`)).toBe(true);
      for (const section of sections) expect(page).toMatch(section);
      expect(page).toContain(`\n**${levels[level]}`);
      expect(summaryOf(page)).toBe(plain(summary));
    });

    const { language, bad, good } = examplesOf(explain(id));
    if (language !== 'promql') continue;
    it(`${id} has correct examples`, async () => {
      const checked = async (example: string) =>
        (await findingsOf(givenOf(id, example))).filter(({ check }) => check === id).length;
      expect(await checked(bad)).toBeGreaterThan(0);
      expect(await checked(good)).toBe(0);
    });
  }
});

/** The groups of ids, such as `promql`. */
const groups = new Set(explained.map(({ id }) => id.slice(0, id.indexOf('/'))));

it('every id in the sources has a page, and every page an id', () => {
  const ids = new Set<string>();
  for (const { text } of sourceFiles()) {
    const code = text.replace(/^\s*(\/\*\*?|\*|\/\/).*$/gm, '');
    // Values of `check` and `id`, in any group, and strings that look like an id of a known group.
    for (const [, id = ''] of code.matchAll(/\b(?:check|id): '([a-z0-9]+\/[a-z0-9-]+)'/g)) ids.add(id);
    for (const [, id = '', group = ''] of code.matchAll(/'(([a-z0-9]+)\/[a-z0-9-]+)'/g))
      if (groups.has(group)) ids.add(id);
  }
  // The form of ids, in a message.
  ids.delete('group/name');
  const known = new Set(explained.map(({ id }) => id));
  expect([...ids].filter((id) => !known.has(id))).toEqual([]);
  expect(explained.map(({ id }) => id).filter((id) => !ids.has(id))).toEqual([]);
});

describe('explain', () => {
  it('suggests a check with a similar name', () => {
    expect(() => explain('promql/unknown-metrics')).toThrow('did you mean promql/unknown-metric?');
  });
  it('lists all checks if no name is similar', () => {
    expect(() => explain('nonsense')).toThrow('alert/flapping');
  });
  it('does not read files outside of its folder', () => {
    expect(() => explain('../../../README')).toThrow('no check is named');
    expect(() => explain('traceql')).toThrow(/there are traceql\/syntax$/);
  });
});
