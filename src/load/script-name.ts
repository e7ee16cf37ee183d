/** End of the names under which compiled definitions run: each bundle is a script of its own. */
export const scriptName = 'dashwright-definitions.js';

/**
 * Name of the script of a bundle. Brackets cannot be in the name of a bundle: no script has a name that another ends
 * with.
 *
 * @param part name of the bundle, or of the file with the team's settings of checks
 */
export function scriptOf(part: string): string {
  return `[${part}]/${scriptName}`;
}

/** The bundle whose script a stack comes from first, as `scriptOf` names it. */
export function partOf(stack: string | undefined): string | undefined {
  return stack === undefined ? undefined : inStack.exec(stack)?.[1];
}

const inStack = /\[([^[\]\n]+)\]\/dashwright-definitions\.js:/;
