import { DefinitionError, type Place } from '../../catalog/index.js';
import { text, validate } from '../../catalog/shape/index.js';
import type { SampleValue } from '../compile/samples.js';
import { parseSeries } from '../notation/series.js';
import { parseValues } from '../notation/values.js';

/** A series of a scenario in the notation of promtool's unit tests, with all of its labels. */
export interface PromtoolSeries {
  /** With `__name__`. */
  readonly labels: Readonly<Record<string, string>>;
  /** Seconds from one value to the next. */
  readonly step: number;
  /** One value for each scrape, from the start of the scenario on; undefined where the series is missing. */
  readonly values: readonly (SampleValue | undefined)[];
  readonly place: Place;
}

/**
 * A series in the notation of promtool's unit tests.
 *
 * @throws DefinitionError for text that is not in this notation
 */
export function writtenSeries(series: string, values: string, step: number, place: Place): PromtoolSeries {
  validate(text, series, 'inputSeries: the series', place);
  validate(text, values, 'inputSeries: the values', place);
  const named = parseSeries(series);
  if ('problem' in named) {
    throw new DefinitionError(`inputSeries: the series ${JSON.stringify(series)}: ${named.problem}`, place, {
      expected: 'a series as in tests for promtool: up{job="api"}',
    });
  }
  const parsed = parseValues(values);
  if ('problem' in parsed) {
    throw new DefinitionError(
      `inputSeries: the values of ${named.labels.__name__}: ${parsed.problem}`,
      place,
      {
        expected: "values as in tests for promtool: '0+10x5 _x2 60 stale'",
      },
    );
  }
  return { labels: named.labels, step, values: parsed.values, place };
}
