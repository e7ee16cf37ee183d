import { textOf } from '../read/plain.js';
import { type Json, variablesOf } from './migrate/step.js';

/** Gives variables whose names nothing can refer to names of letters, digits and `_`, each once. */
export function nameVariables(dashboard: Json): void {
  const taken = new Set<string>();
  for (const variable of variablesOf(dashboard)) {
    const base = textOf(variable.name).replaceAll(/\W+/g, '_') || 'variable';
    let name = base;
    for (let number = 2; taken.has(name); number++) name = `${base}_${number}`;
    taken.add(name);
    variable.name = name;
  }
}
