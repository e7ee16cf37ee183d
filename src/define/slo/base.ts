import type { Slo } from './slo.js';

/** An objective before anything is derived from it. */
export type SloBase = Omit<Slo, 'records' | 'signals' | 'recordingRules' | 'alerts'>;
