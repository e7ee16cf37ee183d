import { linkTo, parseLocation } from './location.js';

/** Changes the query of what is shown, so that the browser's back button returns to what it was; undefined removes. */
export function changeQuery(changes: Readonly<Record<string, string | readonly string[] | undefined>>): void {
  const { path, query } = parseLocation(window.location.hash);
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    for (const one of [value ?? []].flat()) query.append(name, one);
  }
  const next = linkTo(path, query);
  if (next === window.location.hash) return;
  window.history.pushState(null, '', next);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}
