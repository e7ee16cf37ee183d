import { createServer } from 'node:http';
import { UsageError } from '../../load/index.js';
import { responder, type Simulation } from '../../simulate/index.js';
import type { HostAndPort } from '../host-and-port.js';
import { allowedHosts } from './allowed-host.js';

export interface SimulationServer {
  /** `http://127.0.0.1:9464`, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves a simulation that starts now.
 *
 * @param names Accepted names in the Host header, besides IP addresses and the names of this machine.
 * @throws UsageError if the server cannot listen on the address
 */
export async function serveSimulation(
  simulation: Simulation,
  { host, port }: HostAndPort,
  names: readonly string[] = [],
): Promise<SimulationServer> {
  const respond = responder(simulation, Date.now());
  const named = host.includes(':') ? `[${host}]` : host;
  const allowed = allowedHosts([host, ...names]);
  const server = createServer((request, response) => {
    const { method, url = '/' } = request;
    if (method !== 'GET' && method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const asked = allowed(request.headers.host ?? named);
    if (asked === undefined) {
      response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('this host name is not accepted; add it with --allow-host\n');
      return;
    }
    const base = `http://${asked}`;
    if (!URL.canParse(url, base)) {
      response.writeHead(400).end();
      return;
    }
    const { pathname, searchParams } = new URL(url, base);
    const target = searchParams.get('target') ?? undefined;
    const { status, type, body } = respond({ path: pathname, target, host: asked, now: Date.now() });
    response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
    response.end(method === 'HEAD' ? undefined : body);
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', ({ code, message }: NodeJS.ErrnoException) => {
      reject(new UsageError(`cannot listen on ${named}:${port}: ${reasons[code ?? ''] ?? message}`));
    });
    server.listen({ host, port }, resolve);
  });
  const address = server.address();
  const chosen = address !== null && typeof address === 'object' ? address.port : port;
  return {
    url: `http://${named}:${chosen}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use',
  EACCES: 'the port needs administrator privileges',
  EADDRNOTAVAIL: 'this machine does not have this address',
  ENOTFOUND: 'unknown host',
};
