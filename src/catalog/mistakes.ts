import type { DefinitionError } from './definition-error.js';

let collected: DefinitionError[] | undefined;

/**
 * Runs definitions and collects the recoverable mistakes in them, so that all are reported at once instead of only the
 * first.
 */
export function collectMistakes(run: () => void): readonly DefinitionError[] {
  const outer = collected;
  const mistakes: DefinitionError[] = [];
  collected = mistakes;
  try {
    run();
  } finally {
    collected = outer;
  }
  return mistakes;
}

/**
 * Reports a mistake after which evaluation can continue as if the value were absent.
 *
 * @throws the mistake itself if no collector is active
 */
export function reportMistake(mistake: DefinitionError): void {
  if (!collected) throw mistake;
  collected.push(mistake);
}
