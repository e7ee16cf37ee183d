import type { Metric } from '../catalog/index.js';
import { lengthOf } from '../prove/compile/scenario.js';
import { type AnyScenario, type BundleRules, compileScenario } from '../prove/index.js';
import type { Pace } from './clock.js';
import type { SimulatedSeries } from './simulated-series.js';
import { type SimulatedTarget, targetsOf } from './targets.js';

/** A scenario that is ready to be served. */
export interface Simulation {
  readonly bundle: string;
  readonly scenario: string;
  readonly pace: Pace;
  /** Length in seconds. */
  readonly end: number;
  /** Start of the scenario in unix seconds. */
  readonly epoch: number;
  readonly series: readonly SimulatedSeries[];
  readonly targets: readonly SimulatedTarget[];
}

/** Limit of samples per series, about 100 KB. */
const mostSamples = 5000;

/**
 * Compiles a scenario for serving.
 *
 * @throws DefinitionError for a scenario that cannot be compiled
 */
export function simulationOf(scenario: AnyScenario, rules: BundleRules, pace: Pace): Simulation {
  const end = lengthOf(scenario);
  // Finer than the scenario's step, so that short scrape intervals get new samples.
  const finest = Math.max(pace.speed, end / mostSamples);
  const { clock, series } = compileScenario({ ...scenario, step: Math.min(scenario.step, finest) }, rules);
  const known = [...rules.bundle.metrics, ...scenario.inputs.map(({ metric }) => metric)];
  const metrics = new Map(known.map((metric) => [metric.name, metric] as const));
  const all = series.flatMap(({ labels, samples, metric: owner }): SimulatedSeries[] => {
    const { __name__: name = owner, ...rest } = labels;
    const metric = metrics.get(owner);
    return metric ? [{ name, metric, labels: rest, samples, step: clock.step }] : [];
  });
  const distinct = withoutDuplicates(all);
  return {
    bundle: rules.bundle.name,
    scenario: scenario.name,
    pace,
    end,
    epoch: clock.epoch,
    series: distinct,
    targets: targetsOf(distinct),
  };
}

/** The first of duplicate series, which are an error that `dashwright test` reports. */
function withoutDuplicates(series: readonly SimulatedSeries[]): SimulatedSeries[] {
  const found = new Map<string, SimulatedSeries>();
  for (const one of series) {
    const key = JSON.stringify([one.name, Object.entries(one.labels).sort()]);
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

/** Metrics that the text format cannot represent: native histograms. */
export function unservable({ series }: Simulation): string[] {
  const names = series.filter(({ metric }) => isNative(metric)).map(({ name }) => name);
  return [...new Set(names)];
}

function isNative({ kind }: Metric): boolean {
  return kind === 'native_histogram';
}
