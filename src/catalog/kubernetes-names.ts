/**
 * Names that the API server accepts (k8s.io/apimachinery/pkg/util/validation), as regular expressions that JavaScript,
 * RE2 and JSON Schema share.
 */

/** Length of a label name, a label value and the name part of a qualified name. */
export const longestLabel = 63;
/** Length of most names of objects. */
const longestSubdomain = 253;

/** RFC 1123 label without its length: part of a host name. */
const part = '[a-z0-9]([a-z0-9-]*[a-z0-9])?';

/** RFC 1123 label: names of namespaces, for example. */
export const dnsLabel = '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$';
/** Keys of labels and annotations: an optional domain, and a name of at most 63 characters. */
export const qualifiedName =
  '^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$';
/** Values of labels. */
export const labelValue = '^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$';
/** Keys of a ConfigMap. */
export const configMapKey = /^[-._a-zA-Z0-9]+$/;

const subdomain = new RegExp(`^${part}(\\.${part})*$`);
const label = new RegExp(dnsLabel);

/** True for an RFC 1123 label: at most 63 of a-z, 0-9 and `-`, with a letter or digit at both ends. */
export function isDnsLabel(name: string): boolean {
  return label.test(name);
}

/** True for an RFC 1123 subdomain: labels of any length with dots between them, 253 characters at most. */
export function isDnsSubdomain(name: string): boolean {
  return name.length <= longestSubdomain && subdomain.test(name);
}
