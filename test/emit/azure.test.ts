import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDuration } from '../../src/catalog/duration.js';
import { type AzureGroup, azureGroups } from '../../src/emit/azure/groups.js';
import { emitAzure } from '../../src/emit/azure/index.js';
import { isoDuration } from '../../src/emit/azure/iso-duration.js';
import { splitRules } from '../../src/emit/packaging/split.js';
import { alertGroups, recordingGroups } from '../../src/emit/prometheus/index.js';
import { awkwardTexts, type Operated, operated } from '../fixtures/operated-bundle.js';

const rulesOf = (bundle: ReturnType<typeof operated>) => [...recordingGroups(bundle), ...alertGroups(bundle)];

function groups(given: Operated = {}): AzureGroup[] {
  const bundle = operated(given);
  return azureGroups(bundle, rulesOf(bundle), bundle.source.options.azure?.options ?? {});
}

describe('rule groups', () => {
  test('have intervals that Azure allows, ISO 8601 durations and a numeric severity', () => {
    expect(groups()).toMatchObject([
      { name: 'operated-recording', interval: 'PT1M', rules: [{ record: 'queue:jobs:rate5m' }] },
      {
        name: 'operated-lag',
        interval: 'PT1M',
        rules: [
          {
            alert: 'LagHigh',
            for: 'PT10M',
            severity: 2,
            labels: { tier: 'plain', severity: 'warning' },
            resolveConfiguration: { autoResolved: true, timeToResolve: 'PT10M' },
          },
          { alert: 'LagCritical', severity: 1 },
        ],
      },
      { name: 'operated-plain', rules: [{ alert: 'JobsGone', for: 'PT1M30S', severity: 3 }] },
    ]);
    expect(groups()[0]?.rules[0]).not.toHaveProperty('severity');
    expect(groups()[1]?.rules[1]).not.toHaveProperty('for');
  });

  test('have at most 20 rules, recording rules before the rules that read them', () => {
    const chain = groups({ chain: 45 }).filter(({ name }) => name.startsWith('operated-chain'));
    expect(chain.map(({ name, rules }) => [name, rules.length])).toEqual([
      ['operated-chain-1', 20],
      ['operated-chain-2', 20],
      ['operated-chain-3', 5],
    ]);
    expect(chain.flatMap(({ rules }) => rules.map(({ record }) => record))).toEqual(
      Array.from({ length: 45 }, (_, index) => `chain:jobs:step${index}`),
    );
  });

  test.each(awkwardTexts)('named %j get names that Azure allows', (text) => {
    const names = groups({ text }).map(({ name }) => name);
    for (const name of names) expect(name).toMatch(/^[^:@/#{}%&+*<>?\\\n]{1,260}$/);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the Resource Manager template', () => {
  const emitted = (text: string) => {
    const bundle = operated({ text });
    return new Map(
      emitAzure(bundle, { dashboards: [], groups: rulesOf(bundle) }).map(({ path, content }) => [
        path.replace('azure/operated/', ''),
        String(content),
      ]),
    );
  };

  test('has parameters for what a deployment sets', () => {
    const files = emitted('plain');
    expect(JSON.parse(files.get('rule-groups.json') ?? '')).toMatchObject({
      contentVersion: '1.0.0.0',
      parameters: { azureMonitorWorkspaceId: { type: 'string' }, actionGroupIds: { defaultValue: [] } },
      resources: [
        {},
        {
          type: 'Microsoft.AlertsManagement/prometheusRuleGroups',
          apiVersion: '2023-03-01',
          properties: {
            scopes: ["[parameters('azureMonitorWorkspaceId')]"],
            rules: [{ alert: 'LagHigh', actions: "[variables('actions')]" }, {}],
          },
        },
        {},
      ],
    });
    expect(files.get('rule-groups.bicepparam')).toContain("using './rule-groups.json'");
    expect(JSON.parse(files.get('rule-groups.parameters.json') ?? '')).toHaveProperty(
      'parameters.azureMonitorWorkspaceId.value',
    );
  });

  test.each(awkwardTexts)('escapes %j, so that it is not a formula', (text) => {
    const files = emitted(text);
    const { resources } = JSON.parse(files.get('rule-groups.json') ?? '') as {
      resources: { properties: { rules: { labels: { note: string } }[] } }[];
    };
    const note = resources[1]?.properties.rules[0]?.labels.note ?? '';
    // Azure evaluates a text in brackets as a formula; two opening brackets are the escape.
    expect(note.startsWith('[[') && note.endsWith(']') ? note.slice(1) : note).toBe(text);
    if (text.startsWith('[')) expect(note).toBe(`[${text}`);
    const plain = JSON.parse(files.get('terraform/rule-groups.json') ?? '') as AzureGroup[];
    expect(plain[1]?.rules[0]?.labels?.note).toBe(text);
  });
});

describe('splitting', () => {
  const rule = fc.record({ reads: fc.array(fc.nat(59), { maxLength: 2 }) });
  test('loses no rule, respects the limit and never puts a reader before its recording rule', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 60 }), fc.integer({ min: 1, max: 25 }), (given, limit) => {
        // Only earlier rules are read: no cycles.
        const rules = given.map(({ reads }, index) => ({
          record: `r:${index}:x`,
          expr: ['up', ...reads.filter((read) => read < index).map((read) => `r:${read}:x`)].join(' + '),
        }));
        const shuffled = rules.map((_, index) => rules[(index * 7) % rules.length] ?? rules[0]);
        const distinct = [...new Set(shuffled)].flatMap((each) => (each ? [each] : []));
        const parts = splitRules(distinct, limit);
        const order = parts.flat();
        expect(new Set(order)).toEqual(new Set(distinct));
        expect(order).toHaveLength(distinct.length);
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(limit);
        for (const [at, { expr }] of order.entries()) {
          for (const [, read] of expr.matchAll(/(r:\d+:x)/g)) {
            const producer = order.findIndex(({ record }) => record === read);
            if (producer >= 0) expect(producer).toBeLessThan(at);
          }
        }
      }),
    );
  });

  test('keeps related rules together', () => {
    const loose = Array.from({ length: 19 }, (_, index) => ({ record: `a:${index}`, expr: 'up' }));
    const pair = [
      { record: 'b:first', expr: 'up' },
      { record: 'b:second', expr: 'b:first * 2' },
    ];
    expect(splitRules([...loose, ...pair], 20)).toEqual([loose, pair]);
    expect(splitRules([...loose, { expr: 'b:first_other' }], 20)).toHaveLength(1);
    expect(splitRules([], 20)).toEqual([]);
  });
});

test.each([
  ['0s', 'PT0S'],
  ['90s', 'PT1M30S'],
  ['1h30m', 'PT1H30M'],
  ['1d', 'PT24H'],
  ['250ms', 'PT1S'],
])('%s is %s', (duration, iso) => {
  expect(isoDuration(parseDuration(duration) ?? Number.NaN)).toBe(iso);
});
