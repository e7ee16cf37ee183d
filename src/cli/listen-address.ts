import { isIP } from 'node:net';
import { UsageError } from '../load/index.js';

export interface ListenAddress {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
}

/**
 * Reads `host:port`, as `127.0.0.1:9464` or `[::1]:9464`.
 *
 * @throws UsageError for anything else, and for an address that others can reach unless `allowRemote` is set
 */
export function listenAddress(text: string, allowRemote: boolean): ListenAddress {
  const [, bracketed, plain, digits] = /^(?:\[([0-9a-fA-F:.]+)\]|([^\s:[\]]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (host === undefined || !(port <= 65_535)) {
    throw new UsageError(
      `--serve takes an address and a port, as 127.0.0.1:9464, not ${JSON.stringify(text)}`,
    );
  }
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
