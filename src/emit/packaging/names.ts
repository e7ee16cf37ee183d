import { createHash } from 'node:crypto';
import { isDnsLabel, longestLabel } from '../../catalog/kubernetes-names.js';

/**
 * Longest name of an object. Kubernetes takes 253 characters for ConfigMaps, but 63 for the values of labels, in
 * which names end up (PrometheusRule names in the operator's volumes, instance labels).
 */
export const longestName = longestLabel;

/**
 * The name of the chart, and the prefix of a module's objects: the bundle's name with `-` for `_`.
 * What has to be changed beyond that ends in a hash, so that different bundles keep different names.
 */
export function packageName(bundle: string): string {
  return fitted(bundle.replaceAll('_', '-'), bundle);
}

/** The part of an object's name that says which dashboard it is: different for every uid of a bundle. */
export function objectKey(uid: string): string {
  return fitted(uid, uid);
}

/** The name of an object of a bundle, such as the ConfigMap of one dashboard. */
export function objectName(bundle: string, key: string): string {
  return fitted(`${packageName(bundle)}-${key}`, `${bundle}/${key}`);
}

/**
 * `wanted` if it is a name, otherwise what is left of it and a hash of `identity`. The chart and the module have
 * the same rule for the names that their users give (templates/helm, templates/terraform).
 */
function fitted(wanted: string, identity: string): string {
  if (isDnsLabel(wanted)) return wanted;
  const hash = shortHash(identity);
  const readable = slug(wanted)
    .slice(0, longestName - hash.length - 1)
    .replace(/-+$/, '');
  return readable === '' ? hash : `${readable}-${hash}`;
}

/** Text as the value of a label: a version with `+` is none as it is. */
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

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
