import { catalog } from 'dashwright';
import { containerMetrics, kubernetesMetrics, nodeMetrics, nodeTargetLabels } from 'dashwright/library';

const workload = {
  namespaces: ['multiweb'],
  pods: ['multiweb-api-7d9f', 'multiweb-api-c2k8'],
  containers: ['multiweb-api'],
} as const;

/** Pods and containers. Their namespace and pod are labels of the metrics; the scrape is the kubelet's. */
export const platform = catalog({ ...containerMetrics(workload), ...kubernetesMetrics(workload) });

/** The machines: they belong to no namespace, so no page narrows them to one. */
export const nodes = catalog(nodeMetrics(), { targetLabels: nodeTargetLabels });
