import type { KubernetesOptions } from '../../define/index.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import { labelValue, packageName } from '../packaging/names.js';

/** An object of Kubernetes, ready to serialise. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: object;
  readonly [field: string]: unknown;
}

export interface Metadata {
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}

/** Metadata with the labels that all objects of a bundle have. */
export function metadataOf(
  bundle: ResolvedBundle,
  options: KubernetesOptions,
  own: Metadata,
): Manifest['metadata'] {
  const namespace = own.namespace ?? options.namespace;
  return {
    name: own.name,
    ...(namespace !== undefined && { namespace }),
    labels: {
      'app.kubernetes.io/name': packageName(bundle.name),
      'app.kubernetes.io/version': labelValue(bundle.appVersion ?? bundle.version),
      'app.kubernetes.io/managed-by': 'dashwright',
      ...options.labels,
      ...own.labels,
    },
    ...(own.annotations && { annotations: own.annotations }),
  };
}
