// Any text of a definition, read back by the programs that read the packages: Helm 3 and 4, and OpenTofu. Starting
// one costs more than reading a thousand texts, so all of them are in one bundle.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { above, alert, bundle, catalog, dashboard, gauge, panel, runbook, signal } from 'dashwright';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { loadEngine } from '../../src/engine/index.js';
import { partsOf, targets } from '../../src/pipeline/targets.js';
import { resolveBundle } from '../../src/resolve/index.js';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { dashboardsIn, template } from './support/helm.js';
import { initialised, plan } from './support/module.js';
import { alertsOf } from './support/packages.js';

/** Texts without what constructors reject, and without templates, which alerts expand. */
const anyText = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 40 })
  .filter((text) => !/[\0\x7f-\x84\x86-\x9f\ufffe\uffff]|\{\{|\}\}/.test(text))
  .map((text) => `x${text}x`);
const awkward = [
  ...['\u2028', '\u2029', '\u0085', '\ufeff', '\u0001', '\r', '\r\n', '\t', '\\', '"', "'", '`', '\u200b'],
  ...[
    '---',
    '%YAML',
    '${x}',
    '%{if}',
    '$${',
    '%%{',
    '<<EOT',
    '#{',
    '~',
    'null',
    'yes',
    '1e3',
    '0x10',
    '2026-01-01',
  ],
  ...[
    '{ .Values }',
    '<b>&amp;',
    '|',
    '>-',
    '- ',
    '? ',
    '*a',
    '&a',
    '!!str',
    ': ',
    ' #',
    '한국어',
    '👩‍💻',
    '__proto__',
    'Error',
  ],
];
const texts = [
  ...awkward,
  ...awkward.map((text) => `x${text}x`),
  ...fc.sample(anyText, { numRuns: 400, seed: 11 }),
];

/** Names of alerts and of dashboards, in objects and files. */
const nameSource = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 40 })
  .filter(
    (name) => !/[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff/\\]|\{\{|^\.+$/u.test(name) && name.trim() !== '',
  );
const names = [
  ...new Set([
    'constructor',
    'toString',
    'Error',
    'a b',
    'ü',
    '${x}',
    '%{x}',
    "it's",
    '"q"',
    'a.b',
    ...fc.sample(nameSource, { numRuns: 100, seed: 12 }),
  ]),
];

const metrics = catalog({
  queue_length: gauge({ help: 'Jobs.', unit: 'jobs', labels: { queue: ['mail'] } }),
});
const length = signal({ title: 'Length', description: 'Jobs.', expr: metrics.queue_length });
const textAlerts = texts.map((text, index) => [`Text${index}`, text] as const);
const nameAlerts = names.map((name) => [name, name] as const);
const about = new Map<string, string>([...textAlerts, ...nameAlerts]);

const written = bundle({
  name: 'texts',
  title: 'Texts',
  description: 'Texts.',
  version: '1.0.0',
  metrics,
  urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}' },
  dashboards: texts.map((text, index) =>
    dashboard({
      uid: `text-${index}`,
      title: text,
      description: text,
      rows: [panel.stat({ title: text, show: length })],
    }),
  ),
  alerts: Object.fromEntries(
    [...about].map(([name, text]) => [
      name,
      alert({
        when: above(length, 5),
        for: '5m',
        severity: 'warning',
        summary: text,
        description: `x ${text} x`,
        labels: { note: text },
        runbook: runbook('r'),
      }),
    ]),
  ),
});

const folder = temporaryFolder('texts');
afterAll(() => removeFolder(folder));
const resolved = resolveBundle(written, { r: '# R\n' });
const parts = await partsOf(resolved, [], await loadEngine());
for (const { name, load } of targets) {
  if (name !== 'helm' && name !== 'terraform') continue;
  const emit = await load();
  for (const { path, content } of emit(resolved, parts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Every place of a text in a rule. */
function said(rules: ReadonlyMap<string, { labels?: unknown; annotations?: unknown }>) {
  return Object.fromEntries(
    [...rules].map(([name, { labels, annotations }]) => {
      const { note } = labels as Record<string, string>;
      const { summary, description } = annotations as Record<string, string>;
      return [name, { note, summary, description }];
    }),
  );
}
const expectedRules = Object.fromEntries(
  [...about].map(([name, text]) => [name, { note: text, summary: text, description: `x ${text} x` }]),
);
const expectedTitles = texts.map((text) => [text, text, text]);
const titlesOf = (dashboards: readonly Record<string, unknown>[]) =>
  dashboards
    .toSorted((a, b) => Number(String(a.uid).slice(5)) - Number(String(b.uid).slice(5)))
    .map(({ title, description, panels }) => [title, description, (panels as { title: string }[])[0]?.title]);

describe(`${texts.length} texts and ${names.length} names`, () => {
  test.each(['helm', 'helm4'] as const)('are unchanged in the output of a chart: %s', async (binary) => {
    const { configMaps, rules } = await template(join(folder, 'helm/texts'), { binary });
    expect(said(alertsOf(rules.flatMap(({ spec }) => spec?.groups ?? [])))).toEqual(expectedRules);
    expect(titlesOf(Object.values(dashboardsIn(configMaps)))).toEqual(expectedTitles);
  });

  test.each(['helm', 'helm4'] as const)('are read from values unchanged: %s', async (binary) => {
    const extraDashboards = texts.map((text, index) => ({
      name: `own-${index}`,
      json: JSON.stringify({ uid: `own-${index}`, title: text, [text]: text }),
    }));
    const values = { grafanaDashboards: { dashboards: [], extraDashboards } };
    const { configMaps } = await template(join(folder, 'helm/texts'), { binary, values });
    const found = new Map(Object.values(dashboardsIn(configMaps)).map((one) => [one.uid, one]));
    for (const [index, text] of texts.entries()) {
      const expected = JSON.parse(JSON.stringify({ uid: `own-${index}`, title: text, [text]: text }));
      expect(found.get(`own-${index}`)).toEqual(expected);
    }
  });

  // Terraform and OpenTofu normalise every string to NFC: composed characters, which look the same.
  test('are unchanged in the output of a module, in NFC', async () => {
    const composed = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value).normalize('NFC'));
    const module = await initialised(join(folder, 'terraform/texts'));
    const { configMaps, rules } = await plan(module);
    module.remove();
    expect(said(alertsOf(rules.flatMap(({ spec }) => spec.groups)))).toEqual(composed(expectedRules));
    const dashboards = configMaps.flatMap(({ data }) => Object.values(data).map((json) => JSON.parse(json)));
    expect(titlesOf(dashboards)).toEqual(composed(expectedTitles));
  });
});
