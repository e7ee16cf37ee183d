import { isSecretFile, type SecretFile, secretPath } from '../../define/secret.js';
import type { StackParts } from './parts.js';
import { prometheusSecrets } from './prometheus.js';

/** Password of Grafana's administrator: the stack does not start without it, so it never has the default one. */
export const adminPassword = 'grafana-admin-password';

/** A secret of a service: its name in the compose file, and its path in the container. */
export interface MountedSecret {
  readonly source: string;
  readonly target: string;
}

export function alertmanagerSecrets({ routing, bundle }: StackParts): readonly MountedSecret[] {
  if (!routing) return [];
  return mounted(secretsIn(bundle.source.options.routing?.options), routing.secrets);
}

export function scrapeSecrets({ options }: StackParts): readonly MountedSecret[] {
  return mounted(secretsIn(options.scrape), prometheusSecrets);
}

function mounted(secrets: readonly SecretFile[], folder: string): readonly MountedSecret[] {
  const targets = new Map(secrets.map((secret) => [secretPath(secret, folder), secret]));
  return [...targets].map(([target, { file }]) => ({ source: nameOf(file), target }));
}

/** The file under `secrets/` beside the compose file. */
function nameOf(file: string): string {
  return file.replace(/^\//, '').replaceAll('/', '-');
}

function secretsIn(value: unknown): readonly SecretFile[] {
  if (isSecretFile(value)) return [value];
  // Skips alerts, which contain no secrets but refer to the whole catalog.
  if (typeof value !== 'object' || value === null || value instanceof RegExp || 'condition' in value)
    return [];
  return Object.values(value).flatMap(secretsIn);
}
