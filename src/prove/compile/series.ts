import type { Place } from '../../catalog/index.js';
import { DefinitionError } from '../../catalog/index.js';
import type { SeriesInput } from '../../engine/index.js';
import type { ScenarioSeries } from '../scenario/series.js';
import { classicSeries } from './classic.js';
import { type LabelContext, labelsOf } from './labels.js';
import { nativeSamples } from './native.js';
import { type Clock, counterSamples, type Sample, valueSamples } from './samples.js';

/** One series as in Prometheus: its labels with `__name__`, and its samples. */
export interface CompiledSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly Sample[];
  /** Name of the metric: for a bucket, the name of the histogram. */
  readonly metric: string;
  /** True for cumulative samples, of which pictures show the rate. */
  readonly counts: boolean;
  readonly place: Place;
}

/** The series of one `.series()` call: one series, or all series of a classic histogram. */
export function compileSeries(input: ScenarioSeries, clock: Clock, context: LabelContext): CompiledSeries[] {
  const { metric, shape, place } = input;
  const labels = labelsOf(input, context);
  const base = { metric: metric.name, place };
  switch (shape.type) {
    case 'value': {
      const counts = input.metric.kind === 'counter' || input.name !== metric.name;
      return [{ ...base, labels, counts, samples: valueSamples(shape, clock) }];
    }
    case 'counter':
      return [{ ...base, labels, counts: true, samples: counterSamples(shape, clock) }];
    case 'histogram':
      if (metric.kind === 'native_histogram') {
        return [{ ...base, labels, counts: true, samples: nativeSamples(shape, clock, place) }];
      }
      if (metric.kind !== 'histogram') {
        throw new DefinitionError(
          `metric ${metric.name} is a ${metric.kind}, which has no observations`,
          place,
        );
      }
      return classicSeries(metric, shape, clock, place).map(({ suffix, le, samples }) => ({
        ...base,
        labels: {
          ...labels,
          __name__: `${metric.name}${suffix}`,
          ...(le === undefined ? {} : { le }),
        },
        counts: true,
        samples,
      }));
  }
}

/** The series as input of the engine; `epoch` is the start of the scenario in unix seconds. */
export function engineSeries({ labels, samples }: CompiledSeries, epoch: number): SeriesInput {
  const floats = samples.every(([, value]) => typeof value === 'number');
  if (!floats) return { labels, samples: samples.map(([at, value]) => [milliseconds(epoch + at), value]) };
  const times = Float64Array.from(samples, ([at]) => milliseconds(epoch + at));
  const values = Float64Array.from(samples, ([, value]) => value as number);
  return { labels, times, values };
}

export function milliseconds(seconds: number): number {
  return Math.round(seconds * 1000);
}
