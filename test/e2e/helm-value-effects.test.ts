// Every key of values.yaml has its effect, and rejects invalid values. What needs an API server (requireCRDs) is in
// helm-install.test.ts, and environments are in tuned.test.ts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { type Rendering, template, tryTemplate } from './support/helm.js';
import { type Data, shippedPackages, trickyPackages } from './support/packages.js';
import { helmClient } from './support/releases.js';
import { objectSections, valueEffects } from './support/value-effects.js';

const folder = temporaryFolder('effects');
afterAll(() => removeFolder(folder));
const tricky = await trickyPackages(folder);

let plain: Rendering;
beforeAll(async () => {
  plain = await template(tricky.chart);
});

const requireCRDs = ['prometheusRule', ...Object.keys(objectSections)].map(
  (section) => `${section}.requireCRDs`,
);

/** Only charts of bundles with routing have them: tested in alertmanager-config.test.ts. */
const alertmanagerConfigs = ['enabled', 'requireCRDs', 'namespace', 'labels', 'annotations'].map(
  (key) => `alertmanagerConfigs.${key}`,
);

/** Values that are maps with free keys, such as labels, count as one value. */
function keysOf(values: Data, prefix = ''): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const isSection = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isSection && Object.keys(value).length > 0
      ? keysOf(value as Data, `${prefix}${name}.`)
      : [`${prefix}${name}`];
  });
}

function nested(path: string, value: unknown): Data {
  return path.split('.').reduceRight((inner: unknown, name) => ({ [name]: inner }), value) as Data;
}

test.each([tricky, ...shippedPackages()])('every key of the values of $name is in the table', ({ chart }) => {
  const values = load(readFileSync(join(chart, 'values.yaml'), 'utf8')) as Data;
  const absent = [...Object.keys(objectSections), 'alertmanagerConfigs'].filter(
    (section) => !(section in values),
  );
  const tested = [
    ...valueEffects.map(({ path }) => path),
    ...requireCRDs,
    ...alertmanagerConfigs,
    'prometheusRule.environment',
  ]
    .filter((path) => !absent.includes(path.split('.')[0] ?? ''))
    .filter(
      (path) => path !== 'prometheusRule.environment' || 'environment' in (values.prometheusRule as Data),
    );
  expect(keysOf(values).sort()).toEqual([...new Set(tested)].sort());
});

describe.each(valueEffects)('$path', ({ path, value, given, effect, wrong }) => {
  test('has its effect, which does not occur without it', async () => {
    const without = given ? await template(tricky.chart, { values: given }) : plain;
    expect(() => effect(without)).toThrow();
    const values = [...(given ? [given] : []), nested(path, value)];
    effect(await template(tricky.chart, { values }));
  });

  test('is rejected if invalid, with its name', async () => {
    const { code, stderr } = await tryTemplate(tricky.chart, { values: nested(path, wrong) });
    expect(code).not.toBe(0);
    expect(stderr).toContain(`at '/${path.replaceAll('.', '/')}`);
  });
});

test('requireCRDs only applies to a cluster', async () => {
  const helm = helmClient('helm');
  const withTypes = ['--api-versions', 'v1/ConfigMap'];
  const refused = await helm.try('template', 'release', tricky.chart, ...withTypes);
  expect(refused.stderr).toContain('does not have the type PrometheusRule');
  await helm.must(
    'template',
    'release',
    tricky.chart,
    ...withTypes,
    '--set',
    'prometheusRule.requireCRDs=false',
  );
  await helm.must(
    ...['template', 'release', tricky.chart, ...withTypes],
    ...['--api-versions', 'monitoring.coreos.com/v1/PrometheusRule'],
  );
  const wrong = await tryTemplate(tricky.chart, { values: nested('prometheusRule.requireCRDs', 'no') });
  expect(wrong.stderr).toContain("at '/prometheusRule/requireCRDs'");
});

const types = {
  podMonitors: ['monitoring.coreos.com/v1/PodMonitor', 'azmonitoring.coreos.com/v1/PodMonitor'],
  serviceMonitors: ['monitoring.coreos.com/v1/ServiceMonitor'],
  instrumentations: ['opentelemetry.io/v1alpha1/Instrumentation'],
  grafanaOperator: ['grafana.integreatly.org/v1beta1/GrafanaDashboard'],
} as const satisfies Readonly<Record<keyof typeof objectSections, readonly string[]>>;

const sections = Object.entries(types) as [keyof typeof types, readonly string[]][];

describe.each(['helm', 'helm4'] as const)('objects whose types a cluster lacks, with %s', (binary) => {
  test.each(sections)('are rejected with a helpful message: %s', async (section, names) => {
    const helm = helmClient(binary);
    const known = ['v1/ConfigMap', 'monitoring.coreos.com/v1/PrometheusRule'];
    const args = (versions: readonly string[], ...settings: string[]) => [
      ...['template', 'release', tricky.chart, '--set', `${section}.enabled=true`],
      ...versions.flatMap((version) => ['--api-versions', version]),
      ...settings.flatMap((setting) => ['--set', setting]),
    ];
    for (const missing of names) {
      const { stderr, code } = await helm.try(
        ...args([...known, ...names.filter((name) => name !== missing)]),
      );
      expect(code).not.toBe(0);
      const [, version = '', kind = ''] = /^(.*)\/(.*)$/.exec(missing) ?? [];
      expect(stderr).toContain(
        `${section}: this cluster does not have the type ${kind} (${version}). Install the CRDs of `,
      );
      expect(stderr).toContain(`${section}.requireCRDs=false`);
    }
    await helm.must(...args([...known, ...names]));
    for (const off of [false, 'false']) await helm.must(...args(known, `${section}.requireCRDs=${off}`));
  });
});
