import { DefinitionError } from '../../catalog/index.js';
import { lastMoment } from '../scenario/expectation.js';
import type { AnyScenario } from '../scenario/types.js';
import type { BundleRules } from './rules.js';
import type { Clock } from './samples.js';
import { type CompiledSeries, compileSeries } from './series.js';
import { compileWritten } from './written.js';

/** A scenario with its series as samples. */
export interface CompiledScenario {
  readonly scenario: AnyScenario;
  readonly clock: Clock;
  readonly series: readonly CompiledSeries[];
}

/** Length of a scenario without a time in its expectations, in seconds. */
const usualLength = 1800;
/** Limit of samples in a scenario, about 100 MB. More is a mistake in the length or the step. */
const mostSamples = 5_000_000;

/**
 * Completes the labels of a scenario's series and computes their samples.
 *
 * @throws DefinitionError for a shape that the metric cannot have, an invalid start, or too many samples
 */
export function compileScenario(scenario: AnyScenario, { bundle }: BundleRules): CompiledScenario {
  const epoch = Date.parse(scenario.start) / 1000;
  if (Number.isNaN(epoch)) {
    throw new DefinitionError(
      `"${scenario.start}" is not a time: expected RFC 3339, such as 2026-01-01T00:00:00Z`,
      scenario.place,
    );
  }
  const clock: Clock = { step: scenario.step, end: lengthOf(scenario), epoch };
  const perSeries = clock.end / clock.step;
  const { selectors } = bundle.source.options;
  const series = scenario.inputs.flatMap((input) => {
    if (!(perSeries * scenario.inputs.length <= mostSamples)) {
      throw new DefinitionError(
        `${Math.round(perSeries)} samples of each of ${scenario.inputs.length} metrics are too many: ` +
          `use a step longer than ${clock.step}s or a scenario shorter than ${clock.end}s`,
        scenario.place,
      );
    }
    return compileSeries(input, clock, { name: bundle.name, selectors });
  });
  const written = scenario.written.map((one) => compileWritten(one, clock, bundle.metrics));
  return { scenario, clock, series: [...series, ...written] };
}

/**
 * Length of a scenario in seconds.
 *
 * @throws DefinitionError for a step that is not positive
 */
export function lengthOf({ lasting, expectations, step, place }: AnyScenario): number {
  if (!(step > 0)) throw new DefinitionError('the step of a scenario must be more than 0', place);
  if (lasting !== undefined) return lasting;
  return Math.max(...expectations.map(lastMoment), 0) || usualLength;
}
