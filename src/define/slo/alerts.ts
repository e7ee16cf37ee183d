import type { Duration } from '../../catalog/index.js';
import type { Node } from '../../query/index.js';
import { type AnyAlert, alert } from '../alerting/alert.js';
import type { Condition } from '../alerting/condition.js';
import type { AnySignal } from '../signal.js';
import { absentAlert, absentAlertName } from './absent-alert.js';
import type { SloBase } from './base.js';
import type { BurnRateAlert } from './burn-rate-alerts.js';
import { daysOf } from './duration.js';
import { reaches } from './minimum-events.js';
import { alertWords } from './names.js';
import { type BurnWindow, burnWindows, type SloRecords } from './records.js';
import type { SloSignals } from './signals.js';

/**
 * One alert per pair of windows, with a name for each: a single alert would hide how fast the budget is consumed.
 * Optionally one more for missing series.
 */
export function sloAlerts(
  base: SloBase,
  records: SloRecords,
  signals: SloSignals,
): Readonly<Record<string, AnyAlert>> {
  const burning = base.burnRateAlerts.map((tier) => [
    alertName(base, tier),
    tierAlert(base, tier, records, signals),
  ]);
  const { absent } = base;
  const missing = absent ? [[absentAlertName(base), absentAlert(base, absent, signals)]] : [];
  return Object.fromEntries([...burning, ...missing]);
}

function tierAlert(
  base: SloBase,
  tier: BurnRateAlert,
  { total }: SloRecords,
  { burnRates }: SloSignals,
): AnyAlert {
  const { title, period, groupBy, objective, minEventsPerWindow: minimum, runbook, place } = base;
  const { long, short, factor } = tier;
  const tooFast = burning(burnRates[windowOf(long)], burnRates[windowOf(short)], factor);
  const made = alert<string>({
    when:
      minimum === undefined
        ? tooFast
        : { ...tooFast, node: together(tooFast.node, reaches(minimum, long, total).node) },
    for: tier.for,
    severity: tier.severity,
    group: `sloth-slo-alerts-${base.id}`,
    labels: {
      ...base.labels,
      sloth_id: base.id,
      sloth_service: base.service,
      sloth_slo: base.name,
      sloth_severity: tier.kind,
      long_window: long,
      short_window: short,
      ...tier.labels,
    },
    ...(tier.annotations && { annotations: tier.annotations }),
    summary:
      tier.summary ??
      (({ labels, value }) =>
        `${subject(title, groupBy, labels)}: error budget burn rate is ${value.fixed(1)}x`),
    description:
      tier.description ??
      (({ labels, value, threshold }) =>
        `The error budget of ${subject(title, groupBy, labels)} burns at ${value.fixed(1)}x over the last ${long} ` +
        `(threshold ${threshold}x), and over the last ${short} the burn rate is above the threshold too. ` +
        `At ${factor}x the budget for ${period} (${percent(1 - objective)}% of events) is gone in ` +
        `${exhausted(period, factor)}. ${urgency[tier.kind]}`),
    runbook,
  });
  return { ...made, place };
}

const urgency = {
  page: 'Users are affected: find out what changed and mitigate it now.',
  ticket: 'No immediate action is needed, but investigate within the next days.',
} as const;

/**
 * The long window shows that the error matters, the short one that it is still happening. Both have the same threshold.
 */
function burning(long: AnySignal, short: AnySignal, factor: number): Condition<string> {
  const exceeds = ({ node }: AnySignal): Node => ({
    type: 'binary',
    op: '>',
    left: node,
    right: { type: 'number', value: factor, threshold: true },
  });
  return {
    node: together(exceeds(long), exceeds(short)),
    signals: [long, short],
    threshold: { signal: long, operator: '>', bound: factor },
  };
}

/** Both, matched on all labels except the window, which only ratios have. */
function together(left: Node, right: Node): Node {
  return { type: 'binary', op: 'and', left, right, matching: { ignoring: ['sloth_window'] } };
}

function windowOf(window: string): BurnWindow {
  const known = burnWindows.find((one) => one === window);
  if (!known) throw new RangeError(`no series is recorded over ${window}`);
  return known;
}

/** `Checkout`, or `Checkout (eu)` if the objective holds for each region. */
function subject(
  title: string,
  groupBy: readonly string[],
  labels: Readonly<Record<string, string>>,
): string {
  return groupBy.length === 0 ? title : `${title} (${groupBy.map((label) => labels[label]).join(' ')})`;
}

/** The time in which a burn rate uses up the whole budget. */
function exhausted(period: Duration, burnRate: number): string {
  const days = daysOf(period) / burnRate;
  const [count, unit] = days < 2 ? [days * 24, 'hour'] : [days, 'day'];
  const whole = Math.max(1, Math.round(count));
  return `${Math.abs(count - whole) < 0.005 ? '' : 'about '}${whole} ${unit}${whole === 1 ? '' : 's'}`;
}

function percent(ratio: number): string {
  return String(Number((ratio * 100).toPrecision(12)));
}

/** `checkout` and `availability`: CheckoutAvailabilityBudgetBurnPageFast. */
export function alertName({ id }: Pick<SloBase, 'id'>, { name }: Pick<BurnRateAlert, 'name'>): string {
  return alertWords(id, 'BudgetBurn', name);
}
