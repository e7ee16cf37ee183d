import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A small registry that misbehaves on request. */
export interface TestRegistry {
  readonly host: string;
  /** Tags by repository and name: what can be pulled. */
  readonly tags: ReadonlyMap<string, string>;
  /** All requests, as `PUT /v2/…`. */
  readonly requests: readonly string[];
  /** Authorization headers of all requests. */
  readonly logins: readonly string[];
  close(): Promise<void>;
}

/** Handles a request instead of the registry; false passes it on. */
export type Misbehave = (request: IncomingMessage, response: ServerResponse) => boolean;

export async function testRegistry(misbehave: Misbehave = () => false): Promise<TestRegistry> {
  const blobs = new Set<string>();
  const tags = new Map<string, string>();
  const requests: string[] = [];
  const logins: string[] = [];
  const server = createServer((request, response) => {
    const { method = '', url = '' } = request;
    requests.push(`${method} ${url.split('?')[0]}`);
    if (request.headers.authorization) logins.push(request.headers.authorization);
    if (misbehave(request, response)) return;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const { pathname, searchParams } = new URL(url, 'http://registry');
      const answer = (status: number, text = '', headers = {}) =>
        response.writeHead(status, headers).end(text);
      if (pathname.includes('/manifests/')) {
        if (method === 'PUT') {
          tags.set(pathname, body.toString());
          return answer(201);
        }
        const manifest = tags.get(pathname);
        return manifest === undefined ? answer(404) : answer(200, manifest);
      }
      if (method === 'HEAD') return answer(blobs.has(pathname.split('/').at(-1) ?? '') ? 200 : 404);
      if (method === 'POST') return answer(202, '', { location: `${pathname}1?_state=secret-state` });
      const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`;
      if (searchParams.get('digest') !== digest) return answer(400, '{"errors":[{"code":"DIGEST_INVALID"}]}');
      blobs.add(digest);
      return answer(201);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    tags,
    requests,
    logins,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
