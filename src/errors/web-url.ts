/**
 * What is wrong with a text that is to be the URL of a web server; undefined where nothing is. To be put after the text:
 * `not "localhost:9090": http:// or https:// is missing`.
 */
export function webUrlFault(text: string): string | undefined {
  const [, scheme, rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(text) ?? [];
  if (text.trim() === '') return 'it is empty';
  if (scheme === undefined) return 'http:// or https:// is missing';
  if (!/^https?$/i.test(scheme)) return `expected http:// or https://, not ${scheme}://`;
  const [authority = ''] = rest.split(/[/?#\\]/);
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (host === '' || host.startsWith(':')) return 'the host is missing';
  const [, port] = /:([^:\]]*)$/.exec(host) ?? [];
  if (
    port !== undefined &&
    port !== '' &&
    !(/^\d+$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535)
  )
    return 'expected a port from 1 to 65535';
  return URL.canParse(text) ? undefined : 'expected a host name, or an address, with or without a port';
}
