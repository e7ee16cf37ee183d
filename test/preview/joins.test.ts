// Joins find one series where they need one: what describes a pod or a target is simulated once for each.
import { expect, test } from 'vitest';
import { loadEngine } from '../../src/engine/index.js';
import type { SiteMetric } from '../../src/preview/model.js';
import { lazyDataset } from '../../src/preview/simulated/parts.js';
import { labelSets } from '../../src/preview/simulated/simulate.js';

const end = Date.UTC(2026, 0, 14, 15);
const range = { start: end - 3_600_000, end };
const pods = { namespace: ['shop', 'bank'], pod: ['p1', 'p2', 'p3'] };
const metric = (name: string, labels: SiteMetric['labels'], kind: SiteMetric['kind'] = 'gauge') => ({
  name,
  kind,
  help: '',
  labels,
});
const metrics: readonly SiteMetric[] = [
  metric('used_total', { ...pods, container: ['app', 'proxy'] }, 'counter'),
  metric('kube_pod_labels', { ...pods, label_team: ['red', 'blue', 'green'], label_app: ['x', 'y'] }),
  metric('kube_pod_info', { ...pods, node: ['n1', 'n2'], pod_ip: ['10.0.0.1', '10.0.0.2'] }),
  metric('kube_pod_status_phase', { ...pods, phase: ['Running', 'Pending'] }),
  metric('requests_total', { job: ['api'], instance: ['a:1', 'b:1'], code: ['200', '500'] }, 'counter'),
  metric('build_info', { job: ['api'], instance: ['a:1', 'b:1'], version: ['1.0', '1.1'] }),
  metric('scrape_info', { target: ['10.0.0.1', '10.0.0.2'], zone: ['x', 'y'] }),
  metric('many', { a: [...'abcdefghij'], b: [...'klmnopqrst'], c: ['1', '2'] }),
];
const records = [
  {
    record: 'namespace_pod:team:info',
    expr: 'max by (namespace, pod, label_team) (kube_pod_labels)',
    labels: {},
  },
];
const engine = await loadEngine();

const used = 'sum by (namespace, pod) (rate(used_total[5m]))';
test.each([
  [`${used} * on (namespace, pod) group_left (label_team) kube_pod_labels`, 6],
  [`kube_pod_labels * on (namespace, pod) group_right (label_team) ${used}`, 6],
  [`${used} * ignoring (label_team, label_app) group_left (label_team) kube_pod_labels`, 6],
  [`${used} * on (pod) group_left (node) kube_pod_info`, 6],
  [`${used} * on (pod) group_left (node) max by (pod, node) (kube_pod_info)`, 6],
  [`${used} * on (pod) group_left () topk by (pod) (1, kube_pod_info)`, 6],
  [`${used} * on (namespace, pod) group_left (label_team) (kube_pod_labels > 0)`, 6],
  [`${used} * on (namespace, pod) group_left (label_team) namespace_pod:team:info`, 6],
  [`${used} * on (namespace, pod) group_left () (kube_pod_status_phase{phase="Running"} > -1)`, 6],
  [`${used} * on (namespace, pod) group_left () kube_pod_status_phase{phase="$phase"}`, 6],
  // Several phases may be chosen together.
  [`${used} * on (namespace, pod) group_left () kube_pod_status_phase{phase=~"$phase"}`, 3],
  [
    `${used} * on (namespace, pod) group_left (node) kube_pod_info * on (node) group_left () count by (node) (kube_pod_info)`,
    6,
  ],
  ['rate(requests_total[5m]) * on (job, instance) group_left (version) build_info', 4],
  ['build_info + on (instance) sum by (instance) (requests_total)', 2],
  [
    'kube_pod_info * on (pod_ip) group_left (zone) label_replace(scrape_info, "pod_ip", "$1", "target", "(.*)")',
    16,
  ],
])('%s', (expr, count) => {
  const data = lazyDataset(engine, { metrics, records }, [expr], range);
  const query = expr.replace('$phase', 'Running');
  const { loaded, lookbackMs } = data.forQuery({ expr: query, ...range, stepMs: 60_000, instant: true });
  const result = loaded.instantQuery({ expr: query, at: end, lookbackMs });
  expect(result.type === 'vector' ? result.samples.length : result).toBe(count);
  data.dispose();
});

test('what is not joined has all its values, and of what is joined all values are somewhere', () => {
  const [, labels, , phases] = metrics as [SiteMetric, SiteMetric, SiteMetric, SiteMetric];
  const on = { where: [], labels: ['namespace', 'pod'], others: false };
  expect(labelSets(labels, 16)).toHaveLength(16);
  const sets = labelSets({ ...labels, unique: [on] }, 16);
  expect(sets).toHaveLength(6);
  expect(new Set(sets.map((set) => set.label_team))).toEqual(new Set(['red', 'blue', 'green']));
  // Each pod is in some phase, although one phase only is joined.
  const running = { ...on, where: [{ name: 'phase', op: '=' as const, value: 'Running' }] };
  expect(labelSets({ ...phases, unique: [running] }, 16)).toHaveLength(12);
  // Of many there are more than usual, so that what they are joined with finds them.
  const many = metrics[7] as SiteMetric;
  expect(labelSets({ ...many, unique: [{ where: [], labels: ['a', 'b'], others: false }] }, 16)).toHaveLength(
    100,
  );
});
