import { div, type Expression, sub, type Vector } from '../../query/index.js';
import { type AnySignal, type Signal, signal } from '../signal.js';
import type { SloBase } from './base.js';
import { type BurnWindow, burnWindows, type SloRecord, type SloRecords } from './records.js';

/** The signals that the dashboard of an objective shows and its alerts compare. */
export interface SloSignals {
  readonly objective: AnySignal;
  readonly budget: AnySignal;
  readonly days: AnySignal;
  /** Ratio of good events over the period. */
  readonly periodSli: AnySignal;
  readonly budgetRemaining: AnySignal;
  readonly periodBurnRate: AnySignal;
  readonly currentBurnRate: AnySignal;
  readonly events: readonly AnySignal[];
  /** Error ratio by window. */
  readonly ratios: Readonly<Record<BurnWindow, Signal<string>>>;
  /** Burn rate by window: 1 uses up the budget exactly at the end of the period. */
  readonly burnRates: Readonly<Record<BurnWindow, Signal<string>>>;
}

export function sloSignals(base: SloBase, records: SloRecords): SloSignals {
  const { period, groupBy, budget, place } = base;
  const group = groupBy.map((label) => `{{${label}}}`).join(' ');
  const shown = (
    title: string,
    description: string,
    expr: Vector<string>,
    unit = 'percentunit',
    legend = title.toLowerCase(),
    prefix = group,
  ): Signal<string> => ({
    ...signal({ title, description, expr, unit, legend: prefix === '' ? legend : `${prefix} ${legend}` }),
    place,
  });
  const recorded = (title: string, { rule, series }: SloRecord): AnySignal =>
    shown(title, rule.help ?? '', series, rule.unit);
  // The objective is the same for all groups.
  const target = (title: string, { rule, series }: SloRecord): AnySignal =>
    shown(title, rule.help ?? '', series, rule.unit, title.toLowerCase(), '');
  const byWindow = (make: (window: BurnWindow) => Signal<string>): Record<BurnWindow, Signal<string>> =>
    Object.fromEntries(burnWindows.map((window) => [window, make(window)])) as Record<
      BurnWindow,
      Signal<string>
    >;
  const good: Expression<string> = sub(1, records.periodRatio.series);
  return {
    objective: target('Objective', records.objective),
    budget: target('Error budget', records.budget),
    days: target('Period', records.days),
    periodSli: shown('Good events', `Share of events that were good in the last ${period}.`, good),
    budgetRemaining: recorded('Budget remaining', records.budgetRemaining),
    periodBurnRate: recorded('Budget consumed', records.periodBurnRate),
    currentBurnRate: recorded('Burn rate now', records.currentBurnRate),
    events: [recorded('All events', records.total), recorded('Bad events', records.errors)],
    ratios: byWindow((window) =>
      shown(
        `Error ratio ${window}`,
        `Share of events that were bad in the last ${window}. Empty without events.`,
        records.ratios[window].series,
        'percentunit',
        window,
      ),
    ),
    burnRates: byWindow((window) =>
      shown(
        `Burn rate ${window}`,
        `Burn rate of the error budget over the last ${window}; 1 uses it up exactly at the end of the period.`,
        div(records.ratios[window].series, budget),
        'none',
        window,
      ),
    ),
  };
}
