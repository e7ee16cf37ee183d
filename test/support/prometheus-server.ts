import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** A small HTTP server instead of Prometheus. */
export interface TestServer {
  readonly url: string;
  readonly host: string;
  /** All requests. */
  readonly requests: readonly Seen[];
  close(): Promise<void>;
}

/** Parameters of the URL and of the body together. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly query: string;
  /** Unix seconds. */
  readonly start: number;
  readonly end: number;
  readonly step: number;
  /** That of an instant query. */
  readonly time: number;
}

export async function serve(answer: (seen: Seen, response: ServerResponse) => void): Promise<TestServer> {
  const requests: Seen[] = [];
  const server = createServer(async (request, response) => {
    const address = new URL(request.url ?? '/', 'http://localhost');
    let body = '';
    for await (const chunk of request) body += chunk;
    const parameters = new URLSearchParams([...address.searchParams, ...new URLSearchParams(body)]);
    const seen: Seen = {
      method: request.method ?? '',
      path: address.pathname,
      headers: request.headers,
      query: parameters.get('query') ?? '',
      start: Number(parameters.get('start')),
      end: Number(parameters.get('end')),
      step: Number(parameters.get('step')),
      time: Number(parameters.get('time')),
    };
    requests.push(seen);
    answer(seen, response);
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface GivenSeries {
  readonly metric: Readonly<Record<string, string>>;
  /** The value at unix seconds; undefined: no sample. */
  readonly value: (at: number) => string | undefined;
}

/** A matrix as Prometheus returns it, with its error for more than 11 000 points. */
export function sendMatrix(
  { start, end, step }: Seen,
  response: ServerResponse,
  given: readonly GivenSeries[],
): void {
  if ((end - start) / step > 11_000) {
    sendJson(response, 400, {
      status: 'error',
      errorType: 'bad_data',
      error: 'exceeded maximum resolution of 11,000 points per timeseries',
    });
    return;
  }
  const result = given.map(({ metric, value }) => {
    const values: [number, string][] = [];
    for (let index = 0; start + index * step <= end; index += 1) {
      const at = start + index * step;
      const text = value(at);
      if (text !== undefined) values.push([at, text]);
    }
    return { metric, values };
  });
  const data = { resultType: 'matrix', result: result.filter(({ values }) => values.length > 0) };
  sendJson(response, 200, { status: 'success', data });
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address.port);
      else reject(new Error('no port was given'));
    });
  });
}
