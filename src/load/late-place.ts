import type { SourcePosition } from './source-position.js';

type Find = (stack: string) => Promise<SourcePosition | undefined>;
let find: Find | undefined;

/** Says how positions are found in the definitions that were loaded last, for what fails when the loader is done. */
export function rememberPlaces(how: Find): void {
  find = how;
}

/** The position in the definitions that a stack leads to. */
export async function latePlace(stack: string | undefined): Promise<SourcePosition | undefined> {
  return stack === undefined ? undefined : find?.(stack);
}
