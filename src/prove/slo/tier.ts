import type { BurnRateAlert, Slo } from '../../define/index.js';
import { approx } from '../scenario/expectation.js';
import { secondsOf } from '../scenario/time.js';
import type { AnyScenario } from '../scenario/types.js';
import { otherGroup } from './group.js';
import { minimumEventsScenarios } from './minimum-events.js';
import { sliSeries } from './series.js';
import { at, scenarioOf, type TierContext, tierContext, withPhases } from './tier-context.js';

/** Scenarios of an alert: a burst of errors, just over and just under the threshold, no events, no series. */
export function tierScenarios(slo: Slo, tier: BurnRateAlert): AnyScenario[] {
  const context = tierContext(slo, tier);
  return [
    burst(context),
    justOver(context),
    justUnder(context),
    withoutEvents(context),
    minimumEventsScenarios(context),
  ].flat();
}

/**
 * A long window without errors, twice the threshold until the alert fires, then nearly the threshold: the long window
 * determines when the alert fires, the short one when it resolves, both within a tenth of the threshold.
 */
function burst(context: TierContext): AnyScenario {
  const { slo, tier, bound, step, rate } = context;
  const [long, short, wait] = [secondsOf(tier.long), secondsOf(tier.short), secondsOf(tier.for)];
  const errors = Math.min(1, 2 * bound);
  const crossing = long * (1 + bound / errors);
  const end = roundUp(crossing + 1.5 * wait + 4 * step, step);
  const almost = 0.95 * bound;
  const ending = (short * (errors - bound)) / (errors - almost);
  const from = wait === 0 ? crossing - 2 * step : crossing + 0.75 * wait;
  const expected = scenarioOf(context, 'a burst of errors')
    .quietUntil(at(long + 0.96 * (crossing - long)))
    .firesWithin([at(from), at(crossing + wait + Math.max(4 * step, wait / 4))])
    .firingAt(at(end + 0.8 * ending))
    .resolvedAt(at(end + short + 4 * step));
  return withPhases(expected, slo, [
    { at: 0, rate, errors: 0 },
    { at: long, rate, errors },
    { at: end, rate, errors: almost },
  ]);
}

/** One of two groups is a little above the threshold. */
function justOver(context: TierContext): AnyScenario[] {
  const { slo, tier, bound, step, rate, warmUp } = context;
  const errors = 1.03 * bound;
  if (errors > 1) return [];
  const fired = at(secondsOf(tier.for) + 6 * step + warmUp);
  const expected = scenarioOf(context, 'errors a little above the bound').firingAt(fired, {
    count: 1,
    value: approx(1.03 * tier.factor, tier.factor * 0.001),
    labels: { severity: tier.severity },
    annotations: { summary: /burn rate is [\d.]+x/, description: /threshold [\d.]+x/ },
  });
  const scenario = withPhases(expected, slo, [{ at: 0, rate, errors }]);
  const other = otherGroup(slo);
  if (!other) return [scenario];
  const clean = sliSeries(slo, [{ at: 0, rate, errors: 0 }], other);
  return [{ ...scenario, inputs: [...scenario.inputs, ...clean] }];
}

function justUnder(context: TierContext): AnyScenario {
  const { slo, tier, bound, step, rate, warmUp } = context;
  const lasting = at(2 * secondsOf(tier.for) + 12 * step + warmUp);
  const expected = scenarioOf(context, 'errors a little under the bound', lasting).staysQuiet();
  return withPhases(expected, slo, [{ at: 0, rate, errors: 0.97 * bound }]);
}

/** Without events there are no errors. Missing series are for the alert on missing series. */
function withoutEvents(context: TierContext): AnyScenario[] {
  const { slo, tier, step } = context;
  const lasting = at(2 * secondsOf(tier.for) + 12 * step);
  const gone: AnyScenario = { ...scenarioOf(context, 'no series', lasting).staysQuiet(), place: slo.place };
  if (slo.sli.type === 'gauge') return [gone];
  const idle = scenarioOf(context, 'no events', lasting).staysQuiet();
  return [gone, withPhases(idle, slo, [{ at: 0, rate: 0, errors: 0 }])];
}

function roundUp(seconds: number, step: number): number {
  return Math.ceil(seconds / step) * step;
}
