import { linkTo, parseLocation } from './location.js';

/**
 * Changes the query of what is shown; undefined removes.
 *
 * @param isTyped The browser's back button does not return to it, as to each letter of a text. @default false
 */
export function changeQuery(
  changes: Readonly<Record<string, string | readonly string[] | undefined>>,
  isTyped = false,
): void {
  const { path, query } = parseLocation(window.location.hash);
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    for (const one of [value ?? []].flat()) query.append(name, one);
  }
  const next = linkTo(path, query);
  if (next === window.location.hash) return;
  if (isTyped) window.history.replaceState(null, '', next);
  else window.history.pushState(null, '', next);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}
