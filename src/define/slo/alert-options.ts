import {
  anything,
  chosenBy,
  flag,
  number,
  options as optionsOf,
  record,
  type Shape,
  text,
  unfit,
} from '../../catalog/shape/index.js';
import { severity } from '../shapes.js';
import type { AbsentOptions } from './absent.js';
import type { BurnRateAlertChoices, BurnRateAlertOptions } from './burn-rate-alerts.js';
import { sloLabels } from './labels.js';

/** Options of the four burn rate alerts (`false` disables one), and two additions that are off by default. */
export interface SloAlertOptions extends BurnRateAlertChoices {
  /**
   * Minimum number of events in the long window for a burn rate alert to fire, counted in each group of `groupBy`: a
   * whole number above 0. If one of three requests in a night fails, the ratio is a third, which exceeds any budget but
   * means little. From 1 / (factor × budget) events on, a single error never causes an alert: 7 for the fast page of 99
   * %, 70 of 99.9 %; 100 and 1000 for the slow ticket.
   *
   * Recorded series do not change, so dashboards and the error budget stay exact. The SRE workbook (chapter 5,
   * "Low-Traffic Services and Error Budget Alerting") recommends more traffic instead, artificial or by combining
   * services. Do that if total outages in quiet hours must be noticed: this minimum inhibits their alerts too. Sloth's
   * plugin `denominator_corrected_rules` weighs each window by its share of the period's events, which changes the
   * recorded ratios; autometrics bounds the rate, which says little about a window; Pyrra has no such option.
   *
   * @default no minimum
   */
  readonly minEventsPerWindow?: number;
  /**
   * An additional alert for when the series of all events are missing, during which burn rate alerts are inactive. It
   * does not fire for an unused service, whose series exist and do not increase.
   *
   * Off by default, because not all series exist from the start: a labelled counter appears with its first event, so
   * after a restart it is missing until the first request. With `groupBy` it fires only if no group is left, because
   * the expected groups are unknown.
   *
   * @default false
   */
  readonly absent?: boolean | AbsentOptions;
}

const own = { for: text, severity, labels: sloLabels };
const tierOptions = optionsOf<BurnRateAlertOptions>({
  ...own,
  factor: number(),
  summary: text,
  description: text,
  annotations: record(text),
});
const off: Shape = (value) => (value === false ? undefined : unfit(value, 'false, or options of the alert'));
const tier = chosenBy((value) => (typeof value === 'boolean' ? off : tierOptions));
const absentOptions = optionsOf<AbsentOptions>(own);

/** Validated against the objective when the alerts are made. */
export const sloAlertShape = optionsOf<SloAlertOptions>({
  pageFast: tier,
  pageSlow: tier,
  ticketFast: tier,
  ticketSlow: tier,
  minEventsPerWindow: anything,
  absent: chosenBy((value) => (typeof value === 'boolean' ? flag : absentOptions)),
});
