import type { Slo } from '../../define/index.js';
import { isOfExpressions } from '../../define/slo/sli.js';
import type { AnyScenario } from '../scenario/types.js';
import { absentScenarios } from './absent.js';
import { recordedScenarios } from './recorded.js';
import { tierScenarios } from './tier.js';

export { sloPeriodScenario } from './recorded.js';

/**
 * The scenarios that prove objectives: each alert fires and resolves as its windows require, stays quiet just under its
 * threshold and without events, and each recorded series has its value.
 *
 * @throws DefinitionError if the catalog has no example values for a good and a bad event
 */
export function sloScenarios(...slos: readonly Slo[]): AnyScenario[] {
  // What series an expression takes is not known.
  const known = slos.filter(({ sli }) => !isOfExpressions(sli));
  return known.flatMap((slo) => [
    ...slo.tiers.flatMap((tier) => tierScenarios(slo, tier)),
    ...absentScenarios(slo),
    ...recordedScenarios(slo),
  ]);
}
