import type { Place } from '../../catalog/index.js';
import type { Suppressible } from '../../define/index.js';

/** A definition that findings are about: its path, its place in the source, and what may suppress findings on it. */
export interface Subject {
  readonly path: string;
  readonly place?: Place | undefined;
  /** The definition and all that hold it, innermost first: their suppressions apply. */
  readonly owners: readonly Suppressible[];
}

/** A definition with the owners of what holds it. */
export function ownersOf(definition: Suppressible, { owners }: Subject): readonly Suppressible[] {
  return [definition].concat(owners);
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
    owners: source ? ownersOf(source, outer) : outer.owners,
  };
}
