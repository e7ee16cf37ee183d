import type { Place } from '../catalog/index.js';

/** error: fails the build; warning: shown, and fails the build only with `--strict`; info: shown on request. */
export type Level = 'error' | 'warning' | 'info';

/** A finding of a check. */
export interface Finding {
  /** Id of the check, such as `promql/unknown-metric`. */
  readonly check: string;
  /** Level of the finding. */
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
  /** The expression and the affected part of it, as UTF-16 offsets. */
  readonly excerpt?: Excerpt | undefined;
  /**
   * The common cause of several findings, such as a metric that is not declared. Findings of one check with the same
   * cause are reported once, with `elsewhere`.
   */
  readonly cause?: string | undefined;
  /** Further places of the same cause, in the order of the report. */
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
