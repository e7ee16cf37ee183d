import { ShipError } from '../ship-error.js';

/** A path in a registry. */
export interface RepositoryPath {
  /** Host, with a port if any. */
  readonly host: string;
  /** Path in the registry, without leading and trailing slashes; empty for the root. */
  readonly path: string;
  readonly origin: string;
}

/** OCI distribution specification: names of repositories. */
const component = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const loopback = /^(localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/;

/**
 * Parses `oci://HOST/PATH`. Plain HTTP is used for loopback addresses, or with `plainHttp`, as it exposes credentials.
 *
 * @throws ShipError for anything else
 */
export function parseReference(reference: string, plainHttp = false): RepositoryPath {
  const [, host, path = ''] =
    /^oci:\/\/([A-Za-z0-9.-]+(?::\d+)?|\[::1\](?::\d+)?)(?:\/(.*?))?\/?$/.exec(reference) ?? [];
  if (host === undefined)
    throw new ShipError(
      `${withoutUser(reference)} is not a reference to a registry: expected oci://HOST/PATH`,
    );
  const wrong = path === '' ? undefined : path.split('/').find((part) => !component.test(part));
  if (wrong !== undefined)
    throw new ShipError(
      `${JSON.stringify(wrong)} in ${reference} is not valid in the path of a registry: expected lower case letters, digits, '.', '_' and '-', without a tag`,
    );
  return { host, path, origin: `${plainHttp || loopback.test(host) ? 'http' : 'https'}://${host}` };
}

/** A version as a tag, as in Helm: tags cannot have `+`. */
export function tagOf(version: string): string {
  return version.replaceAll('+', '_');
}

/** The URL can contain a password. */
function withoutUser(reference: string): string {
  return reference.replace(/\/\/[^/]*@/, '//…@');
}
