import type { AnyAlert } from './alert.js';

/**
 * The key of an alert, unique in its bundle: the name under which the bundle lists it, followed by the severity for a
 * level: `LatencyHigh.critical`.
 */
export function alertKey(listed: string, { isLevel, severity }: AnyAlert): string {
  return isLevel ? `${listed}.${severity}` : listed;
}

/** The name under which the bundle lists the definition of an alert. */
export function listedName(key: string, { isLevel, severity = '' }: AnyAlert): string {
  return isLevel ? key.slice(0, -severity.length - 1) : key;
}

/** The name of the alert in Prometheus: its own, or the one under which the bundle lists it. */
export function alertNameOf(key: string, alert: AnyAlert): string {
  return alert.name ?? listedName(key, alert);
}
