import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { sha256 } from '../../output/digest.js';
import type { ExportedCase } from '../../prove/index.js';
import { projectFolder } from './program.js';
import * as states from './states.js';
import { attempt, readValue, writeValue } from './store.js';

/** What promtool finds in a scenario that passes. */
export type ScenarioOutcome = Pick<ExportedCase, 'firing' | 'samples'>;

/** Outcomes of the scenarios of a bundle, by the digest of everything that decides them. */
export interface ScenarioResults {
  read(): ReadonlyMap<string, ScenarioOutcome>;
  write(outcomes: ReadonlyMap<string, ScenarioOutcome>): void;
}

/**
 * The outcomes of the last build, in the cache of the project. They are of use to any build: the digest says what they
 * were made from.
 *
 * @returns undefined if no packages are installed
 */
export function scenarioResults(definitions: string, bundle: string): ScenarioResults | undefined {
  const folder = resolve(definitions);
  const project = projectFolder(folder);
  if (project === undefined) return undefined;
  const name = sha256(JSON.stringify(['scenarios', states.nameOf(folder, project), bundle]));
  const path = join(project, 'node_modules/.cache/dashwright', name.slice(0, 16));
  return {
    read: () => new Map(Object.entries((readValue(path) ?? {}) as Record<string, ScenarioOutcome>)),
    write(outcomes) {
      // Infinite values and negative zero are not the same in JSON: such a scenario runs again.
      const kept = [...outcomes].filter(([, one]) => isDeepStrictEqual(JSON.parse(JSON.stringify(one)), one));
      attempt(() => writeValue(path, Object.fromEntries(kept)));
    },
  };
}
