import { basic, type Credentials } from './credentials.js';

/** How a registry wants people to log in. */
export interface Challenge {
  readonly scheme: 'basic' | 'bearer';
  readonly parameters: Readonly<Record<string, string>>;
}

/** Reads a WWW-Authenticate header (RFC 9110, 11.6.1) as far as registries use it. */
export function parseChallenge(header: string): Challenge | undefined {
  const [, scheme, rest = ''] = /^\s*(basic|bearer)\b(.*)$/is.exec(header) ?? [];
  if (scheme === undefined) return undefined;
  const parameters: Record<string, string> = {};
  for (const [, name = '', value = ''] of rest.matchAll(/([a-z_]+)="([^"]*)"/gi))
    parameters[name.toLowerCase()] = value;
  return { scheme: scheme.toLowerCase() === 'basic' ? 'basic' : 'bearer', parameters };
}

/** Fetches a token as the distribution project describes it (distribution.github.io/distribution/spec/auth/token). */
export async function fetchToken(
  { parameters }: Challenge,
  credentials: Credentials | undefined,
  timeout: number,
): Promise<{ readonly token: string } | { readonly status: number }> {
  const { realm, service, scope } = parameters;
  if (realm === undefined || !URL.canParse(realm)) return { status: 401 };
  const url = new URL(realm);
  if (service !== undefined) url.searchParams.set('service', service);
  if (scope !== undefined) url.searchParams.set('scope', scope);
  const response = await fetch(url, {
    headers: credentials ? { authorization: basic(credentials) } : {},
    signal: AbortSignal.timeout(timeout),
  });
  if (!response.ok) return { status: response.status };
  const { token, access_token } = (await response.json()) as { token?: string; access_token?: string };
  const found = token ?? access_token;
  return found === undefined ? { status: 401 } : { token: found };
}
