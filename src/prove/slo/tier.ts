import type { Slo, Tier } from '../../define/index.js';
import { approx } from '../scenario/expectation.js';
import type { AnyScenario } from '../scenario/story.js';
import { secondsOf } from '../scenario/time.js';
import { type About, aboutTier, at, begin, withPhases } from './about.js';
import { floorScenarios } from './floor.js';
import { otherGroup } from './group.js';
import { sliSeries } from './series.js';

/** Stories per alert: a burst and its end, just over and just under its bound, no events, no series. */
export function tierScenarios(slo: Slo, tier: Tier): AnyScenario[] {
  const about = aboutTier(slo, tier);
  return [burst(about), justOver(about), justUnder(about), silence(about), floorScenarios(about)].flat();
}

/**
 * A clean window, twice the bound until the alert fires, then nearly the bound: the long window decides when the
 * alert begins, the short one when it ends, and both to within a tenth of their bound.
 */
function burst(about: About): AnyScenario {
  const { slo, tier, bound, step, rate } = about;
  const [long, short, wait] = [secondsOf(tier.long), secondsOf(tier.short), secondsOf(tier.for)];
  const errors = Math.min(1, 2 * bound);
  const crossing = long * (1 + bound / errors);
  const end = roundUp(crossing + 1.5 * wait + 4 * step, step);
  const almost = 0.95 * bound;
  const ending = (short * (errors - bound)) / (errors - almost);
  const from = wait === 0 ? crossing - 2 * step : crossing + 0.75 * wait;
  const told = begin(about, 'a burst of errors')
    .quietUntil(at(long + 0.96 * (crossing - long)))
    .firesWithin([at(from), at(crossing + wait + Math.max(4 * step, wait / 4))])
    .firingAt(at(end + 0.8 * ending))
    .resolvedAt(at(end + short + 4 * step));
  return withPhases(told, slo, [
    { at: 0, rate, errors: 0 },
    { at: long, rate, errors },
    { at: end, rate, errors: almost },
  ]);
}

/** Of two groups one burns a little too fast. */
function justOver(about: About): AnyScenario[] {
  const { slo, tier, bound, step, rate, warmUp } = about;
  const errors = 1.03 * bound;
  if (errors > 1) return [];
  const fired = at(secondsOf(tier.for) + 6 * step + warmUp);
  const told = begin(about, 'errors a little above the bound').firingAt(fired, {
    count: 1,
    value: approx(1.03 * tier.factor, tier.factor * 0.001),
    labels: { severity: tier.severity },
    annotations: { summary: /burns [\d.]+ times as fast as it may/, description: /threshold [\d.]+ times/ },
  });
  const story = withPhases(told, slo, [{ at: 0, rate, errors }]);
  const other = otherGroup(slo);
  if (!other) return [story];
  const clean = sliSeries(slo, [{ at: 0, rate, errors: 0 }], other);
  return [{ ...story, inputs: [...story.inputs, ...clean] }];
}

function justUnder(about: About): AnyScenario {
  const { slo, tier, bound, step, rate, warmUp } = about;
  const lasting = at(2 * secondsOf(tier.for) + 12 * step + warmUp);
  const told = begin(about, 'errors a little under the bound', lasting).staysQuiet();
  return withPhases(told, slo, [{ at: 0, rate, errors: 0.97 * bound }]);
}

/** Nobody asks, so nobody is refused; and what cannot be seen at all is for another alert to tell. */
function silence(about: About): AnyScenario[] {
  const { slo, tier, step } = about;
  const lasting = at(2 * secondsOf(tier.for) + 12 * step);
  const gone: AnyScenario = { ...begin(about, 'no series', lasting).staysQuiet(), place: slo.place };
  if (slo.sli.type === 'gauge') return [gone];
  const idle = begin(about, 'no events', lasting).staysQuiet();
  return [gone, withPhases(idle, slo, [{ at: 0, rate: 0, errors: 0 }])];
}

function roundUp(seconds: number, step: number): number {
  return Math.ceil(seconds / step) * step;
}
