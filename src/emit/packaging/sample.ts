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

/** An override that changes nothing, of the first alert that has a threshold: to be edited. */
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
 * Monitors where kube-prometheus-stack keeps its own. The objects of other operators stay off: a cluster with that
 * chart alone has not their types.
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

/** Where the objects read while they are where the definition has them; undefined where they say so themselves. */
function ownNamespaces(objects: ObjectSection['objects']): string[] | undefined {
  const namespaces = objects.map(({ namespace, spec }) =>
    'namespaceSelector' in spec ? undefined : namespace,
  );
  const known = namespaces.filter((namespace) => namespace !== undefined);
  return known.length === namespaces.length ? [...new Set(known)] : undefined;
}
