/** What is shown, as it stands after the `#` of the address: links work from any folder and any server. */
export interface Location {
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

export function parseLocation(hash: string): Location {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  return { path: path.split('/').filter(Boolean).map(decodeURIComponent), query: new URLSearchParams(query) };
}

export function linkTo(
  path: readonly string[],
  query: URLSearchParams | Readonly<Record<string, string>> = {},
): string {
  const text = new URLSearchParams(query as URLSearchParams).toString();
  return `#/${path.map(encodeURIComponent).join('/')}${text ? `?${text}` : ''}`;
}
