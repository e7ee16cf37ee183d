import type { AnyAlert } from './alert.js';

/**
 * The unique key of an alert in its bundle: the name under which the bundle lists it, and of a level its severity
 * behind it: `LatencyHigh.critical`.
 */
export function alertKey(listed: string, { isLevel, severity }: AnyAlert): string {
  return isLevel ? `${listed}.${severity}` : listed;
}

/** The name under which the bundle lists the definition of an alert. */
export function listedName(key: string, { isLevel, severity = '' }: AnyAlert): string {
  return isLevel ? key.slice(0, -severity.length - 1) : key;
}

/** The alert's name in Prometheus: its own, or the one under which the bundle lists it. */
export function alertNameOf(key: string, alert: AnyAlert): string {
  return alert.name ?? listedName(key, alert);
}
