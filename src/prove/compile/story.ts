import { DefinitionError } from '../../catalog/index.js';
import type { SampleExpectation } from '../scenario/expectation.js';
import { lastMoment } from '../scenario/expectation.js';
import type { AnyScenario } from '../scenario/story.js';
import type { BundleRules } from './rules.js';
import type { Clock } from './samples.js';
import { type CompiledSeries, compileSeries } from './series.js';

/** A scenario as data for the engine: what the metrics of one bundle do. */
export interface CompiledScenario {
  readonly scenario: AnyScenario;
  readonly clock: Clock;
  readonly series: readonly CompiledSeries[];
}

/** Length of a scenario none of whose expectations names a time: half an hour. */
const usualLength = 1800;
/** Samples that a scenario can have in all: some 100 MB. More is a mistake in a length or a step. */
const mostSamples = 5_000_000;

/**
 * Fills in labels and turns shapes into samples.
 *
 * @throws DefinitionError for a shape that its metric cannot have, a start that is no time, or a scenario too long
 */
export function compileScenario(scenario: AnyScenario, { bundle }: BundleRules): CompiledScenario {
  const epoch = Date.parse(scenario.start) / 1000;
  if (Number.isNaN(epoch)) {
    throw new DefinitionError(
      `"${scenario.start}" is not a time: write 2026-01-01T00:00:00Z`,
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
          `take a longer step than ${clock.step}s or a shorter time than ${clock.end}s`,
        scenario.place,
      );
    }
    return compileSeries(input, clock, { name: bundle.name, selectors });
  });
  return { scenario, clock, series };
}

/**
 * How long a scenario is, in seconds.
 *
 * @throws DefinitionError for a step of nothing
 */
export function lengthOf({ lasting, expectations, step, place }: AnyScenario): number {
  if (!(step > 0)) throw new DefinitionError('the step of a scenario is more than 0', place);
  if (lasting !== undefined) return lasting;
  return Math.max(...expectations.map(lastMoment), 0) || usualLength;
}

export function isSample(expectation: AnyScenario['expectations'][number]): expectation is SampleExpectation {
  return expectation.type === 'sample';
}
