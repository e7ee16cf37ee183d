import { describe, expect, it } from 'vitest';
import { type CustomCheck, checkBundles, type Finding, type ParsingEngine } from '../../src/check/index.js';
import { loadEngine } from '../../src/engine/index.js';
import { findingsOf, type Given, resolved } from './support.js';

const wrong: Given = {
  alerts: { B: 'sum(rate(reqests_total[5m])) > 1', A: 'lag_seconds{topik="orders"} > 1 and unheard_of > 2' },
  panels: ['unheard_of', 'unheard_of'],
};

/** An engine that counts its calls. */
async function counting(): Promise<ParsingEngine & { readonly calls: (readonly string[])[] }> {
  const engine = await loadEngine();
  const calls: (readonly string[])[] = [];
  return {
    calls,
    parse(expressions, options) {
      calls.push(expressions);
      return engine.parse(expressions, options);
    },
    parseTemplates(texts) {
      calls.push(texts);
      return engine.parseTemplates(texts);
    },
  };
}

describe('checkBundles', () => {
  it('gives the same findings in the same order each time', async () => {
    const bundles = [resolved(wrong), resolved({ ...wrong, name: 'other', dashboards: [] })];
    const engine = await loadEngine();
    const first = await checkBundles(bundles, engine);
    const again = await checkBundles(bundles, engine);
    const reversed = await checkBundles([...bundles].reverse(), engine);
    expect(first.length).toBeGreaterThan(5);
    expect(again).toEqual(first);
    expect(reversed.map(({ path, message }) => [path, message])).toEqual(
      first.map(({ path, message }) => [path, message]),
    );
  });

  it('does not modify what it checks', async () => {
    const bundle = resolved(wrong);
    const before = JSON.stringify(bundle, (key, value) => (key === 'place' ? undefined : value));
    await checkBundles([bundle], await loadEngine());
    expect(JSON.stringify(bundle, (key, value) => (key === 'place' ? undefined : value))).toBe(before);
  });

  it('parses each expression once, in one batch for rules and one for dashboards', async () => {
    const engine = await counting();
    const panels = Array.from({ length: 30 }, (_, index) => `max(lag_seconds) + ${index % 3}`);
    await checkBundles(
      [resolved({ alerts: { A: 'lag_seconds > 1', B: 'lag_seconds > 1' }, panels })],
      engine,
    );
    // The expressions of rules, their descriptions, the panels.
    expect(engine.calls.map((texts) => texts.length)).toEqual([1, 1, 3]);
  });

  it('does not call the engine if there is nothing to parse', async () => {
    const engine = await counting();
    expect(await checkBundles([resolved({})], engine)).toEqual([]);
    expect(engine.calls).toEqual([]);
  });

  it('checks more expressions than fit in a batch', async () => {
    const engine = await counting();
    const panels = Array.from({ length: 1500 }, (_, index) => `max(lag_seconds) + ${index}`);
    panels.push('unheard_of');
    const found = await checkBundles([resolved({ panels })], engine);
    expect(found.filter(({ check }) => check === 'promql/unknown-metric')).toHaveLength(1);
  });

  it('reports a mistake in a signal once, however many panels show it', async () => {
    const { dashboard, panel, signal } = await import('dashwright');
    const { raw } = await import('./support.js');
    const shown = signal({ title: 'Shown', expr: raw('unheard_of'), unit: 'short' });
    const rows = [1, 2, 3].map((index) => panel.timeseries({ title: `Panel ${index}`, show: shown }));
    const found = await findingsOf({ dashboards: [dashboard({ uid: 'u', title: 'U', rows })] });
    expect(found.map(({ check }) => check)).toEqual(['promql/unknown-metric']);
  });

  it('reports positions in the expression as written, with variables', async () => {
    const found = await findingsOf({
      panels: ['rate(requests_total{path="$path"}[$__rate_interval]) + wrong_total'],
    });
    const excerpt = found.find(({ check }) => check === 'promql/unknown-metric')?.excerpt;
    expect(excerpt?.text).toContain('$__rate_interval');
    expect(excerpt?.text.slice(excerpt.start, excerpt.end)).toBe('wrong_total');
  });

  it('rejects invalid settings', async () => {
    await expect(findingsOf({}, { scrapeInterval: 'soon' })).rejects.toThrow(
      'scrapeInterval: "soon" is not a duration',
    );
    await expect(findingsOf({}, { retention: '0s' })).rejects.toThrow('retention: "0s" is not a duration');
  });

  it('handles recording rules that read each other in a cycle', async () => {
    const found = await findingsOf({
      records: [
        ['a:x:max', 'max(b:x:max) > 1'],
        ['b:x:max', 'max(a:x:max) / a:x:max'],
      ],
    });
    expect(found.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('handles an expression with a thousand levels of nesting', async () => {
    const found = await findingsOf({ panels: [`${'('.repeat(1000)}unheard_of${')'.repeat(1000)}`] });
    expect(found.map(({ check }) => check)).toContain('promql/unknown-metric');
  });
});

describe('levels', () => {
  it('can be set per check', async () => {
    const found = await findingsOf(wrong, { levels: { 'promql/unknown-metric': 'warning' } });
    const levels = new Set(
      found.filter(({ check }) => check === 'promql/unknown-metric').map(({ level }) => level),
    );
    expect([...levels]).toEqual(['warning']);
  });
  it('can turn a check off', async () => {
    const found = await findingsOf(wrong, { levels: { 'promql/unknown-metric': 'off' } });
    expect(found.map(({ check }) => check)).not.toContain('promql/unknown-metric');
    expect(found.map(({ check }) => check)).toContain('promql/unknown-label');
  });
});

describe('a custom check', () => {
  const named: CustomCheck = (bundle) =>
    bundle.dashboards.flatMap((dashboard): Finding[] =>
      dashboard.tags.includes('team-a')
        ? []
        : [
            {
              check: 'ours/team',
              level: 'error',
              path: `${bundle.name}/dashboards/${dashboard.uid}`,
              message: 'no team',
            },
          ],
    );
  const given: Given = { panels: ['lag_seconds'] };

  it('runs on every bundle', async () => {
    const found = await findingsOf([given, { ...given, name: 'other', panels: [] }], { checks: [named] });
    expect(found).toMatchObject([{ check: 'ours/team', level: 'error', path: 'shop/dashboards/shop' }]);
  });
  it('uses its configured level', async () => {
    const found = await findingsOf(given, { checks: [named], levels: { 'ours/team': 'info' } });
    expect(found.map(({ level }) => level)).toEqual(['info']);
  });
  it('respects suppressions of the definition in its path', async () => {
    const { dashboard } = await import('dashwright');
    const suppressed = dashboard({
      uid: 'shop',
      title: 'Shop',
      rows: [],
      suppress: [{ check: 'ours/team', reason: 'shared by all teams' }],
    });
    expect(await findingsOf({ dashboards: [suppressed] }, { checks: [named] })).toEqual([]);
  });
});

describe('a suppression', () => {
  const suppress = [
    { check: 'promql/unknown-metric', reason: 'declared elsewhere', until: '2026-06-30' },
  ] as const;

  it('applies to the definition that has it, and to no other', async () => {
    const found = await findingsOf({
      alerts: { A: { expr: 'unheard_of > 1', suppress }, B: 'unheard_of > 1' },
    });
    expect(found.map(({ path, check }) => `${path} ${check}`)).toEqual([
      'shop/alerts/B promql/unknown-metric',
    ]);
  });
  it('has no effect after its last day', async () => {
    const given = { alerts: { A: { expr: 'unheard_of > 1', suppress } } };
    expect(await findingsOf(given, { today: '2026-06-30' })).toEqual([]);
    const after = await findingsOf(given, { today: '2026-07-01' });
    expect(after.map(({ check }) => check).sort()).toEqual(['promql/unknown-metric', 'suppress/expired']);
  });
  it('cannot hide findings about suppressions', async () => {
    const own = [{ check: 'suppress/unused', reason: 'x' }];
    const found = await findingsOf({ bundle: { suppress: [...own, { check: 'dash/uid', reason: 'x' }] } });
    expect(found.map(({ check }) => check)).toEqual(['suppress/unused', 'suppress/unused']);
  });
});
