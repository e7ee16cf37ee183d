import type { Place } from '../../catalog/index.js';
import type { Suppressible } from '../../define/index.js';

/** A definition that findings are about: its path, its place in the source, and what may suppress findings on it. */
export interface Subject {
  readonly path: string;
  readonly place?: Place | undefined;
  /** The definition and all that hold it, innermost first: their suppressions apply. */
  readonly owners: readonly Suppressible[];
}

/** A definition inside another. */
export function within(
  outer: Subject,
  name: string,
  source?: Suppressible & { readonly place?: Place | undefined },
): Subject {
  return {
    path: `${outer.path}/${name}`,
    place: source?.place ?? outer.place,
    owners: source ? [source, ...outer.owners] : outer.owners,
  };
}
