import { list, made, validate } from '../../catalog/shape/index.js';
import type { Slo } from '../../define/index.js';
import { isOfExpressions } from '../../define/slo/sli.js';
import type { AnyScenario } from '../scenario/types.js';
import { absentScenarios } from './absent.js';
import { recordedScenarios } from './recorded.js';
import { tierScenarios } from './tier.js';

export { sloPeriodScenario } from './recorded.js';

const objectives = list(made('slo()', 'slo'));

/**
 * Scenarios that test objectives: each burn rate alert fires and resolves as its windows require, and stays inactive
 * just below its threshold and without events; each recorded series has its value.
 *
 * @throws DefinitionError if the catalog has no example values for a good and a bad event
 */
export function sloScenarios(...slos: readonly Slo[]): AnyScenario[] {
  validate(objectives, slos, 'sloScenarios: the objectives', sloScenarios);
  // What series an expression takes is not known.
  const known = slos.filter(({ sli }) => !isOfExpressions(sli));
  return known.flatMap((slo) => [
    ...slo.burnRateAlerts.flatMap((tier) => tierScenarios(slo, tier)),
    ...absentScenarios(slo),
    ...recordedScenarios(slo),
  ]);
}
