import {
  anything,
  chosenBy,
  flag,
  number,
  options as optionsOf,
  type Shape,
  text,
  unfit,
} from '../../catalog/shape/index.js';
import { alertLabels, severity } from '../shapes.js';
import type { AbsentOptions } from './absent.js';
import type { TierChoices, TierOptions } from './tiers.js';

/** Changes to the four burn rate alerts, `false` leaves one out; and two things that they do not do by themselves. */
export interface SloAlertOptions extends TierChoices {
  /**
   * Minimum number of events in the long window for a burn rate alert to fire, counted in each group of `groupBy`: a
   * whole number above 0. When one of three requests in a night fails, the ratio is a third: it exceeds any budget and
   * means little. From 1 / (factor × budget) events on, a single error never fires an alert: 7 for the fast page of
   * 99 %, 70 of 99.9 %; 100 and 1000 for the slow ticket.
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
   * One more alert, for when the series of all events are missing altogether: burn rate alerts are quiet then. Not
   * for a service that nobody uses, whose series are there and do not rise.
   *
   * Off by default, because not all series are there from the start: a counter with labels is born with its first
   * event, so after a restart it is missing until somebody asks. With `groupBy` it knows only whether any group is
   * left: which groups there should be is written nowhere.
   *
   * @default false
   */
  readonly absent?: boolean | AbsentOptions;
}

const own = { for: text, severity, labels: alertLabels };
const tierOptions = optionsOf<TierOptions>({ ...own, factor: number() });
const off: Shape = (value) => (value === false ? undefined : unfit(value, 'false, or options of the alert'));
const tier = chosenBy((value) => (typeof value === 'boolean' ? off : tierOptions));
const absentOptions = optionsOf<AbsentOptions>(own);

/** They are validated against the objective where the alerts are made. */
export const sloAlertShape = optionsOf<SloAlertOptions>({
  pageFast: tier,
  pageSlow: tier,
  ticketFast: tier,
  ticketSlow: tier,
  minEventsPerWindow: anything,
  absent: chosenBy((value) => (typeof value === 'boolean' ? flag : absentOptions)),
});
