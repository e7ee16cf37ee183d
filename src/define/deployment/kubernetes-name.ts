import { DefinitionError, type Place } from '../../catalog/index.js';

/** RFC 1123 subdomain, at most 253 characters, as the API server checks it. */
export function checkName(what: string, name: string, place: Place): void {
  const valid = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
  if (!valid.test(name) || name.length > 253) {
    throw new DefinitionError(
      `${what} '${name}': Kubernetes wants small letters, digits, '-' and '.', a letter or digit at both ends`,
      place,
    );
  }
}
