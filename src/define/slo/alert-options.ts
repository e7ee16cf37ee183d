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
   * Burn rate alerts hold only where at least so many events have happened in their long window, in each group of
   * `groupBy` by itself: a whole number above 0. Of three requests in a night one that fails is a third, which no
   * budget allows, and which tells nothing. From 1 / (factor × budget) events on a single bad one never
   * suffices: 7 for the fast page of 99 %, 70 of 99.9 %; 100 and 1000 for the slow ticket.
   *
   * Events are counted, and nothing that is recorded changes, so dashboards and the budget still tell the truth. The
   * SRE workbook (chapter 5, "Low-Traffic Services and Error Budget Alerting") describes the trouble and would rather
   * have more traffic, artificial or of services put together; do that where total outages in quiet hours must be
   * told, for this floor hushes them too. Sloth's plugin `denominator_corrected_rules` weighs each window by its part
   * of the period's events, which changes the recorded ratios; autometrics bounds the rate, which of a window says
   * little; Pyrra has nothing of the kind.
   *
   * @default no floor
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

/** Whether they make sense for the objective is told where the alerts are made. */
export const sloAlertShape = optionsOf<SloAlertOptions>({
  pageFast: tier,
  pageSlow: tier,
  ticketFast: tier,
  ticketSlow: tier,
  minEventsPerWindow: anything,
  absent: chosenBy((value) => (typeof value === 'boolean' ? flag : absentOptions)),
});
