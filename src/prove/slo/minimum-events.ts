import { secondsOf } from '../scenario/time.js';
import type { AnyScenario } from '../scenario/types.js';
import { otherGroup } from './group.js';
import { sliSeries } from './series.js';
import { at, scenarioOf, type TierContext, withPhases } from './tier-context.js';

/**
 * Scenarios of the minimum of events, in which all events are bad. With a few events less the alert does not fire, even
 * if another group has more; with a few more it fires, until there are fewer again.
 */
export function minimumEventsScenarios(context: TierContext): AnyScenario[] {
  const minimum = context.slo.minEventsPerWindow;
  return minimum === undefined ? [] : [tooFew(context, minimum), justEnough(context, minimum)];
}

const allBad = 1;

function tooFew(context: TierContext, minimum: number): AnyScenario {
  const { slo, tier, step, rate } = context;
  const [long, wait] = [secondsOf(tier.long), secondsOf(tier.for)];
  const expected = scenarioOf(
    context,
    'a few events too few, all bad',
    at(long + 2 * wait + 12 * step),
  ).staysQuiet();
  const scenario = withPhases(expected, slo, [{ at: 0, rate: (0.97 * minimum) / long, errors: allBad }]);
  const other = otherGroup(slo);
  if (!other) return scenario;
  return {
    ...scenario,
    inputs: [...scenario.inputs, ...sliSeries(slo, [{ at: 0, rate, errors: 0 }], other)],
  };
}

function justEnough(context: TierContext, minimum: number): AnyScenario {
  const { slo, tier, step, warmUp } = context;
  const [long, wait] = [secondsOf(tier.long), secondsOf(tier.for)];
  const reached = long / 1.03;
  const end = long + wait + warmUp + 8 * step;
  const expected = scenarioOf(context, 'a few events more than enough, all bad')
    .quietUntil(at(0.96 * reached))
    .firesWithin([at(0.96 * reached + wait), at(reached + wait + warmUp + 4 * step)])
    .firingAt(at(end))
    .resolvedAt(at(end + 0.2 * long + warmUp + 4 * step));
  return withPhases(expected, slo, [
    { at: 0, rate: (1.03 * minimum) / long, errors: allBad },
    { at: end, rate: (0.5 * minimum) / long, errors: allBad },
  ]);
}
