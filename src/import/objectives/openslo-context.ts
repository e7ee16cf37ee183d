import type { Note } from '../note.js';
import type { Problem } from '../problems.js';
import type { Origin } from '../read/origin.js';
import type { Plain } from '../read/plain.js';

/** What reading an objective of OpenSLO refers to and collects. */
export interface OpenSloContext {
  readonly origin: Origin;
  readonly find: (kind: string, name: unknown) => Plain | undefined;
  readonly problems: Problem[];
  readonly notes: Note[];
  readonly lost: Note[];
}
