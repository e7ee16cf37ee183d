import { DefinitionError, type Duration, type Place } from '../../catalog/index.js';
import type { Severity } from '../alerting/severity.js';
import type { BurnRateAlert, BurnRateAlertOptions } from './burn-rate-alerts.js';
import { type Decimal, decimal, times, toNumber } from './decimal.js';
import { secondsOf } from './duration.js';

/** Options of the alert on missing series. @default those of the fastest burn rate alert */
export interface AbsentOptions
  extends Omit<BurnRateAlertOptions, 'factor' | 'summary' | 'description' | 'annotations'> {
  /**
   * How long the series must be missing, above 0.
   *
   * @default factor × budget × long window + `for` of the fastest burn rate alert, in whole minutes, rounded up: 11m
   *   for 99% and 3m for 99.9% over 30 days. That alert would take as long if all missing events were errors. This is
   *   what Pyrra does (`AbsentDuration` in its slo package: 14 · (1 - target) · 1h + 2m).
   */
  readonly for?: Duration;
}

/** The resolved alert on missing series of an objective. */
export interface Absent {
  readonly for: Duration;
  readonly severity: Severity;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * The alert on missing series, with defaults for missing options.
 *
 * @throws DefinitionError for a `for` that is not above 0, and where no burn rate alert is left to take it from
 */
export function absentOf(
  chosen: boolean | AbsentOptions,
  [fastest]: readonly BurnRateAlert[],
  budget: Decimal,
  place: Place,
): Absent | undefined {
  if (chosen === false) return undefined;
  const options = chosen === true ? {} : chosen;
  const wait = options.for ?? (fastest && usualWait(fastest, budget));
  if (wait === undefined) {
    throw new DefinitionError(
      'alerts.absent: without burn rate alerts there is no default for its duration: set for',
      place,
    );
  }
  if (!(secondsOf(wait) > 0)) {
    throw new DefinitionError(
      `alerts.absent: for must not be ${wait}: write a duration above 0, such as 10m; series are missing for a ` +
        'moment whenever a scrape fails',
      place,
    );
  }
  return {
    for: wait,
    severity: options.severity ?? fastest?.severity ?? 'critical',
    labels: options.labels ?? {},
  };
}

function usualWait({ factor, long, for: wait }: BurnRateAlert, budget: Decimal): Duration {
  const crossing = toNumber(times(times(decimal(factor), budget), decimal(secondsOf(long))));
  return `${Math.ceil((crossing + secondsOf(wait)) / 60)}m`;
}
