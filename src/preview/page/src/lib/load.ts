import { useEffect, useState } from 'react';

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'ready'; readonly value: T };

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

/** As above; while a newer revision is read, what was there stays, so that nothing flickers. */
export function useJson<T>(path: string | undefined, revision: number): Loaded<T> {
  const [loaded, setLoaded] = useState<{ readonly path: string | undefined; readonly result: Loaded<T> }>({
    path: undefined,
    result: { state: 'loading' },
  });
  useEffect(() => {
    if (path === undefined) return;
    let dropped = false;
    readJson<T>(path, revision).then(
      (value) => !dropped && setLoaded({ path, result: { state: 'ready', value } }),
      (error: Error) => !dropped && setLoaded({ path, result: { state: 'failed', message: error.message } }),
    );
    return () => {
      dropped = true;
    };
  }, [path, revision]);
  return loaded.path === path ? loaded.result : { state: 'loading' };
}
