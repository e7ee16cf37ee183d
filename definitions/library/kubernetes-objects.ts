// Metrics of Kubernetes: objects, from kube-state-metrics, and volumes, from the kubelet.
import { gauge } from 'dashwright';

export interface KubernetesExamples {
  readonly namespaces: readonly string[];
  /** Deployments, stateful sets, daemon sets, jobs and autoscalers. */
  readonly workloads: readonly string[];
}

/** Metrics of kube-state-metrics about workloads and nodes. */
export function kubernetesObjectMetrics({ namespaces: namespace, workloads }: KubernetesExamples) {
  const pod = workloads.map((name) => `${name}-1`);
  const deployment = { namespace, deployment: workloads };
  const statefulset = { namespace, statefulset: workloads };
  const daemonset = { namespace, daemonset: workloads };
  const scaler = { namespace, horizontalpodautoscaler: workloads };
  const objects = { unit: 'objects' } as const;
  const flag = { unit: 'objects', range: [0, 1] } as const;
  return {
    kube_pod_status_phase: gauge({
      help: '1 for the phase that the pod is in.',
      ...flag,
      labels: { namespace, pod, phase: ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'] },
    }),
    kube_pod_container_status_waiting_reason: gauge({
      help: '1 for the reason why the container waits.',
      ...flag,
      labels: {
        namespace,
        pod,
        container: workloads,
        reason: ['CrashLoopBackOff', 'ImagePullBackOff', 'ContainerCreating'],
      },
    }),
    kube_deployment_spec_replicas: gauge({ help: 'Replicas wanted.', ...objects, labels: deployment }),
    kube_deployment_status_replicas_available: gauge({
      help: 'Replicas that are available.',
      ...objects,
      labels: deployment,
    }),
    kube_deployment_status_condition: gauge({
      help: '1 for the status of the condition.',
      ...flag,
      labels: {
        ...deployment,
        condition: ['Progressing', 'Available'],
        status: ['true', 'false', 'unknown'],
      },
    }),
    kube_statefulset_replicas: gauge({ help: 'Replicas wanted.', ...objects, labels: statefulset }),
    kube_statefulset_status_replicas_ready: gauge({
      help: 'Replicas that are ready.',
      ...objects,
      labels: statefulset,
    }),
    kube_daemonset_status_desired_number_scheduled: gauge({
      help: 'Nodes that should run a pod.',
      ...objects,
      labels: daemonset,
    }),
    kube_daemonset_status_number_available: gauge({
      help: 'Nodes whose pod is available.',
      ...objects,
      labels: daemonset,
    }),
    kube_job_failed: gauge({
      help: '1 if the job has failed.',
      ...flag,
      labels: { namespace, job_name: workloads, condition: ['true', 'false', 'unknown'] },
    }),
    kube_horizontalpodautoscaler_status_current_replicas: gauge({
      help: 'Pods that run.',
      ...objects,
      labels: scaler,
    }),
    kube_horizontalpodautoscaler_spec_max_replicas: gauge({
      help: 'Most pods that the autoscaler may start.',
      ...objects,
      labels: scaler,
    }),
    kube_horizontalpodautoscaler_spec_min_replicas: gauge({
      help: 'Fewest pods that the autoscaler keeps.',
      ...objects,
      labels: scaler,
    }),
    kube_node_status_condition: gauge({
      help: '1 for the status of the condition.',
      ...flag,
      labels: {
        node: ['node-1'],
        condition: ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'],
        status: ['true', 'false', 'unknown'],
      },
    }),
  };
}

/** Metrics of the kubelet about persistent volumes. `job` and `instance` are those of the kubelet. */
export function kubernetesVolumeMetrics({ namespaces: namespace, workloads }: KubernetesExamples) {
  const labels = { namespace, persistentvolumeclaim: workloads.map((name) => `data-${name}`) };
  return {
    kubelet_volume_stats_available_bytes: gauge({ help: 'Space that is free.', unit: 'bytes', labels }),
    kubelet_volume_stats_capacity_bytes: gauge({ help: 'Size of the volume.', unit: 'bytes', labels }),
    kubelet_volume_stats_inodes_free: gauge({ help: 'Inodes that are free.', unit: 'objects', labels }),
    kubelet_volume_stats_inodes: gauge({ help: 'Inodes of the volume.', unit: 'objects', labels }),
  };
}
