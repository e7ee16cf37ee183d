import { type ResolvedBundle, resolveRouting } from '../../resolve/index.js';
import type { Artifact } from '../artifact.js';
import { generatedFrom } from '../packaging/header.js';
import { yamlFile } from '../packaging/yaml-file.js';
import { renderTemplate } from '../templates.js';
import { lokiConfig, otelCollectorConfig, tempoConfig } from './collectors.js';
import { composeFile, stackSecrets } from './compose.js';
import { grafanaDashboards, grafanaDatasources } from './grafana.js';
import { type StackParts, stackParts } from './parts.js';
import { prometheusConfig } from './prometheus.js';
import { services } from './services.js';

/**
 * `stack/<bundle>/`: files that run a bundle's monitoring on one machine. Rules, dashboards and Alertmanager's
 * configuration are mounted from their own folders in the output. Nothing for a bundle without a stack.
 */
export function emitStack(bundle: ResolvedBundle): Artifact[] {
  const { stack } = bundle.source.options;
  if (!stack) return [];
  const parts = stackParts(bundle, stack, resolveRouting(bundle));
  const files: Readonly<Record<string, object | undefined>> = {
    'compose.yaml': composeFile(parts),
    'prometheus/prometheus.yml': prometheusConfig(parts),
    'grafana/datasources.yaml': grafanaDatasources(parts),
    'grafana/dashboards.yaml': grafanaDashboards(parts),
    'otel-collector/config.yaml': otelCollectorConfig(parts),
    'loki/loki.yaml': lokiConfig(parts),
    'tempo/tempo.yaml': tempoConfig(parts),
  };
  const artifact = (path: string, content: string) => ({ path: `stack/${bundle.name}/${path}`, content });
  return [
    ...Object.entries(files).flatMap(([path, content]) =>
      content ? [artifact(path, yamlFile(generatedFrom(bundle), content))] : [],
    ),
    artifact('.gitignore', 'secrets/\n.env\n'),
    artifact('README.md', readme(parts)),
  ];
}

function readme(parts: StackParts): string {
  const { bundle, options } = parts;
  const { time = '15d', size } = options.retention ?? {};
  const { port = 3000, address = '127.0.0.1' } = options.grafana ?? {};
  return renderTemplate('stack/README.md', {
    bundle,
    header: generatedFrom(bundle),
    secrets: stackSecrets(parts),
    services: Object.keys(services(parts)),
    retention: { time, size: size ?? 'no limit' },
    grafana: `http://${address}:${port}`,
    network: options.network ?? '',
  });
}
