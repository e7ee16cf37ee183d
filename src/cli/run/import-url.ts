import { connectionError } from '../../errors/connection.js';
import { AnswerTooLongError, boundedText, printable } from '../../errors/server-text.js';
import { webUrlFault } from '../../errors/web-url.js';
import { type InputFile, largestFile } from '../../import/index.js';
import { UsageError } from '../../load/index.js';

/** How to ask an address. */
export interface AskingOptions {
  /** Timeout of a request in milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

export function isUrl(source: string): boolean {
  return /^https?:\/\//i.test(source);
}

/**
 * An address as messages and reports name it: without a user, and without the query, which may have a key in it.
 *
 * @throws UsageError for an invalid URL, or one with a user or password
 */
export function addressOf(source: string): { readonly url: URL; readonly name: string } {
  const fault = webUrlFault(source);
  if (fault !== undefined) {
    throw new UsageError(
      `${printable(source, 80)}: is not a URL such as https://git.example.com/team/rules.yml: ${fault}`,
    );
  }
  const url = new URL(source);
  const name = printable(`${url.origin}${url.pathname}`);
  if (url.username !== '' || url.password !== '')
    throw new UsageError(
      `${name}: the URL contains a user or password, which every user of this machine can see: fetch the file by other means, or name a Grafana with --grafana, whose token is in an environment variable`,
    );
  return { url, name };
}

/** The Grafana of an address, and the dashboard that it shows, where it is the address of one. */
export interface GrafanaAddress {
  readonly server: string;
  readonly uid: string | undefined;
}

/**
 * Whether an address is that of a Grafana, or of a dashboard in it, `…/d/UID/name`. It is asked without credentials: only
 * the Grafana that `--grafana` names gets these.
 */
export async function grafanaAt(url: URL, options: AskingOptions): Promise<GrafanaAddress | undefined> {
  const [, prefix = '', uid] = /^(.*?)\/d\/([^/]+)(?:\/[^/]*)?\/?$/.exec(url.pathname) ?? [];
  if (uid === undefined && /\.(json|ya?ml|rules)$/i.test(url.pathname)) return undefined;
  const path = (uid === undefined ? url.pathname : prefix).replace(/\/+$/, '');
  const server = `${url.origin}${path}`;
  try {
    const response = await fetch(`${server}/api/health`, {
      redirect: 'manual',
      headers: { accept: 'application/json' },
      signal: AbortSignal.any([options.signal, AbortSignal.timeout(options.timeout)]),
    });
    const health: unknown = JSON.parse(await boundedText(response, 100_000));
    const isGrafana = typeof health === 'object' && health !== null && 'database' in health;
    return isGrafana ? { server, uid: uid === undefined ? undefined : decodeURIComponent(uid) } : undefined;
  } catch {
    // What is wrong with the address shows when the file is asked for.
    return undefined;
  }
}

/**
 * The file at an address. Redirects are followed, as nothing secret is sent.
 *
 * @throws UsageError for a server that does not answer with a file
 */
export async function fetchedFile(url: URL, name: string, options: AskingOptions): Promise<InputFile> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      headers: { accept: 'application/json, application/yaml, text/yaml, text/plain, */*;q=0.1' },
      signal: AbortSignal.any([options.signal, AbortSignal.timeout(options.timeout)]),
    });
    text = await boundedText(response, largestFile);
  } catch (error) {
    throw new UsageError(`${name}: ${noAnswer(error, options)}`);
  }
  if (!response.ok) {
    const hint =
      response.status === 401 || response.status === 403
        ? ': for a Grafana that needs credentials, use --grafana and put its token into the environment variable GRAFANA_TOKEN'
        : response.status === 404
          ? ': no such file'
          : '';
    throw new UsageError(
      `${name}: responds with ${response.status} ${printable(response.statusText)}${hint}`,
    );
  }
  const isPage =
    /text\/html/.test(response.headers.get('content-type') ?? '') || /^\s*<(!doctype|html)/i.test(text);
  if (isPage)
    throw new UsageError(
      `${name}: is a web page, not JSON or YAML: use the URL of the file itself (on GitHub, the raw file), or --grafana for a Grafana`,
    );
  return { file: name, text };
}

function noAnswer(error: unknown, { signal, timeout }: AskingOptions): string {
  if (error instanceof AnswerTooLongError) return error.message;
  if (signal.aborted) return 'stopped';
  if (error instanceof Error && error.name === 'TimeoutError')
    return `no complete response within ${timeout / 1000} s; --timeout allows more time`;
  const reason = printable(connectionError(error));
  return /redirect count exceeded/.test(reason) ? 'redirects without end' : `does not respond: ${reason}`;
}
