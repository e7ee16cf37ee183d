import { releaseBuiltIns } from './built-ins.js';
import { releaseProcess } from './guard-process.js';
import { unwatchMemory } from './out-of-memory.js';

/** Definitions have run for the last time in this process, which belongs to another program: it is as it was before. */
export function release(): void {
  unwatchMemory();
  releaseBuiltIns();
  releaseProcess();
}
