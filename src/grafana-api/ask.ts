import { reasonOf } from '../errors/caught.js';
import { connectionError } from '../errors/connection.js';
import { AnswerTooLongError, boundedText, printable, withoutSecrets } from '../errors/server-text.js';
import { GrafanaError } from './error.js';
import type { GrafanaServer } from './server.js';

/** A request to Grafana's HTTP API. */
export interface GrafanaRequest {
  /** @default GET */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the URL of the server: `/api/search`. Its parts are escaped by `pathOf`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
  /** What it is for, as a message says it: `the dashboard shop`. */
  readonly about: string;
  /** The permission that it needs, for the message when it is missing: `dashboards:write`. */
  readonly permission?: string;
}

/** Limit of an answer in bytes: Grafana has no dashboards of this size. */
const mostBytes = 32 * 1024 * 1024;
/** How often a request is repeated that came too early, and the longest time to wait before in seconds. */
const mostRepeats = 3;
const longestWait = 30;

/**
 * A path of fixed and given parts: given ones are escaped, so that none of them leads elsewhere.
 *
 * @throws GrafanaError for a part that no escaping keeps from being a step up, or that is empty
 */
export function pathOf(parts: TemplateStringsArray, ...given: readonly string[]): string {
  const unfit = given.find((part) => /^\.{0,2}$/.test(part));
  if (unfit !== undefined) throw new GrafanaError(`a uid or name cannot be "${unfit}"`);
  return parts.reduce((path, part, index) => `${path}${encodeURIComponent(given[index - 1] ?? '')}${part}`);
}

/**
 * Sends a request and reads its answer as JSON. A server that says that requests come too fast is asked again when it
 * wants, up to three times.
 *
 * @throws GrafanaError with host, reason and remedy if there is no answer, an error, or no JSON
 */
export async function ask(server: GrafanaServer, request: GrafanaRequest): Promise<unknown> {
  const secrets = secretsOf(server.headers);
  const clean = (text: string) => printable(withoutSecrets(text, secrets));
  const fail = (problem: string, ...details: Answered): never => {
    throw new GrafanaError(`Grafana at ${server.url.host}: ${problem}`, ...details);
  };
  for (let repeat = 0; ; repeat++) {
    let response: Response;
    let text: string;
    try {
      response = await send(server, request);
      text = await boundedText(response, mostBytes);
    } catch (error) {
      return fail(`${request.about}: ${noAnswer(error, server)}`);
    }
    if (response.status === 429 && repeat < mostRepeats) {
      const seconds = Number(response.headers.get('retry-after') ?? '1');
      if (seconds <= longestWait && (await waited(seconds, server.signal))) continue;
    }
    if (response.status >= 300 && response.status < 400)
      return fail(redirected(response, server, clean), response.status);
    const html =
      /^\s*<(!doctype|html)/i.test(text) || /text\/html/.test(response.headers.get('content-type') ?? '');
    if (html) return fail(page(response.status, text, request, clean), response.status);
    if (!response.ok) return fail(...refusal(response, text, request, clean));
    if (text.trim() === '') return undefined;
    try {
      return JSON.parse(text);
    } catch (error) {
      const why = reasonOf(error);
      return fail(`${request.about}: the response is not JSON: ${clean(why)}`, response.status);
    }
  }
}

type Answered = [status?: number, reason?: string | undefined, said?: string];
type Clean = (text: string) => string;

function send({ url, headers, timeout, signal }: GrafanaServer, request: GrafanaRequest): Promise<Response> {
  const { method = 'GET', path, query = {}, body } = request;
  const address = new URL(url);
  address.pathname = `${url.pathname.replace(/\/+$/, '')}${path}`;
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, String(value));
  return fetch(address, {
    method,
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    // A redirect could send the credentials to another host.
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

function noAnswer(error: unknown, { timeout, signal }: GrafanaServer): string {
  if (error instanceof AnswerTooLongError) return error.message;
  if (signal.aborted) return 'stopped';
  if (error instanceof Error && error.name === 'TimeoutError')
    return `no complete response within ${timeout / 1000} s; --timeout allows more time`;
  return `not reachable: ${connectionError(error)}`;
}

/** Waits; false where the command is stopped meanwhile. */
async function waited(seconds: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, Math.max(0, seconds) * 1000);
    signal.addEventListener('abort', done);
  });
  return !signal.aborted;
}

function redirected(response: Response, { url }: GrafanaServer, clean: Clean): string {
  const location = response.headers.get('location') ?? '';
  const target = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
  const to = clean(target ? `${target.origin}${target.pathname}` : location);
  if (target && /\/login\/?$/.test(target.pathname))
    return `it redirects to its login page (${to}): the credentials are missing or not accepted; ${credentialsHelp}`;
  return `it redirects to ${to} (${response.status}); redirects are not followed, because they could send the credentials elsewhere: use the target URL if that is your Grafana`;
}

function page(status: number, text: string, { about }: GrafanaRequest, clean: Clean): string {
  const [, title = ''] = /<title[^>]*>([^<]*)/i.exec(text) ?? [];
  const named = title.trim() === '' ? '' : ` "${clean(title)}"`;
  return `${about}: it responds with a web page${named} instead of JSON (${status}), as login pages and proxies do: does the URL lead to Grafana itself, with its path prefix, and past a proxy that asks for a login?`;
}

const credentialsHelp =
  'put the token of a service account, or user:password, into the environment variable GRAFANA_TOKEN, or name another with --token-variable';

function refusal(
  { status, statusText }: Response,
  text: string,
  { about, permission }: GrafanaRequest,
  clean: Clean,
): [problem: string, ...Answered] {
  const { said, reason } = readRefusal(text);
  const code = `${status} ${clean(statusText)}`.trim();
  const shown = clean(said === '' ? text : said);
  const problem = `${about}: ${code}${shown === '' ? '' : `: ${shown}`}`;
  const remedy = remedyFor(status, reason, permission);
  return [`${problem}${remedy === '' ? '' : `. ${remedy}`}`, status, reason, shown];
}

/** Errors of `/api` have `message` and perhaps `status`; those of `/apis` are a Kubernetes Status with `reason`. */
function readRefusal(text: string): { readonly said: string; readonly reason: string | undefined } {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null) return { said: '', reason: undefined };
    const { message, reason, status, kind } = body as Record<string, unknown>;
    const name = kind === 'Status' ? reason : status;
    return {
      said: typeof message === 'string' ? message : '',
      reason: typeof name === 'string' ? name : undefined,
    };
  } catch {
    return { said: '', reason: undefined };
  }
}

function remedyFor(status: number, reason: string | undefined, permission: string | undefined): string {
  if (status === 401) return `The credentials are missing, wrong or expired: ${credentialsHelp}`;
  if (status === 403) {
    return reason === 'quota-reached'
      ? 'The quota of this organization is used up'
      : `The credentials may not do this${permission === undefined ? '' : `: they need the permission ${permission}`}`;
  }
  if (status === 404) return 'Does the URL need a path prefix, or the token belong to another organization?';
  if (status === 406) return 'It is a dashboard of schema v2, which this request cannot return';
  if (status === 409 || status === 412)
    return 'Somebody else has changed it in the meantime; run the command again to see the current state';
  if (status === 413) return 'It is larger than the server or a proxy before it accepts';
  if (status === 429) return 'Too many requests; try again later';
  if (status >= 500) return 'The server or a proxy before it has failed; its log says why';
  return '';
}

/** Values of headers that must not be in a message; a server can repeat what it was sent. */
function secretsOf(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    // The number of an organization is no secret, and part of many numbers.
    if (name === 'x-grafana-org-id') return [];
    const [, scheme = '', rest = ''] = /^(\S+)\s+(.+)$/.exec(value) ?? [];
    const login = /^basic$/i.test(scheme) ? Buffer.from(rest, 'base64').toString('utf8') : '';
    const colon = login.indexOf(':');
    return [value, rest, login, colon < 0 ? '' : login.slice(colon + 1)];
  });
}
