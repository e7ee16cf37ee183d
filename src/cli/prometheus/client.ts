import { connectionError, isBrokenConnection } from '../../errors/connection.js';
import { printable, withoutSecrets } from '../../errors/server-text.js';
import { webUrlFault } from '../../errors/web-url.js';
import {
  type Answer,
  AnswerTooLargeError,
  type Data,
  excerpt,
  NotPrometheusError,
  type QueryRange,
  readAnswer,
  readData,
  readRefusal,
} from '../../export/index.js';
import { UsageError } from '../../load/index.js';
import { bodyText } from './body.js';
import { headerSecrets } from './credentials.js';

export interface PrometheusServer {
  /** Including a path prefix, if there is one. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Timeout of a query in milliseconds. */
  readonly timeout: number;
  /** Aborts running queries. */
  readonly signal: AbortSignal;
}

/**
 * Parses the URL of a server.
 *
 * @param option that has it, for messages
 * @throws UsageError for anything but an HTTP URL, and for a URL with a password
 */
export function serverUrl(text: string, option = '--prometheus'): URL {
  const fault = webUrlFault(text);
  if (fault !== undefined) {
    throw new UsageError(
      `${option} takes a URL such as http://localhost:9090, not ${excerpt(text)}: ${fault}`,
    );
  }
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    throw new UsageError(
      `the URL in ${option} contains a user or password, which every user of this machine can see: ` +
        'use DASHWRIGHT_PROMETHEUS_USER and DASHWRIGHT_PROMETHEUS_PASSWORD, or --header-file',
    );
  }
  return url;
}

/** A question to the HTTP API that Prometheus, Mimir, Thanos and VictoriaMetrics share. */
export interface ApiQuery {
  /** Behind `/api/v1/`. */
  readonly path: string;
  /** A list is sent as the same parameter several times. */
  readonly parameters: Readonly<Record<string, string | readonly string[]>>;
}

export interface NamedQuery extends ApiQuery {
  /** What is asked for, as a message names it: `the signal latency`. */
  readonly about: string;
  /** Whether less could be asked for where the answer is too large. */
  readonly divisible: boolean;
}

/**
 * Range queries of signals over the HTTP API.
 *
 * The returned function throws as that of `apiQueries`.
 */
export function rangeQueries(server: PrometheusServer): QueryRange {
  const ask = apiQueries(server);
  return ({ signal, start, end, step }) =>
    ask({
      path: 'query_range',
      parameters: {
        query: signal.expr,
        start: String(start / 1000),
        end: String(end / 1000),
        step: String(step / 1000),
      },
      about: `the signal ${signal.name}`,
      divisible: start < end,
    });
}

/**
 * Queries over the HTTP API.
 *
 * The returned function throws UsageError with the host and the reason if there is no response, an error, or a server
 * other than Prometheus; AnswerTooLargeError if the answer to less could work.
 */
export function apiQueries(server: PrometheusServer): (query: NamedQuery) => Promise<Answer> {
  return asking(server, readAnswer);
}

/** Questions to any endpoint of the HTTP API; the returned function throws as that of `apiQueries`. */
export function apiData(server: PrometheusServer): (query: NamedQuery) => Promise<Data> {
  return asking(server, readData);
}

/** The server answers, but not with what was asked for. */
export class UnexpectedAnswerError extends UsageError {
  constructor(
    message: string,
    /** HTTP status of the answer. */
    readonly status: number,
  ) {
    super(message);
  }
}

function asking<Read extends { readonly warnings: readonly string[] }>(
  server: PrometheusServer,
  read: (text: string) => Read,
): (query: NamedQuery) => Promise<Read> {
  const { host } = server.url;
  const secrets = headerSecrets(server.headers);
  const hide: Hide = (text) => withoutSecrets(text, secrets);
  return async (query) => {
    let status = 0;
    try {
      const { response, text } = await answered(query, server);
      status = response.status;
      return response.ok ? answerIn(text, read, hide) : refuse(response, text, query, hide);
    } catch (error) {
      if (error instanceof AnswerTooLargeError && query.divisible) throw error;
      const reason =
        error instanceof NotPrometheusError
          ? `not a Prometheus server: ${error.message}`
          : reasonOf(error, server);
      const message = `Prometheus at ${host}: ${reason}`;
      throw error instanceof RefusedError || error instanceof NotPrometheusError
        ? new UnexpectedAnswerError(message, status)
        : new UsageError(message);
    }
  };
}

/** How often a question is repeated, the wait before the first time in milliseconds, and the longest one. */
const mostRepeats = 3;
/** The same for a connection that breaks: a server that restarts, or a balancer that drops it. */
const mostBreaks = 2;
const firstWait = 300;
const longestWait = 30_000;
/** What proxies and limits of tenants answer for the moment. */
const passing: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** An answer; one that may be another a moment later is asked for again, and so is one that breaks off. */
async function answered(
  query: ApiQuery,
  server: PrometheusServer,
): Promise<{ readonly response: Response; readonly text: string }> {
  for (let repeat = 0; ; repeat++) {
    let response: Response;
    let text: string;
    try {
      response = await send(query, server);
      text = await bodyText(response);
    } catch (error) {
      if (!isBrokenConnection(error) || repeat === mostBreaks || server.signal.aborted) throw error;
      await waited(firstWait * 2 ** repeat, server.signal);
      continue;
    }
    const { status, headers } = response;
    // Prometheus says why it cannot answer, and would say it again; a limit of requests is over soon.
    const isPassing = passing.has(status) && (status === 429 || readRefusal(text) === undefined);
    const seconds = Number(headers.get('retry-after') ?? Number.NaN);
    const wait = seconds >= 0 ? seconds * 1000 : firstWait * 2 ** repeat;
    if (!isPassing || repeat === mostRepeats || wait > longestWait) return { response, text };
    await waited(wait, server.signal);
  }
}

/** Waits, or until the command is stopped. */
function waited(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, signal.aborted ? 0 : ms);
    signal.addEventListener('abort', done);
  });
}

/** Removes secrets from a text. A server can repeat the headers of the request. */
type Hide = (text: string) => string;

function answerIn<Read extends { readonly warnings: readonly string[] }>(
  text: string,
  read: (text: string) => Read,
  hide: Hide,
): Read {
  try {
    const answer = read(text);
    return { ...answer, warnings: answer.warnings.map((warning) => printable(hide(warning))) };
  } catch (error) {
    // Again without secrets, as the message contains a part of the text.
    if (error instanceof NotPrometheusError) return read(hide(text));
    throw error;
  }
}

/** Limit of the query string; longer queries are sent with POST, as proxies limit the length of URLs. */
const longestQueryString = 4000;

/** Sends a query, with the credentials, to this server and no other. */
export function send({ path, parameters: given }: ApiQuery, server: PrometheusServer): Promise<Response> {
  const { url, headers, timeout } = server;
  const address = new URL(url);
  address.pathname = `${url.pathname.replace(/\/+$/, '')}/api/v1/${path}`;
  const parameters = new URLSearchParams({ timeout: `${Math.ceil(timeout / 1000)}s` });
  for (const [name, values] of Object.entries(given))
    for (const value of typeof values === 'string' ? [values] : values) parameters.append(name, value);
  const long = parameters.toString().length > longestQueryString;
  if (!long) for (const [name, value] of parameters) address.searchParams.append(name, value);
  return fetch(address, {
    method: long ? 'POST' : 'GET',
    headers: { accept: 'application/json', ...headers },
    // A redirect could send the credentials to another host.
    redirect: 'manual',
    signal: AbortSignal.any([server.signal, AbortSignal.timeout(timeout)]),
    ...(long && { body: parameters }),
  });
}

/**
 * Limits that less time may keep: those of Prometheus (`--query.max-samples`), Mimir and Cortex (chunks, bytes, length and
 * memory of a query), Thanos (`--store.limits.*`) and VictoriaMetrics (`-search.maxSamplesPer…`).
 */
const tooMuch =
  /too many samples|(maximum|max) number of chunks|chunks size limit|time range exceeds the limit|err-mimir-max-(estimated-|chunks-|total-|partial-)?[a-z-]*(chunks|bytes|length|memory-consumption)|exceeded (chunks|samples|bytes) limit|search\.maxSamplesPer/;

function refuse(response: Response, text: string, { about }: NamedQuery, hide: Hide): never {
  const { status, statusText, headers } = response;
  const said = readRefusal(text);
  if (status === 413) throw new AnswerTooLargeError('too many samples');
  if (said !== undefined && tooMuch.test(said)) throw new AnswerTooLargeError(printable(hide(said), 300));
  const code = `${status} ${printable(hide(statusText))}`.trim();
  if (said !== undefined) throw new RefusedError(`it rejects ${about} (${code}): ${printable(hide(said))}`);
  if (status >= 300 && status < 400) {
    // The target can have a user and a password of its own.
    const target = hide(headers.get('location') ?? '').replace(/\/\/[^/?#]*@/, '//…@');
    throw new RefusedError(`it redirects (${code}): ${excerpt(target)}`);
  }
  throw new RefusedError(`it responds with ${code}: ${excerpt(hide(text))}${hints[status] ?? ''}`);
}

const hints: Readonly<Record<number, string>> = {
  401: '; credentials come from DASHWRIGHT_PROMETHEUS_TOKEN or --header-file',
  403: '; the credentials have no permission to query',
  404: '; does the URL need a path before /api/v1?',
};

class RefusedError extends Error {}

/** Why there is no answer. */
export function reasonOf(error: unknown, { timeout, signal }: PrometheusServer): string {
  if (error instanceof RefusedError) return error.message;
  if (error instanceof AnswerTooLargeError)
    return `the result of a single time is too large: ${error.message}`;
  if (signal.aborted) return 'stopped';
  if (error instanceof Error && error.name === 'TimeoutError')
    return `no response within ${timeout / 1000} s`;
  return `not reachable: ${connectionError(error)}`;
}
