import { codeOf } from '../../errors/caught.js';
import { AnswerTooLongError, boundedText, printable, withoutSecrets } from '../../errors/server-text.js';
import { ShipError } from '../ship-error.js';
import { basic, type Credentials } from './credentials.js';
import { mostRedirects, redirectOf } from './redirects.js';
import { fetchToken, parseChallenge } from './token.js';

export interface RegistryRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  /** Absolute, or a path of the registry. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** The current action, for messages: `uploading qmtl 1.0.0`. */
  readonly doing: string;
}

/** HTTP client of one registry, with authentication. */
export interface RegistryClient {
  readonly host: string;
  /**
   * A response with a status below 500, except authentication errors. Redirects are followed; credentials are sent to the
   * registry only.
   *
   * @throws ShipError if the registry is not reachable, closes the connection, fails, or rejects the credentials
   */
  send(request: RegistryRequest): Promise<Response>;
  /**
   * The body of a response.
   *
   * @param most Limit in bytes.
   * @throws ShipError if it is longer, or incomplete
   */
  text(response: Response, most: number, doing: string): Promise<string>;
  /** A text of the server for a message, without credentials and control characters. */
  said(text: string): string;
}

export interface ClientOptions {
  readonly host: string;
  readonly origin: string;
  readonly credentials: Credentials | undefined;
  /** Milliseconds for one request. @default 120 000 */
  readonly timeout?: number;
}

export function registryClient(options: ClientOptions): RegistryClient {
  const { host, origin, credentials, timeout = 120_000 } = options;
  let authorization: string | undefined;
  const secrets = new Set(credentials ? secretsOf(credentials) : []);

  const fetchOnce = async (
    url: URL,
    { method, headers, body, doing }: RegistryRequest,
  ): Promise<Response> => {
    // A registry can redirect uploads and downloads to another host, which must not get the credentials.
    const login = url.origin === origin && authorization !== undefined ? { authorization } : {};
    try {
      return await fetch(url, {
        method,
        headers: { ...headers, ...login },
        ...(body && { body: Buffer.from(body) }),
        // Followed here, so that the host of each request is known.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
      });
    } catch (error) {
      throw new ShipError(`${url.host} ${reasonOf(error)} while ${doing}`);
    }
  };
  const attempt = async (request: RegistryRequest): Promise<Response> => {
    let url = new URL(request.url, origin);
    for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
      const response = await fetchOnce(url, request);
      const next = redirectOf(response, request.doing);
      // Only these two keep the method and the body.
      const sends = request.method === 'POST' || request.method === 'PUT';
      if (!next || (sends && response.status < 307)) return response;
      await response.body?.cancel();
      url = next;
    }
    throw new ShipError(`too many redirects of ${host} while ${request.doing}`);
  };
  const logIn = async (response: Response, doing: string): Promise<string> => {
    const challenge = parseChallenge(response.headers.get('www-authenticate') ?? '');
    await response.body?.cancel();
    if (challenge?.scheme === 'basic' && credentials) return basic(credentials);
    if (challenge?.scheme !== 'bearer') throw refusal(401, options, doing);
    const asked = { challenge, origin, credentials, timeout, doing };
    const answer = await fetchToken(asked).catch((error: unknown) => {
      if (error instanceof ShipError) throw error;
      throw new ShipError(`the token server of ${host} ${reasonOf(error)} while ${doing}`);
    });
    if (!('token' in answer)) throw refusal(answer.status, options, doing);
    secrets.add(answer.token);
    return `Bearer ${answer.token}`;
  };
  return {
    host,
    async send(request) {
      const { doing } = request;
      let response = await attempt(request);
      if (response.status === 401) {
        refuseOther(response, options, doing);
        authorization = await logIn(response, doing);
        response = await attempt(request);
      }
      if (response.status === 401 || response.status === 403) {
        refuseOther(response, options, doing);
        throw refusal(response.status, options, doing);
      }
      if (response.status === 429 || response.status >= 500)
        throw new ShipError(`${host} fails with status ${response.status} while ${doing}`);
      return response;
    },
    async text(response, most, doing) {
      try {
        return await boundedText(response, most);
      } catch (error) {
        if (error instanceof AnswerTooLongError)
          throw new ShipError(`${host} sends more than ${error.most} bytes while ${doing}`);
        throw new ShipError(`${host} ${reasonOf(error)} while ${doing}`);
      }
    },
    said: (text) => printable(withoutSecrets(text, secrets)),
  };
}

/** Texts that must not be in a message; the user name is not secret. */
function secretsOf(credentials: Credentials): string[] {
  return [credentials.password, basic(credentials), basic(credentials).slice('Basic '.length)];
}

/** Other hosts in a chain of redirects never get the credentials. */
function refuseOther({ url, status }: Response, { host, origin }: ClientOptions, doing: string): void {
  const other = new URL(url);
  if (other.origin === origin) return;
  throw new ShipError(
    `${host} redirects to ${other.host} while ${doing}, which responds with status ${status}: credentials are sent to ${host} only`,
  );
}

function refusal(status: number, { host, credentials }: ClientOptions, doing: string): ShipError {
  if (!credentials) {
    return new ShipError(
      `${host} requires authentication while ${doing}: run docker login ${host}, or set DASHWRIGHT_REGISTRY_USERNAME and DASHWRIGHT_REGISTRY_PASSWORD`,
    );
  }
  const reason = status === 403 ? 'has no permission' : 'is invalid or expired';
  return new ShipError(
    `${host} rejects the login from ${credentials.from} while ${doing}: it ${reason}. Log in again`,
  );
}

/** The reason for a missing response, without content of the request. */
function reasonOf(error: unknown): string {
  if (error instanceof AnswerTooLongError) return `sends more than ${error.most} bytes`;
  if (error instanceof Error && error.name === 'TimeoutError') return 'does not respond in time';
  const code = codeOf(error instanceof Error ? error.cause : undefined) ?? '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'is an unknown host';
  if (code === 'ECONNREFUSED') return 'refuses connections (is the registry up?)';
  if (/CERT|SELF_SIGNED|SSL|TLS/.test(code)) return `has no trusted certificate (${code})`;
  return `closed the connection${code === '' ? '' : ` (${code})`}`;
}
