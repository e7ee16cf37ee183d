import type { RequestListener } from 'node:http';
import { type ListeningServer, listen } from '../../serve/listen.js';
import { responder, type Simulation } from '../../simulate/index.js';
import type { HostAndPort } from '../host-and-port.js';
import { allowedHosts } from './allowed-host.js';

/**
 * Serves a simulation that starts now.
 *
 * @param names Accepted names in the Host header, besides IP addresses and the names of this machine.
 * @throws ListenError if the server cannot listen on the address
 */
export async function serveSimulation(
  simulation: Simulation,
  { host, port }: HostAndPort,
  names: readonly string[] = [],
): Promise<ListeningServer> {
  const respond = responder(simulation, Date.now());
  const named = host.includes(':') ? `[${host}]` : host;
  const allowed = allowedHosts([host, ...names]);
  const answer: RequestListener = (request, response) => {
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
  };
  return listen(answer, { host, port });
}
