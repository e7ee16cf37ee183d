import type { Finding, Level } from './finding.js';

/** What a check adds to its message. */
export interface Details {
  /** Where it differs from the level of the check. */
  readonly level?: Level | undefined;
  readonly expected?: string | undefined;
  readonly suggestion?: string | undefined;
  /** The one thing to put right, where it shows in many places: see `Finding.cause`. */
  readonly cause?: string | undefined;
  /** What to show in place of the expression. */
  readonly excerpt?: Finding['excerpt'];
}
