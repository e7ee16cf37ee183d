import { catalog, counter, gauge, histogram } from 'dashwright';
import { describe, expect, it } from 'vitest';
import { loadEngine } from '../../src/engine/index.js';
import { findingsOf } from './support.js';

const engine = await loadEngine();
const metrics = catalog(
  {
    kube_pod_info: gauge({
      help: 'About a pod.',
      labels: { namespace: ['a', 'b'], pod: ['a-0', 'b-0'], node: ['n1', 'n2'], uid: ['u1', 'u2'] },
    }),
    container_cpu_usage_seconds_total: counter({
      help: 'CPU.',
      unit: 's',
      labels: { namespace: ['a', 'b'], pod: ['a-0', 'b-0'], container: ['app', 'proxy'] },
    }),
    target_info: gauge({ help: 'About a target.', labels: { service_version: ['1.0', '1.1'] } }),
    node_info: gauge({ help: 'About a node.', labels: { node: ['n1', 'n2'] } }),
    requests_total: counter({ help: 'Requests.', labels: { path: ['/a', '/b'], status: ['200', '500'] } }),
    took_seconds: histogram({ help: 'Time.', unit: 's', buckets: [0.1, 1] }),
  },
  { targetLabels: ['job', 'instance'] },
);

/** Two pods on two nodes, two instances of a service: typical metrics of such a catalog. */
const series = [
  ...['a', 'b'].flatMap((namespace, index) => [
    one(
      `kube_pod_info{namespace="${namespace}",pod="${namespace}-0",node="n${index + 1}",uid="u${index + 1}"}`,
    ),
    ...['app', 'proxy'].map((container) =>
      rising(
        `container_cpu_usage_seconds_total{namespace="${namespace}",pod="${namespace}-0",container="${container}"}`,
      ),
    ),
  ]),
  ...['i1', 'i2'].flatMap((instance, index) => [
    one(`target_info{job="shop",instance="${instance}",service_version="1.${index}"}`),
    one(`node_info{job="nodes",instance="${instance}",node="n${index + 1}"}`),
    ...['/a', '/b'].flatMap((path) =>
      ['200', '500'].map((status) =>
        rising(`requests_total{job="shop",instance="${instance}",path="${path}",status="${status}"}`),
      ),
    ),
    ...['0.1', '1.0', '+Inf'].map((le) =>
      rising(`took_seconds_bucket{job="shop",instance="${instance}",le="${le}"}`),
    ),
  ]),
];

function one(name: string) {
  return { series: name, values: '1x60', intervalMs: 60_000 };
}
function rising(name: string) {
  return { series: name, values: '0+60x60', intervalMs: 60_000 };
}

function evaluated(expr: string) {
  return engine.instantQuery({ expr, at: 3_600_000, series });
}

async function mistakes(expr: string): Promise<string[]> {
  const found = await findingsOf({ metrics, alerts: { Joined: `${expr} > 0.5` } });
  return found
    .filter(({ check }) => /^promql\//.test(check))
    .map(({ check, message }) => `${check}: ${message}`);
}

const cpu = 'sum by (namespace, pod) (rate(container_cpu_usage_seconds_total[5m]))';
const valid = [
  `${cpu} * on (namespace, pod) group_left (node) max by (namespace, pod, node) (kube_pod_info)`,
  `${cpu} * on (namespace, pod) group_left (node) topk by (namespace, pod) (1, max by (namespace, pod, node) (kube_pod_info))`,
  `rate(container_cpu_usage_seconds_total[5m]) * on (namespace, pod) group_left (node, uid) kube_pod_info`,
  'rate(requests_total[5m]) * on (job, instance) group_left (service_version) target_info',
  'target_info * on (job, instance) group_right (service_version) rate(requests_total[5m])',
  'histogram_quantile(0.9, sum by (le, node) (rate(took_seconds_bucket[5m]) * on (instance) group_left (node) node_info))',
  'sum by (path) (rate(requests_total[5m])) / on (path) group_right () sum by (path, status) (rate(requests_total[5m]))',
];
describe('Prometheus evaluates, and the checks accept,', () => {
  for (const expr of valid) {
    it(expr, async () => {
      const result = evaluated(expr);
      expect(result.type === 'vector' && result.samples.length).toBeGreaterThan(0);
      expect(await mistakes(expr)).toEqual([]);
    });
  }
});

const invalid = [
  'sum by (path, instance) (rate(requests_total[5m])) / on (path) group_left (status) sum by (path, status) (rate(requests_total[5m]))',
  'sum by (path, status) (rate(requests_total[5m])) / on (path) sum by (path) (rate(requests_total[5m]))',
];
describe('Prometheus fails on, and the checks reject,', () => {
  for (const expr of invalid) {
    it(expr, async () => {
      expect(() => evaluated(expr)).toThrow(/many-to-many|many-to-one|one-to-many|multiple matches/);
      expect(await mistakes(expr)).toEqual([expect.stringContaining('promql/label-mismatch')]);
    });
  }
});
