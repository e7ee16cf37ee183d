import { gunzipSync } from 'node:zlib';
import { kubernetes, podMonitor } from 'dashwright';
import { load } from 'js-yaml';
import { beforeAll, describe, expect, test } from 'vitest';
import { grafanaBuilder } from '../../src/emit/grafana/index.js';
import { grafanaDashboardManifest } from '../../src/emit/kubernetes/dashboards.js';
import { emitKubernetes } from '../../src/emit/kubernetes/index.js';
import { packageParts } from '../../src/emit/packaging/parts.js';
import { ruleFiles } from '../../src/emit/packaging/rule-parts.js';
import { awkwardTexts, operated } from '../fixtures/operated-bundle.js';

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    name: string;
    namespace?: string;
    labels: Record<string, string>;
    annotations?: Record<string, string>;
  };
  readonly spec: Record<string, unknown>;
  readonly data?: Record<string, string>;
}

async function emitted(text = 'plain') {
  const bundle = operated({ text });
  const dashboards = [...(await grafanaBuilder(bundle))()];
  const parts = packageParts({ bundle, dashboards: () => dashboards });
  return {
    parts,
    files: new Map(
      [...emitKubernetes(bundle, parts)].map(({ path, content }) => [
        path.replace('kubernetes/operated/', ''),
        load(String(content)) as Manifest,
      ]),
    ),
  };
}

let plain: Awaited<ReturnType<typeof emitted>>;
beforeAll(async () => {
  plain = await emitted();
});
const manifest = (name: string) =>
  plain.files.get(name) ?? expect.fail(`${name} of ${[...plain.files.keys()]}`);

describe('manifests', () => {
  test('are one object per file', () => {
    expect([...plain.files.keys()].sort()).toEqual([
      'config-map-operated-operated-jobs.yaml',
      'config-map-operated-operated-overview.yaml',
      'grafana-dashboard-operated-operated-jobs.yaml',
      'grafana-dashboard-operated-operated-overview.yaml',
      'instrumentation-python.yaml',
      'pod-monitor-pods-azure.yaml',
      'pod-monitor-pods.yaml',
      'prometheus-rule-operated.yaml',
      'service-monitor-services.yaml',
    ]);
    for (const { metadata } of plain.files.values()) {
      expect(metadata).toMatchObject({ namespace: 'operated', labels: { team: 'core' } });
    }
  });

  test('of monitors are for the Prometheus Operator or for Azure', () => {
    expect(manifest('pod-monitor-pods.yaml')).toMatchObject({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      spec: {
        selector: { matchLabels: { app: 'jobs' } },
        namespaceSelector: { matchNames: ['one', 'two'] },
        podMetricsEndpoints: [
          { port: 'metrics', path: '/metrics', interval: '30s', scrapeTimeout: '5s', scheme: 'http' },
        ],
      },
    });
    expect(manifest('pod-monitor-pods-azure.yaml').apiVersion).toBe('azmonitoring.coreos.com/v1');
    expect(manifest('service-monitor-services.yaml')).toMatchObject({
      kind: 'ServiceMonitor',
      spec: { jobLabel: 'app', namespaceSelector: { any: true }, endpoints: [{ port: 'http', path: '/m' }] },
    });
  });

  test('of dashboards contain the JSON of dist/grafana, minified if it is large', () => {
    const [first] = plain.parts.dashboards;
    if (!first) throw new Error('unreachable');
    const { spec } = manifest('grafana-dashboard-operated-operated-overview.yaml');
    expect(spec).toMatchObject({
      instanceSelector: { matchLabels: { dashboards: 'grafana' } },
      resyncPeriod: '10m',
      folder: 'plain',
    });
    expect(JSON.parse(String(spec.json))).toEqual(JSON.parse(JSON.stringify(first.json)));
    const large = { ...first, json: { uid: 'large', description: '한국어 '.repeat(50_000) } };
    const packed = grafanaDashboardManifest(operated(), {}, { instanceSelector: {} }, large)
      .spec as Manifest['spec'];
    expect(packed.json).toBeUndefined();
    expect(JSON.parse(gunzipSync(Buffer.from(String(packed.gzipJson), 'base64')).toString())).toEqual(
      large.json,
    );
    expect(String(packed.gzipJson).length).toBeLessThan(20_000);
  });

  test('of rules are those of dist/prometheus', () => {
    expect(manifest('prometheus-rule-operated.yaml').spec.groups).toEqual(
      JSON.parse(JSON.stringify(plain.parts.groups)),
    );
  });

  test('have valid file names, whatever the name of an object', () => {
    const podMonitors = ['a', 'b'].map((end) =>
      podMonitor({ name: `${'x'.repeat(252)}${end}`, matchLabels: { a: 'b' }, endpoints: [{ port: 'p' }] }),
    );
    const bundle = operated({ more: { kubernetes: kubernetes({ podMonitors }) } });
    const paths = [...emitKubernetes(bundle, { dashboards: [], groups: [] })].map(({ path }) => path);
    expect(new Set(paths).size).toBe(2);
    for (const path of paths) expect(path.split('/').at(-1)?.length).toBeLessThan(200);
  });

  test('of rules too large for one object are several, split as in chart and module', () => {
    const bundle = operated();
    const groups = ['one', 'two', 'three'].map((name) => ({
      name,
      rules: [{ record: name, expr: `up or ${'up or '.repeat(50_000)}up` }],
    }));
    const rules = [...emitKubernetes(bundle, { dashboards: [], groups })]
      .map(({ content }) => load(String(content)) as Manifest)
      .filter(({ kind }) => kind === 'PrometheusRule');
    expect(rules.map(({ metadata }) => metadata.name)).toEqual(['operated', 'operated-2', 'operated-3']);
    expect(rules.map(({ spec }) => ({ groups: spec.groups }))).toEqual(
      Object.values(ruleFiles(groups)).map((text) => load(text)),
    );
  });

  test.each(awkwardTexts)('keep %j unchanged', async (text) => {
    const { files } = await emitted(text);
    const { spec } = files.get('instrumentation-python.yaml') ?? expect.fail('no instrumentation');
    expect(spec).toMatchObject({
      sampler: { type: 'parentbased_traceidratio', argument: '0.25' },
      env: [{ name: 'COMMON', value: text }],
      python: { env: [{ name: 'OWN', value: text }] },
      resource: { resourceAttributes: { note: text } },
    });
    const map = files.get('config-map-operated-operated-overview.yaml');
    expect(map?.metadata.annotations?.grafana_folder).toBe(text);
    expect((JSON.parse(map?.data?.['operated-overview.json'] ?? '') as { title: string }).title).toBe(text);
  });
});
