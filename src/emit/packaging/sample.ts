import {
  isMonitor,
  monitorVersions,
  type ObjectSection,
  type OperatorObjects,
} from '../kubernetes/operator-objects.js';
import { type AlertTuning, atAlert } from './tuning.js';

export const sampleNamespace = 'monitoring';
export const sampleRelease = 'kube-prometheus-stack';
export const sampleLabels = { team: 'observability', environment: 'production' } as const;

/** An override of the first alert with a threshold, which changes nothing until it is edited. */
export function firstTunable(tuning: Readonly<Record<string, AlertTuning>>) {
  for (const [key, alert] of Object.entries(tuning)) {
    const { threshold, for: held, severity } = alert;
    if (!threshold) continue;
    const override = { threshold: threshold.value, for: held, ...(severity !== undefined && { severity }) };
    return {
      name: key,
      alert: alert.alert,
      level: alert.level,
      override,
      alerts: atAlert(key, alert, override),
    };
  }
  return undefined;
}

/**
 * Monitors in the namespace of kube-prometheus-stack. Objects of other operators stay disabled: a cluster with only
 * that chart does not have their CRDs.
 */
export function sampleMonitors(operators: OperatorObjects | undefined) {
  const sections = operators?.sections ?? [];
  return sections
    .filter(({ name }) => isMonitor(name))
    .map(({ name, objects }) => ({
      section: name,
      apiVersion: monitorVersions[0],
      targetNamespaces: ownNamespaces(objects),
    }));
}

/** The namespaces that the objects select by default; undefined if they set it themselves. */
function ownNamespaces(objects: ObjectSection['objects']): string[] | undefined {
  const namespaces = objects.map(({ namespace, spec }) =>
    'namespaceSelector' in spec ? undefined : namespace,
  );
  const known = namespaces.filter((namespace) => namespace !== undefined);
  return known.length === namespaces.length ? [...new Set(known)] : undefined;
}
