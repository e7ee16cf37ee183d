import { useEffect, useState } from 'react';
import { readJson } from './read-json.js';

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'ready'; readonly value: T };

/** JSON of a path beside the page; while a newer revision is read, what was there stays, so that nothing flickers. */
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
