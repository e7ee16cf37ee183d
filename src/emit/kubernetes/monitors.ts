import { defined } from '../../catalog/defined.js';
import type { Instrumentation, KubernetesOptions, Monitor, MonitorEndpoint } from '../../define/index.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import { type Manifest, metadataOf } from './objects.js';

/** A PodMonitor or ServiceMonitor, of the Prometheus Operator or of Azure: the same fields in another API group. */
export function monitorManifest(
  bundle: ResolvedBundle,
  kubernetes: KubernetesOptions,
  { type, options }: Monitor,
): Manifest {
  const pods = type === 'podMonitor';
  const { group = 'monitoring.coreos.com', namespaces, matchLabels, jobLabel, endpoints } = options;
  const metadata = metadataOf(bundle, kubernetes, options);
  const relabelings = pods && jobLabel === undefined ? keepingJob(metadata) : undefined;
  return {
    apiVersion: `${group}/v1`,
    kind: pods ? 'PodMonitor' : 'ServiceMonitor',
    metadata,
    spec: {
      ...defined({ jobLabel }),
      selector: { matchLabels },
      ...(namespaces !== undefined && {
        namespaceSelector: namespaces === 'any' ? { any: true } : { matchNames: namespaces },
      }),
      [pods ? 'podMetricsEndpoints' : 'endpoints']: endpoints.map((endpoint) => ({
        ...endpointOf(endpoint),
        ...defined({ relabelings }),
      })),
    },
  };
}

function endpointOf({ port, path, interval, scrapeTimeout, scheme, honorLabels }: MonitorEndpoint): object {
  return { port, path: path ?? '/metrics', ...defined({ interval, scrapeTimeout, scheme, honorLabels }) };
}

/**
 * The job of a PodMonitor's targets is named after its namespace and name. Expressions use that job, so it must stay
 * the same if the object is renamed: by a release of the chart, the module, or a prefix of kustomize.
 */
function keepingJob({ namespace, name }: Manifest['metadata']): object[] | undefined {
  return namespace === undefined ? undefined : [{ targetLabel: 'job', replacement: `${namespace}/${name}` }];
}

/** An Instrumentation of the OpenTelemetry Operator. */
export function instrumentationManifest(
  bundle: ResolvedBundle,
  kubernetes: KubernetesOptions,
  { options }: Instrumentation,
): Manifest {
  const { endpoint, propagators, sampler, resourceAttributes, env, languages } = options;
  return {
    apiVersion: 'opentelemetry.io/v1alpha1',
    kind: 'Instrumentation',
    metadata: metadataOf(bundle, kubernetes, options),
    spec: {
      ...(endpoint !== undefined && { exporter: { endpoint } }),
      ...defined({ propagators, sampler, env: variables(env) }),
      ...Object.fromEntries(
        Object.entries(languages).map(([language, own]) => [
          language,
          defined({ image: own.image, env: variables(own.env) }),
        ]),
      ),
      ...(resourceAttributes && { resource: { resourceAttributes } }),
    },
  };
}

function variables(env: Readonly<Record<string, string>> | undefined): object[] | undefined {
  return env && Object.entries(env).map(([name, value]) => ({ name, value }));
}
