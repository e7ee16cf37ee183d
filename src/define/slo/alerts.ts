import type { Node } from '../../query/index.js';
import { type AnyAlert, alert } from '../alert.js';
import type { Condition } from '../condition.js';
import type { AnySignal } from '../signal.js';
import type { SloBase } from './base.js';
import { type BurnWindow, burnWindows } from './records.js';
import type { SloSignals } from './signals.js';
import type { Tier } from './tiers.js';

/** One alert per pair of windows, by a name that tells which: one alert for all would hide what has happened. */
export function sloAlerts(base: SloBase, signals: SloSignals): Readonly<Record<string, AnyAlert>> {
  return Object.fromEntries(
    base.tiers.map((tier) => [alertName(base, tier), tierAlert(base, tier, signals)]),
  );
}

function tierAlert(base: SloBase, tier: Tier, { burnRates }: SloSignals): AnyAlert {
  const { title, period, groupBy, objective, runbook, place } = base;
  const { long, short, factor } = tier;
  const made = alert<string>({
    when: burning(burnRates[windowOf(long)], burnRates[windowOf(short)], factor),
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
    summary: ({ labels, value }) =>
      `${title}${of(groupBy, labels)}: the error budget burns ${value.fixed(1)} times as fast as it may`,
    description: ({ labels, value, threshold }) =>
      `Over the last ${long} and the last ${short} the error budget of ${title}${of(groupBy, labels)} burnt ` +
      `${value.fixed(1)} times as fast as it may (threshold ${threshold} times). At this pace it does not last for the ` +
      `${period} in which ${percent(objective)} % are to be good: ${urgency[tier.kind]}`,
    runbook,
  });
  return { ...made, place };
}

const urgency = {
  page: 'users notice, so find out what has changed and stop it now.',
  ticket: 'nothing has to be done at once, but within the next days.',
} as const;

/** The long window says that it matters, the short one that it still goes on. Both have the same bound. */
function burning(long: AnySignal, short: AnySignal, factor: number): Condition<string> {
  const exceeds = ({ node }: AnySignal): Node => ({
    type: 'binary',
    op: '>',
    left: node,
    right: { type: 'number', value: factor, threshold: true },
  });
  return {
    node: {
      type: 'binary',
      op: 'and',
      left: exceeds(long),
      right: exceeds(short),
      matching: { ignoring: ['sloth_window'] },
    },
    signals: [long, short],
    threshold: { signal: long, operator: '>', bound: factor },
  };
}

function windowOf(window: string): BurnWindow {
  const known = burnWindows.find((one) => one === window);
  if (!known) throw new RangeError(`no series is recorded over ${window}`);
  return known;
}

function of(groupBy: readonly string[], labels: Readonly<Record<string, string>>): string {
  return groupBy.length === 0 ? '' : ` of ${groupBy.map((label) => labels[label]).join(' ')}`;
}

function percent(ratio: number): string {
  return String(Number((ratio * 100).toPrecision(12)));
}

/** `checkout` and `availability`: CheckoutAvailabilityBudgetBurnPageFast. */
export function alertName({ id }: Pick<SloBase, 'id'>, { name }: Pick<Tier, 'name'>): string {
  const words = [...id.split(/[^a-zA-Z0-9]+/), 'BudgetBurn', name];
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
