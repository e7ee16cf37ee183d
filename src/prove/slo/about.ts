import { DefinitionError } from '../../catalog/index.js';
import { type AnyAlert, alertName, type Slo, type Tier } from '../../define/index.js';
import { scenario } from '../scenario/scenario.js';
import type { AnyScenario, Scenario } from '../scenario/story.js';
import { durationText, type Span, secondsOf } from '../scenario/time.js';
import { busy, longestStep, type Phase, sliSeries } from './series.js';

/** What the stories of a burn rate alert have in common. */
export interface About {
  readonly slo: Slo;
  readonly tier: Tier;
  readonly alert: AnyAlert;
  /** Share of bad events above which it burns too fast. */
  readonly bound: number;
  /** Seconds. */
  readonly step: number;
  /** Events per second while there are some: with a floor of events, enough to reach it within minutes. */
  readonly rate: number;
  /** Seconds until the floor of events is reached. */
  readonly warmUp: number;
}

export function aboutTier(slo: Slo, tier: Tier): About {
  const alert = slo.alerts[alertName(slo, tier)];
  if (!alert) throw new DefinitionError(`${slo.id} has no alert for ${tier.title}`, slo.place);
  const { minEventsPerWindow: floor } = slo;
  const bound = tier.factor * slo.budget;
  const step = secondsOf(tier.short) / 20;
  if (floor === undefined) return { slo, tier, alert, bound, step, rate: busy, warmUp: 0 };
  // Events are counted from rates of five minutes, which take two scrapes.
  const fine = Math.min(step, longestStep);
  return { slo, tier, alert, bound, step: fine, rate: Math.max(busy, floor / 100), warmUp: 300 + fine };
}

export function begin({ slo, tier, alert, step }: About, name: string, lasting?: Span): Scenario<AnyAlert> {
  const options = { alerts: [alert], step: at(step), ...(lasting !== undefined && { lasting }) };
  return scenario(`${slo.id}, ${tier.title}: ${name}`, options);
}

export function withPhases(story: AnyScenario, slo: Slo, phases: readonly Phase[]): AnyScenario {
  return { ...story, inputs: sliSeries(slo, phases), place: slo.place };
}

export function at(seconds: number): Span {
  return durationText(Math.round(seconds)) as Span;
}
