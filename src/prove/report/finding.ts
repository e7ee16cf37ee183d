import type { Place } from '../../catalog/index.js';

/** A finding on a scenario itself. It has the fields of all other findings. */
export interface ProofFinding {
  /** Id, such as `scenario/unknown-metric`. */
  readonly check: string;
  readonly level: 'error' | 'warning' | 'info';
  /** `qmtl/scenarios/every tenth diff fails` */
  readonly path: string;
  readonly place?: Place | undefined;
  /** The problem. */
  readonly message: string;
  /** What was expected, or how to fix it. */
  readonly expected?: string | undefined;
}
