import { isDnsLabel, longestLabel } from '../../catalog/kubernetes-names.js';
import { shortHash } from '../../output/digest.js';

/**
 * Limit of object names. Kubernetes allows 253 characters for ConfigMaps, but 63 for values of labels, which can
 * contain names (PrometheusRule names in the operator's volumes, instance labels).
 */
const longestName = longestLabel;

/**
 * The name of the chart, and the prefix of a module's objects: the bundle's name with `-` for `_`. A name that needs
 * further changes ends in a hash, so that different bundles keep different names.
 */
export function packageName(bundle: string): string {
  return fitted(bundle.replaceAll('_', '-'), bundle);
}

/** The part of an object's name for a dashboard: different for every uid of a bundle. */
export function objectKey(uid: string): string {
  return fitted(uid, uid);
}

/** The name of an object of a bundle, such as the ConfigMap of one dashboard. */
export function objectName(bundle: string, key: string): string {
  return fitted(`${packageName(bundle)}-${key}`, `${bundle}/${key}`);
}

/**
 * `wanted` if it is a valid name, otherwise its valid part and a hash of `identity`. Chart and module treat names from
 * users in the same way (templates/helm, templates/terraform).
 */
function fitted(wanted: string, identity: string): string {
  if (isDnsLabel(wanted)) return wanted;
  const hash = shortHash(identity);
  const readable = slug(wanted)
    .slice(0, longestName - hash.length - 1)
    .replace(/-+$/, '');
  return readable === '' ? hash : `${readable}-${hash}`;
}

/** Text as the value of a label: a version with `+` is not a valid one. */
export function labelValue(text: string): string {
  return text
    .replaceAll(/[^A-Za-z0-9._-]+/g, '_')
    .slice(0, longestName)
    .replaceAll(/^[-._]+|[-._]+$/g, '');
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
}
