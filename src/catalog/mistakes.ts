import type { DefinitionError } from './definition-error.js';

let collected: DefinitionError[] | undefined;

/**
 * Runs definitions and gives the mistakes in them that kept nothing from going on: all of them are told at once, where
 * the first would otherwise hide the others.
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
 * Tells of a mistake after which the definition can go on: its value is as good as absent.
 *
 * @throws the mistake itself where nobody collects
 */
export function tellMistake(mistake: DefinitionError): void {
  if (!collected) throw mistake;
  collected.push(mistake);
}
