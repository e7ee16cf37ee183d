import { printable } from '../../errors/server-text.js';
import { ShipError } from '../ship-error.js';

/** Most redirects that are followed for one request. */
export const mostRedirects = 5;

/**
 * Where an answer or a header leads to.
 *
 * @param from The address that has said so; a secure one leads to secure ones only.
 * @throws ShipError for what is no address of HTTP, has a login in it, or leaves TLS
 */
export function leadingTo(location: string, from: string | URL, doing: string): URL {
  const base = new URL(from);
  const wrong = (what: string): never => {
    throw new ShipError(`${base.host} sends to ${what} while ${doing}: this is not followed`);
  };
  if (!URL.canParse(location, base.href)) return wrong(printable(location));
  const url = new URL(location, base);
  if (url.username !== '' || url.password !== '') wrong(`${url.host} with a login of its own`);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    wrong(`an address of ${printable(url.protocol)}`);
  if (base.protocol === 'https:' && url.protocol === 'http:') wrong(`${url.host} without TLS`);
  return url;
}

/** Where a redirect leads to; undefined for any other answer. */
export function redirectOf(response: Response, doing: string): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(response.status)) return undefined;
  const location = response.headers.get('location');
  return location === null ? undefined : leadingTo(location, response.url, doing);
}

/** Addresses of this very machine, to which plain HTTP is safe. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
