/** The last of each path alone: a page can be open for hundreds of changes. */
const cache = new Map<string, { readonly revision: number; readonly reading: Promise<unknown> }>();

/** JSON of a path beside the page, read once per revision of the definitions. */
export function readJson<T>(path: string, revision: number): Promise<T> {
  const known = cache.get(path);
  if (known?.revision === revision) return known.reading as Promise<T>;
  const reading = fetch(`${path}?${revision}`).then((response) => {
    if (!response.ok) throw new Error(`${path} cannot be read: the server answered ${response.status}`);
    return response.json();
  });
  const one = { revision, reading };
  cache.set(path, one);
  reading.catch(() => cache.get(path) === one && cache.delete(path));
  return reading;
}
