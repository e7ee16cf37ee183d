import type { Metric } from '../catalog/index.js';
import { lengthOf } from '../prove/compile/scenario.js';
import { type AnyScenario, type BundleRules, compileScenario } from '../prove/index.js';
import type { Pace } from './clock.js';
import type { SimulatedSeries } from './simulated-series.js';
import { type SimulatedTarget, targetsOf } from './targets.js';

/** A scenario that is ready to be played. */
export interface Simulation {
  readonly bundle: string;
  readonly scenario: string;
  readonly pace: Pace;
  /** Length in seconds. */
  readonly end: number;
  /** Unix seconds at which the scenario is told to begin. */
  readonly epoch: number;
  readonly series: readonly SimulatedSeries[];
  readonly targets: readonly SimulatedTarget[];
}

/** Samples of one series: some 100 KB. */
const mostSamples = 5000;

/**
 * Makes a scenario's series ready.
 *
 * @throws DefinitionError for a scenario that cannot be told
 */
export function simulationOf(scenario: AnyScenario, rules: BundleRules, pace: Pace): Simulation {
  const end = lengthOf(scenario);
  // Whoever scrapes more often than the scenario does is to see each time something new.
  const fine = Math.max(pace.speed, end / mostSamples);
  const { clock, series } = compileScenario({ ...scenario, step: Math.min(scenario.step, fine) }, rules);
  const metrics = new Map(scenario.inputs.map(({ metric }) => [metric.name, metric] as const));
  const played = series.flatMap(({ labels, samples, metric: owner }): SimulatedSeries[] => {
    const { __name__: name = owner, ...rest } = labels;
    const metric = metrics.get(owner);
    return metric ? [{ name, metric, labels: rest, samples, step: clock.step }] : [];
  });
  const distinct = withoutDuplicates(played);
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

/** A scenario that tells of a series twice is wrong, and found so by its test; here the first one counts. */
function withoutDuplicates(series: readonly SimulatedSeries[]): SimulatedSeries[] {
  const found = new Map<string, SimulatedSeries>();
  for (const one of series) {
    const key = JSON.stringify([one.name, Object.entries(one.labels).sort()]);
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

/** Metrics that the text format has no form for. */
export function unservable({ series }: Simulation): string[] {
  const names = series.filter(({ metric }) => isNative(metric)).map(({ name }) => name);
  return [...new Set(names)];
}

function isNative({ kind }: Metric): boolean {
  return kind === 'native_histogram';
}
