// Objects for operators in chart and module: only if a bundle defines them, with the specs of the plain manifests.
import { load } from 'js-yaml';
import { beforeAll, describe, expect, test } from 'vitest';
import { emitHelm } from '../../src/emit/helm/index.js';
import { emitKubernetes } from '../../src/emit/kubernetes/index.js';
import { type PackageParts, packageParts } from '../../src/emit/packaging/parts.js';
import { emitTerraform } from '../../src/emit/terraform/index.js';
import { tricky, trickyParts } from '../fixtures/tricky-bundle.js';

interface Packed {
  readonly name: string;
  readonly kind: string;
  readonly apiVersion: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  readonly spec: object;
}
type Objects = Record<'podMonitors' | 'serviceMonitors' | 'instrumentations', Packed[]> & {
  readonly grafanaOperator: object;
};

let parts: PackageParts;
beforeAll(async () => {
  parts = await trickyParts();
});

const { kubernetes: _, ...options } = tricky.source.options;
const bare = { ...tricky, source: { ...tricky.source, options } };

const textsOf = (emit: typeof emitHelm, bundle: typeof tricky) =>
  new Map(
    emit(bundle, packageParts({ bundle, dashboards: () => parts.dashboards })).map(({ path, content }) => [
      path.split('/').slice(2).join('/'),
      String(content),
    ]),
  );
const packed = (text: string | undefined) => load(text ?? expect.fail('no file')) as Objects;

describe('a bundle without such objects', () => {
  test.each([
    ['chart', emitHelm],
    ['module', emitTerraform],
  ])('has nothing about them in its %s', (_name, emit) => {
    const files = textsOf(emit, bare);
    const words = /pod_?monitor|service_?monitor|instrumentation|grafana_?operator|objects\.(yaml|tf)/i;
    for (const [path, text] of files) {
      expect(path).not.toMatch(words);
      expect(text, path).not.toMatch(words);
    }
  });
});

describe('the objects in packages', () => {
  test('are the same in chart and module', () => {
    const chart = textsOf(emitHelm, tricky).get('files/objects.yaml');
    expect(textsOf(emitTerraform, tricky).get('objects.yaml')).toBe(chart);
  });

  test('have the specs of the plain manifests', () => {
    const { podMonitors, serviceMonitors, instrumentations } = packed(
      textsOf(emitHelm, tricky).get('files/objects.yaml'),
    );
    const objects = [...instrumentations, ...podMonitors, ...serviceMonitors];
    const manifests = [...emitKubernetes(tricky, parts)]
      .map(({ content }) => load(String(content)) as Packed & { metadata: Packed })
      .filter(({ kind }) => /Monitor|Instrumentation/.test(kind));
    expect(
      objects.map(({ kind, apiVersion, namespace, spec }) => ({ kind, apiVersion, namespace, spec })),
    ).toEqual(
      manifests.map(({ kind, apiVersion, metadata: { namespace }, spec }) => ({
        kind,
        apiVersion,
        namespace,
        spec,
      })),
    );
    objects.forEach(({ labels }, index) => {
      expect(manifests[index]?.metadata.labels).toMatchObject(labels);
    });
    expect(podMonitors[0]?.name).toHaveLength(253);
    expect(podMonitors.map(({ labels }) => labels)).toEqual([
      { team: 'core' },
      { team: 'core' },
      { team: 'pods' },
    ]);
  });

  test('have unique names, though two may have the same name in two namespaces', () => {
    const { podMonitors } = packed(textsOf(emitHelm, tricky).get('files/objects.yaml'));
    expect(podMonitors.slice(1).map(({ name }) => name)).toEqual([
      expect.stringMatching(/^pods-one-[0-9a-f]{8}$/),
      expect.stringMatching(/^pods-two-[0-9a-f]{8}$/),
    ]);
  });

  test('keep the job of a PodMonitor, unless a label of the pods determines it', () => {
    const { podMonitors } = packed(textsOf(emitHelm, tricky).get('files/objects.yaml'));
    const endpoints = podMonitors.map(
      ({ spec }) => (spec as { podMetricsEndpoints: object[] }).podMetricsEndpoints,
    );
    expect(endpoints[1]?.every((endpoint) => !('relabelings' in endpoint))).toBe(true);
    expect(endpoints[2]).toEqual([
      { port: 'metrics', path: '/metrics', relabelings: [{ targetLabel: 'job', replacement: 'two/pods' }] },
    ]);
  });
});
