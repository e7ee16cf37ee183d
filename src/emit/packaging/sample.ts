import type { AlertTuning } from './tuning.js';

export const sampleNamespace = 'monitoring';
export const sampleRelease = 'kube-prometheus-stack';
export const sampleLabels = { team: 'observability', environment: 'production' } as const;

/** An override that changes nothing, of the first alert that has a threshold: to be edited. */
export function firstTunable(tuning: Readonly<Record<string, AlertTuning>>) {
  for (const [name, { threshold, for: held, severity }] of Object.entries(tuning)) {
    if (threshold) return { name, override: { threshold: threshold.value, for: held, severity } };
  }
  return undefined;
}
