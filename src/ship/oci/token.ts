import { boundedText } from '../../errors/server-text.js';
import { ShipError } from '../ship-error.js';
import { basic, type Credentials } from './credentials.js';
import { isLoopback, leadingTo, mostRedirects, redirectOf } from './redirects.js';

/** The authentication that a registry requires. */
export interface Challenge {
  readonly scheme: 'basic' | 'bearer';
  readonly parameters: Readonly<Record<string, string>>;
}

/** Parses a WWW-Authenticate header (RFC 9110, 11.6.1) as registries use it. */
export function parseChallenge(header: string): Challenge | undefined {
  const [, scheme, rest = ''] = /^\s*(basic|bearer)\b(.*)$/is.exec(header) ?? [];
  if (scheme === undefined) return undefined;
  const parameters: Record<string, string> = {};
  for (const [, name = '', value = ''] of rest.matchAll(/([a-z_]+)="([^"]*)"/gi))
    parameters[name.toLowerCase()] = value;
  return { scheme: scheme.toLowerCase() === 'basic' ? 'basic' : 'bearer', parameters };
}

/** Limit of the response with a token, in bytes. */
const mostBytes = 1024 * 1024;

export interface TokenRequest {
  /** As sent by the registry. */
  readonly challenge: Challenge;
  /** Of the registry. */
  readonly origin: string;
  readonly credentials: Credentials | undefined;
  readonly timeout: number;
  /** For messages. */
  readonly doing: string;
}

/**
 * Fetches a token (distribution.github.io/distribution/spec/auth/token). Credentials are sent to the realm that the
 * registry specifies, and not to the targets of its redirects.
 *
 * @throws ShipError for a realm without TLS if the registry has TLS, and for a response without a token
 */
export async function fetchToken({
  challenge,
  origin,
  credentials,
  timeout,
  doing,
}: TokenRequest): Promise<{ readonly token: string } | { readonly status: number }> {
  const { realm, service, scope } = challenge.parameters;
  if (realm === undefined || !URL.canParse(realm)) return { status: 401 };
  let url = leadingTo(realm, origin, doing);
  const registry = new URL(origin);
  if (url.protocol === 'http:' && isLoopback(registry) && !isLoopback(url))
    throw new ShipError(
      `${registry.host} specifies a token server without TLS, ${url.host}: credentials are not sent to it`,
    );
  if (service !== undefined) url.searchParams.set('service', service);
  if (scope !== undefined) url.searchParams.set('scope', scope);
  const signal = AbortSignal.timeout(timeout);
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const headers = credentials ? { authorization: basic(credentials) } : {};
    const response = await fetch(url, { headers, redirect: 'manual', signal });
    const next = redirectOf(response, doing);
    if (!next) return answerOf(response, url, doing);
    await response.body?.cancel();
    if (next.origin !== url.origin)
      throw new ShipError(
        `the token server ${url.host} redirects to ${next.host} while ${doing}: credentials are not sent to it`,
      );
    url = next;
  }
  throw new ShipError(`too many redirects of the token server ${url.host} while ${doing}`);
}

async function answerOf(
  response: Response,
  { host }: URL,
  doing: string,
): Promise<{ readonly token: string } | { readonly status: number }> {
  if (!response.ok) {
    await response.body?.cancel();
    return { status: response.status };
  }
  const text = await boundedText(response, mostBytes);
  const token = tokenIn(text);
  // It is sent in a header: one line of printable ASCII.
  if (token === undefined || !/^[\x21-\x7e]+$/.test(token))
    throw new ShipError(`the token server ${host} responds without a token while ${doing}`);
  return { token };
}

function tokenIn(text: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer !== 'object' || answer === null) return undefined;
    const found = [
      'token' in answer ? answer.token : undefined,
      'access_token' in answer ? answer.access_token : undefined,
    ];
    return found.find((value): value is string => typeof value === 'string');
  } catch {
    return undefined;
  }
}
