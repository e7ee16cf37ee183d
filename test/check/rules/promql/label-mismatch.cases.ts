import { catalog, counter, gauge, histogram } from 'dashwright';
import { cases } from '../../support.js';

/** Info metrics as kube-state-metrics and OpenTelemetry have them, which exist for their labels. */
const cluster = catalog({
  kube_pod_info: gauge({
    help: 'About a pod.',
    labels: {
      namespace: ['a', 'b'],
      pod: ['a-0', 'b-0'],
      node: ['n1', 'n2'],
      pod_ip: ['10.0.0.1', '10.0.0.2'],
    },
  }),
  kube_pod_owner: gauge({
    help: 'Who made a pod.',
    labels: { namespace: ['a'], pod: ['a-0'], owner_kind: ['Job', 'ReplicaSet'], owner_name: ['x', 'y'] },
  }),
  kube_pod_labels: gauge({
    help: 'Labels of a pod.',
    range: [1, 1],
    labels: { namespace: ['a', 'b'], pod: ['a-0', 'b-0'], label_team: ['red', 'blue'] },
  }),
  container_cpu_usage_seconds_total: counter({
    help: 'CPU.',
    labels: { namespace: ['a', 'b'], pod: ['a-0', 'b-0'], container: ['app', 'proxy'] },
  }),
  target_info: gauge({ help: 'About a target.', labels: { service_version: ['1.0', '1.1'] } }),
  node_info: gauge({ help: 'About a node.', labels: { node: ['n1', 'n2'] } }),
  took_seconds: histogram({ help: 'Time.', unit: 's', labels: { path: ['/a', '/b'] } }),
  requests_total: counter({ help: 'Requests.', labels: { path: ['/a', '/b'], status: ['200', '500'] } }),
});
const joined = (...panels: readonly string[]) => ({ given: { metrics: cluster, panels } });

export default cases('promql/label-mismatch', {
  trips: {
    'a label on one side only': {
      given: { alerts: { A: 'lag_seconds / fill_ratio > 1' } },
      at: 'lag_seconds / fill_ratio',
      says: 'topic',
    },
    'aggregations by different labels': {
      given: {
        panels: ['sum by (path) (rate(requests_total[5m])) / sum by (status) (rate(requests_total[5m]))'],
      },
    },
    'values that differ': {
      given: { panels: ['rate(requests_total{status="500"}[5m]) / rate(requests_total{status="200"}[5m])'] },
      says: 'status="500"',
    },
    'on a label that one side has lost': {
      given: { panels: ['lag_seconds > on (topic) max by (job) (lag_limit_seconds)'] },
    },
    'an `and` that is always empty': {
      given: { alerts: { A: 'lag_seconds > 5 and max(lag_limit_seconds) > 1' } },
    },
    'many to one without group_left': {
      given: {
        panels: [
          'sum by (path, status) (rate(requests_total[5m])) / on (path) sum by (path) (rate(requests_total[5m]))',
        ],
      },
      says: 'differ in status',
    },
    'group_left the wrong way round': {
      given: {
        panels: [
          'sum by (path) (rate(requests_total[5m])) / on (path) group_left () sum by (path, status) (rate(requests_total[5m]))',
        ],
      },
      says: 'several series on the right',
      expects: 'group_right',
    },
    'a label brought over of which there are several per match': {
      ...joined(
        'sum by (path, instance) (rate(requests_total[5m])) / on (path) group_left (status) sum by (path, status) (rate(requests_total[5m]))',
      ),
      says: 'several series on the right',
      expects: 'status among the labels to match',
    },
    'what would match the other way round, with a label brought over': {
      ...joined(
        'sum by (path) (rate(requests_total[5m])) / on (path) group_left (status) sum by (path, status) (rate(requests_total[5m]))',
      ),
      expects: 'group_right ()',
    },
    'several on both sides': {
      ...joined(
        'sum by (path, status) (rate(requests_total[5m])) / on (path) sum by (path, status) (rate(requests_total[5m]))',
      ),
      expects: 'status among the labels to match',
    },
    'a recorded series that lost the label': {
      given: {
        records: [['job:limit:max', 'max by (job) (lag_limit_seconds)']],
        alerts: { A: 'lag_seconds > job:limit:max' },
      },
    },
  },
  silent: {
    'the same labels': { given: { alerts: { A: 'lag_seconds > lag_limit_seconds' } } },
    'on what both have': {
      given: { alerts: { A: 'lag_seconds > on (job, instance) group_left () fill_ratio' } },
    },
    'ignoring what one has': {
      given: {
        panels: [
          'sum by (path, status) (rate(requests_total[5m])) / ignoring (status) group_left () sum by (path) (rate(requests_total[5m]))',
        ],
      },
    },
    'an info join by which the label of another metric comes over': joined(
      'sum by (namespace, pod) (rate(container_cpu_usage_seconds_total[5m])) * on (namespace, pod) group_left (node) max by (namespace, pod, node) (kube_pod_info)',
      'sum by (namespace, pod) (rate(container_cpu_usage_seconds_total[5m])) * on (namespace, pod) group_left (node) topk by (namespace, pod) (1, max by (namespace, pod, node) (kube_pod_info))',
      'rate(container_cpu_usage_seconds_total[5m]) * on (namespace, pod) group_left (node, pod_ip) kube_pod_info',
      'max by (namespace, pod, node) (kube_pod_info) * on (namespace, pod) group_right (node) rate(container_cpu_usage_seconds_total[5m])',
      'rate(container_cpu_usage_seconds_total[5m]) * on (namespace, pod) group_left (node) (kube_pod_info == 1)',
    ),
    'a join with all labels that identify a target': joined(
      'rate(requests_total[5m]) * on (job, instance) group_left (service_version) target_info',
      'sum by (instance, path) (rate(requests_total[5m])) * on (instance) group_left () target_info',
    ),
    'attributes of one thing in a gauge of another name': joined(
      'rate(container_cpu_usage_seconds_total[5m]) * on (namespace, pod) group_left (owner_name) kube_pod_owner',
      'rate(container_cpu_usage_seconds_total[5m]) * on (namespace, pod) group_left () kube_pod_labels',
    ),
    'narrowed to one value': {
      given: {
        panels: [
          'sum by (path, status) (rate(requests_total{status="500"}[5m])) / on (path) sum by (path) (rate(requests_total[5m]))',
        ],
      },
    },
    'different values that are ignored': {
      given: {
        panels: [
          'rate(requests_total{status="500"}[5m]) / ignoring (status) rate(requests_total{status="200"}[5m])',
        ],
      },
    },
    'a comparison that may leave one series': {
      given: {
        panels: ['max by (path, status) (requests_total) == on (path) max by (path) (requests_total)'],
      },
    },
    'an unknown metric': { given: { alerts: { A: 'lag_seconds / unheard_of > 1' } } },
    'a scalar': { given: { alerts: { A: 'lag_seconds > scalar(max(lag_limit_seconds))' } } },
    'or, which needs no match': { given: { alerts: { A: 'lag_seconds > 5 or fill_ratio > 0.5' } } },
    'no labels on either side': {
      given: { panels: ['sum(rate(failures_total[5m])) / sum(rate(requests_total[5m]))'] },
    },
    'any match at all': { given: { alerts: { A: 'lag_seconds > 5 and on () max(lag_limit_seconds) > 1' } } },
    'variables among the labels': { given: { panels: ['lag_seconds / on ($by) fill_ratio'] } },
  },
});
