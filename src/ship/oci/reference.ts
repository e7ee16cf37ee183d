import { ShipError } from '../ship-error.js';

/** A place in a registry. */
export interface RepositoryPath {
  /** Host, with a port if any. */
  readonly host: string;
  /** Path in the registry, without slashes at its ends; empty for its root. */
  readonly path: string;
  readonly origin: string;
}

/** OCI distribution specification: names of repositories. */
const component = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const loopback = /^(localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/;

/**
 * Reads `oci://HOST/PATH`. Plain HTTP is for loopback only, or when asked for: credentials go over it.
 *
 * @throws ShipError for anything else
 */
export function parseReference(reference: string, plainHttp = false): RepositoryPath {
  const [, host, path = ''] =
    /^oci:\/\/([A-Za-z0-9.-]+(?::\d+)?|\[::1\](?::\d+)?)(?:\/(.*?))?\/?$/.exec(reference) ?? [];
  if (host === undefined)
    throw new ShipError(`${withoutUser(reference)} is not a place in a registry: expected oci://HOST/PATH`);
  const wrong = path === '' ? undefined : path.split('/').find((part) => !component.test(part));
  if (wrong !== undefined)
    throw new ShipError(
      `${JSON.stringify(wrong)} in ${reference} is not part of a registry's path: lower case letters, digits, '.', '_' and '-', without a tag`,
    );
  return { host, path, origin: `${plainHttp || loopback.test(host) ? 'http' : 'https'}://${host}` };
}

/** A version as a tag, as Helm does it: tags have no `+`. */
export function tagOf(version: string): string {
  return version.replaceAll('+', '_');
}

/** Somebody may write a password into the address. */
function withoutUser(reference: string): string {
  return reference.replace(/\/\/[^/]*@/, '//…@');
}
