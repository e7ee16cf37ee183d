import type { SourcePosition } from './source-position.js';

type Find = (stack: string) => Promise<SourcePosition | undefined>;
let find: Find | undefined;

/** Sets how to find positions in the most recently loaded definitions, for errors after loading. */
export function findPlacesBy(how: Find): void {
  find = how;
}

/** The position in the definitions of a stack. */
export async function latePlace(stack: string | undefined): Promise<SourcePosition | undefined> {
  return stack === undefined ? undefined : find?.(stack);
}
