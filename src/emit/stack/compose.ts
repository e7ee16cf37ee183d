import { packageName } from '../packaging/names.js';
import type { StackParts } from './parts.js';
import { adminPassword, alertmanagerSecrets, scrapeSecrets } from './secrets.js';
import { services, verbatim } from './services.js';

/** `compose.yaml`: with pinned images, limits and health checks, and only Grafana's port published, on loopback. */
export function composeFile(parts: StackParts): object {
  const { bundle, options, routing, loki, tempo } = parts;
  const volumes = [
    'prometheus-data',
    ...(routing ? ['alertmanager-data'] : []),
    'grafana-data',
    ...(loki ? ['loki-data'] : []),
    ...(tempo ? ['tempo-data'] : []),
  ];
  return {
    name: `${packageName(bundle.name)}-monitoring`,
    services: services(parts),
    networks: {
      monitoring: {},
      ...(options.network !== undefined && { system: { external: true, name: verbatim(options.network) } }),
    },
    volumes: Object.fromEntries(volumes.map((name) => [name, {}])),
    secrets: Object.fromEntries(stackSecrets(parts).map((name) => [name, { file: `./secrets/${name}` }])),
  };
}

/** Names of the files that must be in `secrets/`. */
export function stackSecrets(parts: StackParts): readonly string[] {
  const mounted = [...alertmanagerSecrets(parts), ...scrapeSecrets(parts)];
  return [...new Set([adminPassword, ...mounted.map(({ source }) => source)])];
}
