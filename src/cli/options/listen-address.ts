import { isIP } from 'node:net';
import { UsageError } from '../../load/index.js';
import { type HostAndPort, hostAndPort } from '../host-and-port.js';

/**
 * Where to serve.
 *
 * @param text as `hostAndPort` takes it
 * @throws UsageError for an address that others can reach unless `allowRemote` is set
 */
export function listenAddress(text: string, allowRemote: boolean): HostAndPort {
  const { host, port } = hostAndPort(text);
  if (!allowRemote && !isLoopback(host)) {
    throw new UsageError(
      `${host} can be reached from other machines: serve on 127.0.0.1, or say --allow-remote if that is meant`,
    );
  }
  return { host, port };
}

function isLoopback(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith('127.');
  return host === 'localhost' || host === '::1' || /^(0{1,4}:){7}0{0,3}1$/.test(host);
}
