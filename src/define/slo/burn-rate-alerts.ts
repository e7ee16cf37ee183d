import { DefinitionError, type Duration, type Place } from '../../catalog/index.js';
import type { Severity } from '../alerting/severity.js';
import { type Decimal, decimal, times, toNumber } from './decimal.js';

/**
 * Names of the four burn rate alerts: `pageFast` and `pageSlow` are critical, `ticketFast` and `ticketSlow` warnings.
 */
export type BurnRateAlertName = 'pageFast' | 'pageSlow' | 'ticketFast' | 'ticketSlow';

/** Options of a burn rate alert. */
export interface BurnRateAlertOptions {
  /**
   * Burn rate above which the alert fires: 1 uses up the error budget exactly at the end of the period.
   *
   * @default by period; for 30d 14.4, 6, 3 and 1
   */
  readonly factor?: number;
  /** How long the burn rate must be exceeded. @default 2m, 15m, 1h, 3h */
  readonly for?: Duration;
  /** Value of the label `severity`. @default critical for pages, warning for tickets */
  readonly severity?: Severity;
  /** Labels to add. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotation `summary`. @default a text with the burn rate */
  readonly summary?: string;
  /** Annotation `description`. @default a text with the windows and the budget */
  readonly description?: string;
  /** Further annotations by name. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A resolved burn rate alert of an objective: its windows, factor and `for`. */
export interface BurnRateAlert {
  readonly name: BurnRateAlertName;
  /** The name for people: `page fast`. */
  readonly title: string;
  readonly kind: 'page' | 'ticket';
  readonly long: Duration;
  readonly short: Duration;
  readonly factor: number;
  readonly for: Duration;
  readonly severity: Severity;
  readonly labels: Readonly<Record<string, string>>;
  readonly summary?: string | undefined;
  readonly description?: string | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}

/** Windows of table 5-8 of the SRE workbook; `for` of the kubernetes-mixin. */
const usual: readonly Omit<BurnRateAlert, 'factor' | 'labels'>[] = [
  {
    name: 'pageFast',
    title: 'page fast',
    kind: 'page',
    long: '1h',
    short: '5m',
    for: '2m',
    severity: 'critical',
  },
  {
    name: 'pageSlow',
    title: 'page slow',
    kind: 'page',
    long: '6h',
    short: '30m',
    for: '15m',
    severity: 'critical',
  },
  {
    name: 'ticketFast',
    title: 'ticket fast',
    kind: 'ticket',
    long: '1d',
    short: '2h',
    for: '1h',
    severity: 'warning',
  },
  {
    name: 'ticketSlow',
    title: 'ticket slow',
    kind: 'ticket',
    long: '3d',
    short: '6h',
    for: '3h',
    severity: 'warning',
  },
];

/**
 * The share of the budget that is consumed when the alert fires, times the period divided by the long window: 2, 5, 10
 * and 10% of four weeks or 30 days. For a week these shares would page people for little, so those of Sloth are used:
 * 8, 12.5, 20 and 42 %.
 */
const factors: Readonly<Record<string, readonly [number, number, number, number]>> = {
  '30d': [14.4, 6, 3, 1],
  '28d': [13.44, 5.6, 2.8, 0.933],
  '7d': [13.44, 3.5, 1.4, 0.98],
  '1w': [13.44, 3.5, 1.4, 0.98],
  '4w': [13.44, 5.6, 2.8, 0.933],
};

/** Options of the burn rate alerts by name; `false` disables one. */
export type BurnRateAlertChoices = { readonly [Name in BurnRateAlertName]?: BurnRateAlertOptions | false };

/**
 * The alerts of an objective.
 *
 * @throws DefinitionError for a period without default factors if none are given, and for an alert that would not fire
 *   even with only errors
 */
export function burnRateAlertsOf(
  period: Duration,
  budget: Decimal,
  chosen: BurnRateAlertChoices,
  place: Place,
): BurnRateAlert[] {
  return usual.flatMap((tier, index) => {
    const options = chosen[tier.name] ?? {};
    if (options === false) return [];
    const factor = options.factor ?? factors[period]?.[index];
    if (factor === undefined) {
      throw new DefinitionError(
        `a period of ${period} has no default burn rates: set the factor of alerts.${tier.name}, or set it to false`,
        place,
      );
    }
    const ratio = toNumber(times(decimal(factor), budget));
    if (!(factor > 0) || ratio >= 1) {
      throw new DefinitionError(
        `alerts.${tier.name}: ${factor} times the error budget of ${toNumber(budget)} is ${ratio}, and a ratio of errors ` +
          'never exceeds 1: set a smaller factor, or false if the objective leaves no room for this alert',
        place,
      );
    }
    const { labels = {}, summary, description, annotations } = options;
    return [{ ...tier, ...given(options), factor, labels, summary, description, annotations }];
  });
}

function given({
  for: wait,
  severity,
}: BurnRateAlertOptions): Partial<Pick<BurnRateAlert, 'for' | 'severity'>> {
  return { ...(wait !== undefined && { for: wait }), ...(severity !== undefined && { severity }) };
}
