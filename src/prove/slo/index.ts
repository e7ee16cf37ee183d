import type { Slo } from '../../define/index.js';
import type { AnyScenario } from '../scenario/story.js';
import { absentScenarios } from './absent.js';
import { recordedScenarios } from './recorded.js';
import { tierScenarios } from './tier.js';

export { sloPeriodScenario } from './recorded.js';

/**
 * The scenarios that prove objectives: each alert begins and ends when its windows say so, stays quiet just under
 * its bound and without events, and each recorded series has its value.
 *
 * @throws DefinitionError when the catalog has no example values that make a good and a bad event
 */
export function sloScenarios(...slos: readonly Slo[]): AnyScenario[] {
  return slos.flatMap((slo) => [
    ...slo.tiers.flatMap((tier) => tierScenarios(slo, tier)),
    ...absentScenarios(slo),
    ...recordedScenarios(slo),
  ]);
}
