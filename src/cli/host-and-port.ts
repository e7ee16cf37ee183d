/** An address to listen on. */
export interface HostAndPort {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
}

/**
 * Parses `host:port`, such as `127.0.0.1:9464` or `[::1]:9464`.
 *
 * @throws Error for anything else
 */
export function hostAndPort(text: string): HostAndPort {
  const [, bracketed, plain, digits] = /^(?:\[([0-9a-fA-F:.]+)\]|([^\s:[\]]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (host === undefined || !(port <= 65_535))
    throw new Error('Expected an address and a port, such as 127.0.0.1:9464 or [::1]:9464.');
  return { host, port };
}
