import type { Duration, Place } from '../../catalog/index.js';
import type { Runbook } from '../alerting/runbook.js';
import type { Suppression } from '../suppression.js';
import type { Absent } from './absent.js';
import type { BurnRateAlert } from './burn-rate-alerts.js';
import type { AnySli } from './sli.js';

/** A service level objective before anything is derived from it. */
export interface SloBase {
  readonly type: 'slo';
  /** `<service>-<name>`, the label `sloth_id`. */
  readonly id: string;
  readonly service: string;
  readonly name: string;
  readonly title: string;
  readonly description?: string | undefined;
  /** As exact ratios from 0 to 1. */
  readonly objective: number;
  readonly budget: number;
  readonly period: Duration;
  readonly sli: AnySli;
  readonly groupBy: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly runbook: Runbook;
  readonly burnRateAlerts: readonly BurnRateAlert[];
  /** With fewer events in the long window, burn rate alerts do not fire. */
  readonly minEventsPerWindow?: number | undefined;
  /** The alert on missing series, if any. */
  readonly absent?: Absent | undefined;
  readonly suppress: readonly Suppression[];
  readonly place: Place;
}
