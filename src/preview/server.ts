import { createReadStream, existsSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { type ListeningServer, listen } from '../serve/listen.js';
import type { SiteFiles } from './site.js';

/** A Prometheus that queries are forwarded to: gives its answer as text, with the status. */
export type ForwardQuery = (
  path: 'query' | 'query_range',
  parameters: URLSearchParams,
) => Promise<{ readonly status: number; readonly body: string }>;

export interface PreviewServerOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Folder of the built page. */
  readonly page: string;
  /** What the page reads now. */
  readonly files: () => SiteFiles;
  /** Accepts the Host header of a request. */
  readonly allowed: (host: string) => boolean;
  readonly forward?: ForwardQuery | undefined;
}

export interface PreviewServer extends ListeningServer {
  /** Tells open pages that the files have changed. */
  changed(): void;
}

/**
 * Answers with the page, what it reads, changes as events, and queries that are forwarded. Nothing else is served.
 *
 * @throws ListenError when it cannot listen
 */
export async function servePreview(options: PreviewServerOptions): Promise<PreviewServer> {
  const listeners = new Set<ServerResponse>();
  const server = await listen((request, response) => {
    respond(request, response, options, listeners).catch(() => response.destroy());
  }, options);
  return {
    ...server,
    changed() {
      for (const listener of listeners) listener.write(event(options.files()));
    },
  };
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.gz': 'application/octet-stream',
};

/** Everything comes from this server; styles are set by components, and WebAssembly is compiled. */
const policy =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; frame-ancestors 'self'";

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { page, files, allowed, forward }: PreviewServerOptions,
  listeners: Set<ServerResponse>,
): Promise<void> {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('content-security-policy', policy);
  response.setHeader('cache-control', 'no-cache');
  if (!allowed(request.headers.host ?? '')) return refuse(response, 403, 'this host name is not accepted');
  const path = pathOf(request.url ?? '/');
  if (path === undefined) return refuse(response, 400, 'not a path');
  const query = /^\/api\/prometheus\/(query|query_range)$/.exec(path)?.[1] as
    | 'query'
    | 'query_range'
    | undefined;
  if (query) return forwarded(request, response, query, forward);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuse(response, 405, 'only GET is served here');
  if (path === '/api/events') return follow(request, response, files(), listeners);
  const data = await files().read(path.slice(1));
  if (data !== undefined) return send(response, 200, '.json', data, request.method);
  const file = normalize(join(page, path === '/' ? 'index.html' : path));
  if (!file.startsWith(page + sep) || !existsSync(file) || !statSync(file).isFile()) {
    return refuse(response, 404, 'there is nothing here');
  }
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
  if (request.method === 'HEAD') response.end();
  else
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
}

function pathOf(url: string): string | undefined {
  try {
    return decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return undefined;
  }
}

function follow(
  request: IncomingMessage,
  response: ServerResponse,
  files: SiteFiles,
  listeners: Set<ServerResponse>,
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(event(files));
  listeners.add(response);
  request.on('close', () => listeners.delete(response));
}

function event({ site }: SiteFiles): string {
  return `data: ${site.revision}\n\n`;
}

/** Parameters that a query may have; nothing else reaches the server behind. */
const parameters = ['query', 'time', 'start', 'end', 'step'];
const longestBody = 100_000;

async function forwarded(
  request: IncomingMessage,
  response: ServerResponse,
  path: 'query' | 'query_range',
  forward: ForwardQuery | undefined,
): Promise<void> {
  if (!forward)
    return refuse(response, 404, 'no Prometheus is configured: start the preview with --prometheus');
  if (request.method !== 'POST') return refuse(response, 405, 'queries are sent with POST');
  // A page of another origin cannot set it: the browser would ask first, and is not answered.
  if (
    request.headers['sec-fetch-site'] !== undefined &&
    request.headers['sec-fetch-site'] !== 'same-origin'
  ) {
    return refuse(response, 403, 'queries are taken from this page only');
  }
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += chunk;
    if (body.length > longestBody)
      return refuse(response, 413, `a query has at most ${longestBody} characters`);
  }
  const asked = new URLSearchParams(body);
  const kept = new URLSearchParams([...asked].filter(([name]) => parameters.includes(name)));
  const answer = await forward(path, kept);
  return send(response, answer.status, '.json', answer.body, 'POST');
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  method: string | undefined,
): void {
  response.writeHead(status, { 'content-type': types[type], 'content-length': Buffer.byteLength(body) });
  response.end(method === 'HEAD' ? undefined : body);
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${message}\n`);
}
