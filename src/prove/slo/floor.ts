import type { AnyScenario } from '../scenario/story.js';
import { secondsOf } from '../scenario/time.js';
import { type About, at, begin, withPhases } from './about.js';
import { otherGroup } from './group.js';
import { sliSeries } from './series.js';

/**
 * Stories about the floor of events, in which all events are bad: a little fewer raise nothing, however busy another
 * group is; a few more do, until there are fewer again.
 */
export function floorScenarios(about: About): AnyScenario[] {
  const floor = about.slo.minEventsPerWindow;
  return floor === undefined ? [] : [tooFew(about, floor), justEnough(about, floor)];
}

const allBad = 1;

function tooFew(about: About, floor: number): AnyScenario {
  const { slo, tier, step, rate } = about;
  const [long, wait] = [secondsOf(tier.long), secondsOf(tier.for)];
  const told = begin(about, 'a few events too few, all bad', at(long + 2 * wait + 12 * step)).staysQuiet();
  const story = withPhases(told, slo, [{ at: 0, rate: (0.97 * floor) / long, errors: allBad }]);
  const other = otherGroup(slo);
  if (!other) return story;
  return { ...story, inputs: [...story.inputs, ...sliSeries(slo, [{ at: 0, rate, errors: 0 }], other)] };
}

function justEnough(about: About, floor: number): AnyScenario {
  const { slo, tier, step, warmUp } = about;
  const [long, wait] = [secondsOf(tier.long), secondsOf(tier.for)];
  const reached = long / 1.03;
  const end = long + wait + warmUp + 8 * step;
  const told = begin(about, 'a few events more than enough, all bad')
    .quietUntil(at(0.96 * reached))
    .firesWithin([at(0.96 * reached + wait), at(reached + wait + warmUp + 4 * step)])
    .firingAt(at(end))
    .resolvedAt(at(end + 0.2 * long + warmUp + 4 * step));
  return withPhases(told, slo, [
    { at: 0, rate: (1.03 * floor) / long, errors: allBad },
    { at: end, rate: (0.5 * floor) / long, errors: allBad },
  ]);
}
