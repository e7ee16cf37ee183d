import { DefinitionError, type Metric, type SelectorData } from '../../catalog/index.js';
import type { AnySli, Slo } from '../../define/index.js';
import { rateOf } from '../scenario/counter-shape.js';
import { observing } from '../scenario/histogram-shape.js';
import type { AnyShape, ScenarioSeries } from '../scenario/series.js';
import { type CompoundDuration, durationText } from '../scenario/time.js';
import { constant } from '../scenario/value-shape.js';
import { findLabels, labelsFor } from './labels.js';

/** From a time on, a rate of events and a ratio of bad ones. */
export interface Phase {
  /** Seconds since the start of the scenario; the first phase starts at 0. */
  readonly at: number;
  /** Events per second. */
  readonly rate: number;
  /** Ratio of bad events, 0 to 1. */
  readonly errors: number;
}

/** Usual rate of events per second. */
export const busy = 10;

/** Longest scrape interval for rates over five minutes, which need two scrapes, in seconds. */
export const longestStep = 299;

/** The series of an indicator. `labels` are those of one group. */
export function sliSeries(
  { sli, place }: Slo,
  phases: readonly Phase[],
  labels: Readonly<Record<string, string>> = {},
): ScenarioSeries[] {
  const make = (of: SelectorData, others: readonly SelectorData[], shape: AnyShape): ScenarioSeries => {
    const metric = metricOf(of);
    const name = isHistogram(sli) ? metric.name : of.name;
    return { metric, name, labels: { ...labelsFor(of, metric, others, place), ...labels }, shape, place };
  };
  const { type, part, total } = sli;
  if (type === 'gauge')
    return [
      make(
        total,
        [],
        chained(phases, ({ errors }) => constant(1 - errors)),
      ),
    ];
  if (isHistogram(sli)) return [make(total, [], latencies(phases, sli.threshold ?? 0))];
  // If the total includes the errors, its other series are the good events.
  const inside = part.name === total.name;
  return [
    make(
      part,
      [],
      chained(phases, ({ rate, errors }) => rateOf(rate * errors, 'per second')),
    ),
    make(
      total,
      inside ? [part] : [],
      chained(phases, ({ rate, errors }) => rateOf(rate * (inside ? 1 - errors : 1), 'per second')),
    ),
  ];
}

/** The series of all events, without those of errors. */
export function withoutErrors(slo: Slo, phases: readonly Phase[]): ScenarioSeries[] {
  const clean = phases.map((phase) => ({ ...phase, errors: 0 }));
  const series = sliSeries(slo, clean);
  return slo.sli.type === 'events' ? series.slice(1) : series;
}

/** Series of the same metrics that the indicator does not select, with values that would change every result. */
export function foreignSeries({ sli, place }: Slo): ScenarioSeries[] {
  const { type, part, total } = sli;
  const selectors = type === 'events' && part.name !== total.name ? [part, total] : [total];
  return selectors.flatMap((one) => {
    const metric = metricOf(one);
    const labels =
      one.matchers.length === 0 ? undefined : findLabels({ ...one, matchers: [] }, metric, [one]);
    if (!labels) return [];
    const shape =
      type === 'events'
        ? rateOf(3 * busy, 'per second')
        : type === 'gauge'
          ? constant(0)
          : latencies([{ at: 0, rate: 3 * busy, errors: 0.5 }], sli.threshold ?? 0);
    return [{ metric, name: isHistogram(sli) ? metric.name : one.name, labels, shape, place }];
  });
}

/** Histograms have all of their series, whichever the indicator selects. */
function isHistogram({ type }: AnySli): boolean {
  return type === 'latency' || type === 'latencyNative';
}

function latencies(phases: readonly Phase[], threshold: number): AnyShape {
  return chained(phases, ({ rate, errors }) =>
    observing(rate, 'per second', [
      { share: 1 - errors, value: threshold / 2 },
      { share: errors, value: threshold * 2 },
    ]),
  );
}

interface Chainable<Shape> {
  thenAt(at: CompoundDuration, next: Shape): Shape;
}

function chained<Shape extends Chainable<Shape>>(
  phases: readonly Phase[],
  shape: (phase: Phase) => Shape,
): Shape {
  const [first, ...rest] = phases;
  if (!first) throw new RangeError('a scenario has a first phase');
  return rest.reduce((all, phase) => all.thenAt(durationText(phase.at), shape(phase)), shape(first));
}

function metricOf({ metric, name }: SelectorData): Metric {
  if (!metric) throw new DefinitionError(`${name} is not in a catalog, so its series are unknown`);
  return metric;
}
