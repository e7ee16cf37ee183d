import { hiddenHost, integrations } from './grafana-integrations.js';
import { isPlain, type Plain, plain } from './plain.js';

/** Settings of an integration of a contact point. */
export interface Given {
  readonly settings: Plain;
  /** The contact point. */
  readonly name: string;
  readonly index: number;
}

/** An integration in the fields of Alertmanager's file. */
export interface AlertmanagerFields {
  /** The list of a receiver that it stands in, such as `slack_configs`. */
  readonly key: string;
  readonly fields: Plain;
  /** Settings that Alertmanager has no field for. */
  readonly unsaid: readonly string[];
}

/** The settings of an integration in the fields of Alertmanager; undefined for one that it does not have. */
export function contactPointFields(type: string, given: Given): AlertmanagerFields | undefined {
  const kind = Object.hasOwn(integrations, type) ? integrations[type] : undefined;
  if (!kind) return undefined;
  const settings = plain(opened(given.settings, `${given.name}-${given.index}`));
  if (kind.applies && !kind.applies(settings)) return undefined;
  const { fields: more = {}, used = [], unsaid: unknown = [] } = kind.more?.(settings) ?? {};
  const fields: Record<string, unknown> = {};
  const unsaid: string[] = [...unknown];
  for (const [key, value] of Object.entries(settings)) {
    if (isEmpty(value) || used.includes(key) || value === (kind.defaults?.[key] ?? false)) continue;
    const own = Object.hasOwn(kind.fields, key) ? kind.fields[key] : undefined;
    if (own === undefined) unsaid.push(key);
    else fields[own] = value;
  }
  return { key: kind.key, fields: { ...fields, ...more }, unsaid };
}

/** Grafana's form stores fields that nobody filled in as empty ones. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

/**
 * Settings whose secrets are hidden, as exports have them, each with a value of its own: a file stands for each, and no
 * value of it is in the bundle.
 */
function opened(value: unknown, path: string): unknown {
  if (value === '[REDACTED]') {
    const hidden = path.replaceAll(/\W+/g, '-');
    return /url$/i.test(path) ? `https://${hiddenHost}/${hidden}` : `hidden-${hidden}`;
  }
  if (Array.isArray(value)) return value.map((one, index) => opened(one, `${path}-${index}`));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, opened(one, `${path}-${key}`)]));
}
