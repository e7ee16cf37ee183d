import { isIP } from 'node:net';
import { hostname } from 'node:os';

/** Names of the local machine, also as seen from a container. */
const wellKnown = ['localhost', 'host.docker.internal', 'host.containers.internal'];

/**
 * Checks the Host header of requests against the accepted names. A website can resolve its own name to this machine (DNS
 * rebinding) and read what is served here; it cannot do so with another name or an IP address.
 *
 * @param names Additional names, without a port.
 * @returns `host:port` of the request; undefined if it must be rejected
 */
export function allowedHosts(names: readonly string[]): (header: string | undefined) => string | undefined {
  const known = new Set([...wellKnown, hostname(), ...names].map((name) => name.toLowerCase()));
  return (header) => {
    if (header === undefined || !/^[A-Za-z0-9._:[\]-]+$/.test(header)) return undefined;
    if (!URL.canParse(`http://${header}`)) return undefined;
    const { host, hostname: name } = new URL(`http://${header}`);
    const address = isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0;
    return address || known.has(name) || name.endsWith('.localhost') ? host : undefined;
  };
}
