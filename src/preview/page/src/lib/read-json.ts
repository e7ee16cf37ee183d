const cache = new Map<string, Promise<unknown>>();

/** JSON of a path beside the page, read once per revision of the definitions. */
export function readJson<T>(path: string, revision: number): Promise<T> {
  const key = `${path}?${revision}`;
  let reading = cache.get(key);
  if (!reading) {
    reading = fetch(key).then((response) => {
      if (!response.ok) throw new Error(`${path} cannot be read: the server answered ${response.status}`);
      return response.json();
    });
    cache.set(key, reading);
    reading.catch(() => cache.delete(key));
  }
  return reading as Promise<T>;
}
