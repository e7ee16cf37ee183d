import { toYaml } from '../../output/serialise.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import { packageName } from '../packaging/names.js';

/** Chart.yaml of a bundle. */
export function chartFile(bundle: ResolvedBundle): string {
  const { name, title, description, version, appVersion } = bundle;
  return toYaml({
    apiVersion: 'v2',
    name: packageName(name),
    description: `${title}: ${description}`,
    type: 'application',
    version,
    ...(appVersion !== undefined && { appVersion }),
    keywords: ['monitoring', 'grafana', 'dashboards', 'prometheus', 'alerts'],
    annotations: { 'dashwright/bundle': name },
  });
}
