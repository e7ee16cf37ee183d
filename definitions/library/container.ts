// Metrics of containers, from cAdvisor and kube-state-metrics.
import { counter, gauge } from 'dashwright';

export * from './container-signals.js';

export interface WorkloadExamples {
  readonly namespaces: readonly string[];
  readonly pods: readonly string[];
  readonly containers: readonly string[];
}

/**
 * Metrics of the kubelet's cAdvisor. `job` and `instance` are those of the kubelet; namespace, pod and container are
 * labels of the metrics. Besides the series of its containers, a pod has series with an empty `container`.
 */
export function containerMetrics({ namespaces, pods, containers }: WorkloadExamples) {
  const container = { namespace: namespaces, pod: pods, container: containers };
  const device = { ...container, device: ['/dev/sda'] };
  const network = { namespace: namespaces, pod: pods, interface: ['eth0'] };
  return {
    container_cpu_usage_seconds_total: counter({
      help: 'CPU time of the container.',
      unit: 's',
      labels: { ...container, cpu: ['total'] },
    }),
    container_memory_working_set_bytes: gauge({
      help: 'Memory that cannot be taken back: what the OOM killer compares with the limit.',
      unit: 'bytes',
      labels: container,
    }),
    container_spec_memory_limit_bytes: gauge({
      help: 'Memory limit of the container; 0 where it has none.',
      unit: 'bytes',
      labels: container,
    }),
    container_fs_reads_bytes_total: counter({ help: 'Bytes read from disk.', unit: 'bytes', labels: device }),
    container_fs_writes_bytes_total: counter({
      help: 'Bytes written to disk.',
      unit: 'bytes',
      labels: device,
    }),
    container_network_receive_bytes_total: counter({
      help: 'Bytes received by the pod.',
      unit: 'bytes',
      labels: network,
    }),
    container_network_transmit_bytes_total: counter({
      help: 'Bytes sent by the pod.',
      unit: 'bytes',
      labels: network,
    }),
  };
}

/** Metrics of kube-state-metrics about pods and their autoscaler. */
export function kubernetesMetrics({ namespaces, pods, containers }: WorkloadExamples) {
  const scaler = { namespace: namespaces, horizontalpodautoscaler: containers };
  return {
    kube_pod_info: gauge({
      help: 'One series per pod, always 1.',
      unit: 'objects',
      labels: { namespace: namespaces, pod: pods, node: ['node-1'] },
    }),
    kube_pod_container_status_restarts_total: counter({
      help: 'Restarts of the container.',
      unit: 'restarts',
      labels: { namespace: namespaces, pod: pods, container: containers },
    }),
    kube_pod_container_status_last_terminated_reason: gauge({
      help: '1 for the reason for which the container ended last.',
      unit: 'objects',
      labels: {
        namespace: namespaces,
        pod: pods,
        container: containers,
        reason: ['OOMKilled', 'Error', 'Completed'],
      },
    }),
    kube_horizontalpodautoscaler_status_current_replicas: gauge({
      help: 'Pods that run.',
      unit: 'objects',
      labels: scaler,
    }),
    kube_horizontalpodautoscaler_status_desired_replicas: gauge({
      help: 'Pods that the autoscaler wants.',
      unit: 'objects',
      labels: scaler,
    }),
    kube_horizontalpodautoscaler_spec_max_replicas: gauge({
      help: 'Most pods that the autoscaler may start.',
      unit: 'objects',
      labels: scaler,
    }),
  };
}
