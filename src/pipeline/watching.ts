import { keepWatchingMemory } from '../load/index.js';
import { programFiles } from './cache/program.js';
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
  const { folder, files } = programFiles();
  const began = states.statesSince(Number.POSITIVE_INFINITY, folder, files, new Map()) ?? {};
  return {
    known: new Map(),
    engine,
    programChanged: () => !states.areUnchanged(folder, began, new Map()),
  };
}
