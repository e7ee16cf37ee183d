import type { Metric } from '../../catalog/index.js';
import type { Subject } from '../collect/subject.js';
import type { Details } from '../details.js';
import type { Finding } from '../finding.js';
import type { Evidence } from './evidence.js';
import type { Affected, LiveBundle } from './uses.js';

/** What a live check knows: a bundle, the others, and what there really is. */
export interface LiveModel {
  readonly bundle: LiveBundle;
  readonly all: readonly LiveBundle[];
  readonly evidence: Evidence;
  /** PromQL in the form in which a server prints it; the text itself where it does not parse. */
  canonical(expression: string): string;
  /** Names of the series that a metric of the bundle has, as its expressions name them. */
  seriesOf(metric: Metric): readonly string[];
  /** Names of series that there are and no bundle declares or records. */
  readonly undeclared: readonly string[];
  /** Whether this metric has to be at hand. */
  isJudged(metric: Metric): boolean;
  /** The definition of a metric. */
  subjectOf(metric: Metric): Subject;
  /** Those whose own suppressions, or those of what holds them, do not accept the finding. */
  unsuppressed(check: string, affected: readonly Affected[]): readonly Affected[];
}

/** Reports on a definition, with the other places where the same shows. */
export type ReportLive = (
  subject: Subject,
  message: string,
  details?: Details & { readonly elsewhere?: Finding['elsewhere'] },
) => void;

/** The places of definitions, for a finding that names them. */
export function placesOf(affected: readonly Affected[]): Finding['elsewhere'] {
  return affected.map(({ subject: { path, place } }) => ({ path, place }));
}
