import { catalog } from 'dashwright';
import { containerMetrics, kubernetesMetrics, nodeMetrics, nodeTargetLabels } from 'dashwright/library';

const workload = {
  namespaces: ['multiweb'],
  pods: ['multiweb-api-7d9f', 'multiweb-api-c2k8'],
  containers: ['multiweb-api'],
} as const;

/** Pods and containers. Namespace and pod are labels of the metrics; job and instance are those of the kubelet. */
export const platform = catalog({ ...containerMetrics(workload), ...kubernetesMetrics(workload) });

/** Machines. They belong to no namespace, so the namespace variable does not apply to them. */
export const nodes = catalog(nodeMetrics(), { targetLabels: nodeTargetLabels });
