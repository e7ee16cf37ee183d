import { ShipError } from '../ship-error.js';
import { basic, type Credentials } from './credentials.js';
import { fetchToken, parseChallenge } from './token.js';

export interface RegistryRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  /** Absolute, or a path of the registry. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** What is being done, for messages: `uploading qmtl 1.0.0`. */
  readonly doing: string;
}

/** Talks to one registry, logging in when it asks. */
export interface RegistryClient {
  readonly host: string;
  /**
   * Any answer below 500 that is not about who asks.
   *
   * @throws ShipError for a registry that is not there, breaks off, fails or refuses the login
   */
  send(request: RegistryRequest): Promise<Response>;
}

export interface ClientOptions {
  readonly host: string;
  readonly origin: string;
  readonly credentials: Credentials | undefined;
  /** Milliseconds for one request. @default 120 000 */
  readonly timeout?: number;
}

export function registryClient(options: ClientOptions): RegistryClient {
  const { host, origin, timeout = 120_000 } = options;
  let authorization: string | undefined;
  const attempt = async ({ method, url, headers, body, doing }: RegistryRequest): Promise<Response> => {
    const target = new URL(url, origin);
    // A registry may send uploads to another host; the login is not for that one.
    const login = target.origin === origin && authorization !== undefined ? { authorization } : {};
    try {
      return await fetch(target, {
        method,
        headers: { ...headers, ...login },
        ...(body && { body: Buffer.from(body) }),
        signal: AbortSignal.timeout(timeout),
      });
    } catch (error) {
      throw new ShipError(`${host} ${reasonOf(error)} while ${doing}`);
    }
  };
  return {
    host,
    async send(request) {
      let response = await attempt(request);
      if (response.status === 401) {
        authorization = await login(response, options, request.doing);
        response = await attempt(request);
      }
      if (response.status === 401 || response.status === 403)
        throw refusal(response.status, options, request);
      if (response.status === 429 || response.status >= 500)
        throw new ShipError(`${host} fails with status ${response.status} while ${request.doing}`);
      return response;
    },
  };
}

async function login(response: Response, options: ClientOptions, doing: string): Promise<string> {
  const { host, credentials, timeout = 120_000 } = options;
  const challenge = parseChallenge(response.headers.get('www-authenticate') ?? '');
  if (challenge?.scheme === 'bearer') {
    const answer = await fetchToken(challenge, credentials, timeout).catch((error: unknown) => {
      throw new ShipError(`the login service of ${host} ${reasonOf(error)} while ${doing}`);
    });
    if ('token' in answer) return `Bearer ${answer.token}`;
    throw refusal(answer.status, options, { doing });
  }
  if (challenge?.scheme === 'basic' && credentials) return basic(credentials);
  throw refusal(401, options, { doing });
}

function refusal(
  status: number,
  { host, credentials }: ClientOptions,
  { doing }: { doing: string },
): ShipError {
  if (!credentials) {
    return new ShipError(
      `${host} wants a login while ${doing}, and there is none: docker login ${host}, or set DASHWRIGHT_REGISTRY_USERNAME and DASHWRIGHT_REGISTRY_PASSWORD`,
    );
  }
  const reason = status === 403 ? 'may not do this' : 'is not valid, or no longer';
  return new ShipError(
    `${host} refuses the login from ${credentials.from} while ${doing}: it ${reason}. Log in again`,
  );
}

/** Why there was no answer, without what the request held. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'does not answer in time';
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined;
  const code = cause && 'code' in cause ? String(cause.code) : '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'is not a known host';
  if (code === 'ECONNREFUSED') return 'does not take connections (is the registry up?)';
  if (/CERT|SELF_SIGNED|SSL|TLS/.test(code)) return `has no certificate that is trusted (${code})`;
  return `broke off${code === '' ? '' : ` (${code})`}`;
}
