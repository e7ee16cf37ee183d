import { DefinitionError } from '../../catalog/index.js';
import { type AnyAlert, alertName, type BurnRateAlert, type Slo } from '../../define/index.js';
import { scenario } from '../scenario/scenario.js';
import { type CompoundDuration, durationText, secondsOf } from '../scenario/time.js';
import type { AnyScenario, Scenario } from '../scenario/types.js';
import { busy, longestStep, type Phase, sliSeries } from './series.js';

/** What the scenarios of a burn rate alert share. */
export interface TierContext {
  readonly slo: Slo;
  readonly tier: BurnRateAlert;
  readonly alert: AnyAlert;
  /** Ratio of bad events above which the alert fires. */
  readonly bound: number;
  /** Seconds. */
  readonly step: number;
  /** Events per second; enough to reach the minimum of events, if there is one, within minutes. */
  readonly rate: number;
  /** Seconds until the minimum of events is reached. */
  readonly warmUp: number;
}

export function tierContext(slo: Slo, tier: BurnRateAlert): TierContext {
  const alert = slo.alerts[alertName(slo, tier)];
  if (!alert) throw new DefinitionError(`${slo.id} has no alert for ${tier.title}`, slo.place);
  const { minEventsPerWindow: minimum } = slo;
  const bound = tier.factor * slo.budget;
  const step = secondsOf(tier.short) / 20;
  if (minimum === undefined) return { slo, tier, alert, bound, step, rate: busy, warmUp: 0 };
  // Events are counted with rates over five minutes, which need two scrapes.
  const fine = Math.min(step, longestStep);
  return { slo, tier, alert, bound, step: fine, rate: Math.max(busy, minimum / 100), warmUp: 300 + fine };
}

/** A scenario of the alert, without series and expectations. */
export function scenarioOf(
  { slo, tier, alert, step }: TierContext,
  name: string,
  lasting?: CompoundDuration,
): Scenario<AnyAlert> {
  const options = { alerts: [alert], step: at(step), ...(lasting !== undefined && { lasting }) };
  return scenario(`${slo.id}, ${tier.title}: ${name}`, options);
}

/** The scenario with the series of the indicator. */
export function withPhases(scenario: AnyScenario, slo: Slo, phases: readonly Phase[]): AnyScenario {
  return { ...scenario, inputs: sliSeries(slo, phases), place: slo.place };
}

/** Seconds as a duration. */
export function at(seconds: number): CompoundDuration {
  return durationText(Math.round(seconds));
}
