import type { Place } from '../catalog/index.js';

/** error: fails the build; warning: shown, does not fail unless asked to; info: shown on request. */
export type Level = 'error' | 'warning' | 'info';

/** A finding of a check. */
export interface Finding {
  /** Id of the check, such as `promql/unknown-metric`. */
  readonly check: string;
  readonly level: Level;
  /** Where in the definitions: `qmtl/alerts/DiffDurationHigh` or `qmtl/dashboards/qmtl-sdk/panels/Cache reads`. */
  readonly path: string;
  readonly place?: Place | undefined;
  /** What is wrong. */
  readonly message: string;
  /** What was expected, or what to do. */
  readonly expected?: string | undefined;
  /** A likely correction: "did you mean …". */
  readonly suggestion?: string | undefined;
  /** The expression and the part of it that is meant, as UTF-16 offsets. */
  readonly excerpt?: Excerpt | undefined;
  /**
   * What has to be put right, where that is one thing for several findings: a metric without a declaration, a
   * variable that takes several values. Findings of one check with one cause become one, with `elsewhere`.
   */
  readonly cause?: string | undefined;
  /** The other places where the same cause shows, in the order of the report. */
  readonly elsewhere?: readonly Elsewhere[] | undefined;
}

/** A part of an expression, as UTF-16 offsets. */
export interface Excerpt {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Another place of a finding. */
export type Elsewhere = Pick<Finding, 'path' | 'place' | 'excerpt'>;
