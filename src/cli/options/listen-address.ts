import { isIP } from 'node:net';
import { UsageError } from '../../errors/usage-error.js';
import { type HostAndPort, hostAndPort } from '../host-and-port.js';

/**
 * Parses an address to listen on.
 *
 * @param text as in `hostAndPort`
 * @throws UsageError for an address that other machines can reach, unless `allowRemote` is set
 */
export function listenAddress(text: string, allowRemote: boolean): HostAndPort {
  const { host, port } = hostAndPort(text);
  if (!allowRemote && !isLoopback(host)) {
    throw new UsageError(
      `${host} can be reached from other machines: use 127.0.0.1, or add --allow-remote to allow it`,
    );
  }
  return { host, port };
}

function isLoopback(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith('127.');
  return host === 'localhost' || host === '::1' || /^(0{1,4}:){7}0{0,3}1$/.test(host);
}
