import type { ResolvedBundle } from '../../resolve/index.js';
import type { OperatorObjects } from '../kubernetes/operator-objects.js';
import type { PackageParts } from '../packaging/parts.js';
import type { AlertTuning } from '../packaging/tuning.js';

/** What the chart of one bundle is made from. */
export interface ChartContent {
  readonly bundle: ResolvedBundle;
  readonly parts: PackageParts;
  readonly tuning: Readonly<Record<string, AlertTuning>>;
  readonly operators: OperatorObjects | undefined;
}
