import { defined } from '../../catalog/defined.js';
import { toYaml } from '../../output/serialise.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import { packageName } from '../packaging/names.js';

/**
 * apiextensions.k8s.io/v1, which the CRDs of the operators use, exists since 1.16. Cloud providers append to the
 * version, as in v1.33.1-eks, which is lower than 1.33.1 for Helm: hence -0.
 */
const kubernetesVersions = '>=1.16.0-0';

/** The supported versions of Kubernetes. */
export function kubeVersionOf({ source }: ResolvedBundle): string {
  return source.options.packaging?.kubeVersion ?? kubernetesVersions;
}

const commonKeywords = ['monitoring', 'grafana', 'dashboards', 'prometheus', 'alerts'];

/** Chart.yaml of a bundle. */
export function chartFile(bundle: ResolvedBundle): string {
  const { name, title, description, version, appVersion = version } = bundle;
  const { packaging = {} } = bundle.source.options;
  const { home, icon, sources, keywords = [], maintainers } = packaging;
  return toYaml({
    apiVersion: 'v2',
    name: packageName(name),
    description: `${title}: ${description}`,
    type: 'application',
    version,
    appVersion,
    kubeVersion: kubeVersionOf(bundle),
    ...defined({ home, icon, sources }),
    keywords: [...new Set([...commonKeywords, ...keywords])],
    ...defined({ maintainers }),
    annotations: { ...artifactHubAnnotations(bundle), 'dashwright/bundle': name },
  });
}

/** https://artifacthub.io/docs/topics/annotations/helm/: texts, two of which are YAML. */
function artifactHubAnnotations({ source }: ResolvedBundle): Record<string, string> {
  const { license, changes, links } = source.options.packaging ?? {};
  return {
    // One of a fixed list of categories.
    'artifacthub.io/category': 'monitoring-logging',
    ...(changes && { 'artifacthub.io/changes': toYaml(changes) }),
    ...(license !== undefined && { 'artifacthub.io/license': license }),
    ...(links && { 'artifacthub.io/links': toYaml(links) }),
  };
}
