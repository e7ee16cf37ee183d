import { keepWatchingMemory } from '../load/index.js';
import { programStates, runningProgram } from './cache/program.js';
import * as states from './cache/states.js';
import { type Engine, startReadingEngine } from './engine.js';
import type { KnownBundles } from './known-bundles.js';

/** What a process keeps while it watches definitions. */
export interface Watching {
  readonly known: KnownBundles;
  readonly engine: Promise<Engine>;
  /** Whether the files of dashwright are no longer those that this process runs. */
  programChanged(): boolean;
}

/** @param engine the engine to use. @default a new one */
export function startWatching(engine: Promise<Engine> = startReadingEngine()): Watching {
  keepWatchingMemory();
  const program = runningProgram();
  const began = programStates(program, Number.POSITIVE_INFINITY) ?? {};
  return {
    known: new Map(),
    engine,
    programChanged: () => !states.areUnchanged(program.folder, began, new Map()),
  };
}
