import { packageName } from '../packaging/names.js';
import type { StackParts } from './parts.js';
import { adminPassword, alertmanagerSecrets, scrapeSecrets } from './secrets.js';
import { services, verbatim } from './services.js';

/** `compose.yaml`: everything pinned, limited and checked, and nothing open but Grafana's port on loopback. */
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

/** Names of the files that have to be in `secrets/`. */
export function stackSecrets(parts: StackParts): readonly string[] {
  const mounted = [...alertmanagerSecrets(parts), ...scrapeSecrets(parts)];
  return [...new Set([adminPassword, ...mounted.map(({ source }) => source)])];
}
