import { linkTo, parseLocation } from './location.js';

/** Changes the query of what is shown; undefined removes. */
export function changeQuery(changes: Readonly<Record<string, string | readonly string[] | undefined>>): void {
  const { path, query } = parseLocation(window.location.hash);
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    for (const one of [value ?? []].flat()) query.append(name, one);
  }
  window.history.replaceState(null, '', linkTo(path, query));
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}
