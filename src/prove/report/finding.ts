import type { Place } from '../../catalog/index.js';

/** What is wrong with a scenario itself. Has the fields of every finding, so that all are reported alike. */
export interface ProofFinding {
  /** Id, such as `scenario/unknown-metric`. */
  readonly check: string;
  readonly level: 'error' | 'warning' | 'info';
  /** `qmtl/scenarios/every tenth diff fails` */
  readonly path: string;
  readonly place?: Place | undefined;
  /** What is wrong. */
  readonly message: string;
  /** What was expected, or what to do. */
  readonly expected?: string | undefined;
}
