import { isIP } from 'node:net';
import { hostname } from 'node:os';

/** Names for the machine that a container runs on. They lead nowhere else, whoever asks. */
const wellKnown = ['localhost', 'host.docker.internal', 'host.containers.internal'];

/**
 * Reads the Host header of requests, and knows under which names a server may be asked. A page on the web can make its
 * own name lead to this machine (DNS rebinding) and would read what is served here; it cannot do so under another name,
 * or under an address.
 *
 * @param names Further names, without a port.
 * @returns `host:port` as it was asked for; undefined when it must not be answered
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
