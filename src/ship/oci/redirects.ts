import { printable } from '../../errors/server-text.js';
import { ShipError } from '../ship-error.js';

/** Limit of redirects per request. */
export const mostRedirects = 5;

/**
 * The target URL of a redirect or a header.
 *
 * @param from URL of the response; from HTTPS only HTTPS is followed.
 * @throws ShipError for a URL without HTTP, with credentials, or from HTTPS to HTTP
 */
export function leadingTo(location: string, from: string | URL, doing: string): URL {
  const base = new URL(from);
  const wrong = (what: string): never => {
    throw new ShipError(`${base.host} redirects to ${what} while ${doing}: this is not followed`);
  };
  if (!URL.canParse(location, base.href)) return wrong(printable(location));
  const url = new URL(location, base);
  if (url.username !== '' || url.password !== '') wrong(`${url.host} with credentials in the URL`);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') wrong(`a URL of ${printable(url.protocol)}`);
  if (base.protocol === 'https:' && url.protocol === 'http:') wrong(`${url.host} without TLS`);
  return url;
}

/** The target of a redirect; undefined for any other response. */
export function redirectOf(response: Response, doing: string): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(response.status)) return undefined;
  const location = response.headers.get('location');
  return location === null ? undefined : leadingTo(location, response.url, doing);
}

/** Loopback addresses, to which plain HTTP is safe. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
