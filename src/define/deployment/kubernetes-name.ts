import { DefinitionError, type Place } from '../../catalog/index.js';
import { isDnsSubdomain } from '../../catalog/kubernetes-names.js';

/** @throws DefinitionError for a name that the API server would reject: most are RFC 1123 subdomains */
export function checkName(what: string, name: string, place: Place): void {
  if (isDnsSubdomain(name)) return;
  throw new DefinitionError(
    `${what} '${name}': Kubernetes requires lower case letters, digits, '-' and '.', with a letter or digit at both ends`,
    place,
  );
}
