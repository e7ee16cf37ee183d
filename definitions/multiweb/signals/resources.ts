import { max, mul, ratio, signal, sum } from 'dashwright';
import {
  containerCpu,
  containerMemory,
  memoryOfLimit,
  processCpu,
  processMemory,
  restarts,
  throughput,
} from 'dashwright/library';
import { application, nodes, platform } from '../metrics.js';

/**
 * Every Prometheus client library exposes process_*: without the job, the process of Prometheus itself would be
 * included.
 */
const api = { job: 'multiweb-api' } as const;
/** Pods of the API: cAdvisor has those of the whole cluster. */
const apiPods = { pod: /multiweb-api.*/ } as const;

export const apiCpu = processCpu(application.process_cpu_seconds_total.where(api), {
  title: 'API process CPU',
  by: ['namespace', 'instance'],
  legend: ({ instance }) => instance,
});
export const apiMemory = processMemory(application.process_resident_memory_bytes.where(api), {
  title: 'API process memory',
  by: ['instance'],
  legend: ({ instance }) => instance,
});

// The process has a pod, the pod a node, the node its memory: each pair is matched on the labels that both have.
const processByPod = sum(application.process_resident_memory_bytes.where(api), { by: ['namespace', 'pod'] });
const nodeOfPod = max(platform.kube_pod_info, { by: ['namespace', 'pod', 'node'] });
export const apiMemoryOfNode = signal({
  title: 'API memory of node',
  description: 'Memory of the API processes as a share of the memory of their machine.',
  expr: ratio(
    mul(processByPod, nodeOfPod, { on: ['namespace', 'pod'], groupLeft: ['node'] }),
    max(nodes.node_memory_MemTotal_bytes, { by: ['node'] }),
    { on: ['node'], groupLeft: [] },
  ),
  unit: 'percentunit',
  legend: ({ pod, node }) => `${pod} on ${node}`,
  range: [0, 1],
});

const byPod = { by: ['pod'], legend: ({ pod }: { pod: string }) => pod } as const;

export const podCpu = containerCpu(platform.container_cpu_usage_seconds_total, {
  ...byPod,
  title: 'CPU by pod',
});
export const podMemory = containerMemory(platform.container_memory_working_set_bytes, {
  ...byPod,
  title: 'Memory by pod',
});
export const apiMemoryOfLimit = memoryOfLimit(
  platform.container_memory_working_set_bytes.where(apiPods),
  platform.container_spec_memory_limit_bytes,
  {
    title: 'API memory of limit',
    by: ['namespace', 'pod', 'container'],
    legend: ({ pod, container }) => `${pod} ${container}`,
  },
);
export const podRestarts = restarts(platform.kube_pod_container_status_restarts_total, {
  by: ['pod', 'container'],
  legend: ({ pod, container }) => `${pod} ${container}`,
});
export const outOfMemoryKills = signal({
  title: 'Killed for memory',
  description: 'Containers whose last end was the OOM killer.',
  expr: sum(platform.kube_pod_container_status_last_terminated_reason.where({ reason: 'OOMKilled' }), {
    by: ['pod', 'container'],
  }),
  legend: ({ pod, container }) => `${pod} ${container}`,
});

export const received = throughput(platform.container_network_receive_bytes_total, {
  ...byPod,
  title: 'Received',
  legend: ({ pod }) => `received ${pod}`,
});
export const sent = throughput(platform.container_network_transmit_bytes_total, {
  ...byPod,
  title: 'Sent',
  legend: ({ pod }) => `sent ${pod}`,
});
export const diskReads = throughput(nodes.node_disk_read_bytes_total, {
  title: 'Disk reads',
  by: ['instance', 'device'],
  legend: ({ instance, device }) => `read ${instance} ${device}`,
});
export const diskWrites = throughput(nodes.node_disk_written_bytes_total, {
  title: 'Disk writes',
  by: ['instance', 'device'],
  legend: ({ instance, device }) => `written ${instance} ${device}`,
});

const byScaler = { by: ['horizontalpodautoscaler'] } as const;

// At its maximum, the autoscaler cannot add pods.
export const runningReplicas = signal({
  title: 'Running',
  description: 'Pods that run, by autoscaler.',
  expr: max(platform.kube_horizontalpodautoscaler_status_current_replicas, byScaler),
  legend: ({ horizontalpodautoscaler }) => `running ${horizontalpodautoscaler}`,
});
export const wantedReplicas = signal({
  title: 'Wanted',
  description: 'Pods that the autoscaler wants.',
  expr: max(platform.kube_horizontalpodautoscaler_status_desired_replicas, byScaler),
  legend: ({ horizontalpodautoscaler }) => `wanted ${horizontalpodautoscaler}`,
});
export const maximumReplicas = signal({
  title: 'Maximum',
  description: 'Most pods that the autoscaler may start.',
  expr: max(platform.kube_horizontalpodautoscaler_spec_max_replicas, byScaler),
  legend: ({ horizontalpodautoscaler }) => `maximum ${horizontalpodautoscaler}`,
});
