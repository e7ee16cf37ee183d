import type {
  AlertTimeline,
  Engine,
  LoadedSeries,
  ParsedExpression,
  RuleError,
  RuleGroup,
  SampleResult,
} from '../../engine/index.js';
import { engineSeries, milliseconds } from '../compile/series.js';
import type { CompiledScenario } from '../compile/story.js';

/** What proofs need of Prometheus. The engine is handed in: nothing here loads it. */
export type ProofEngine = Pick<Engine, 'loadSeries'> & {
  parse(expressions: readonly string[]): ParsedExpression[];
};

/** An alert's instance over time, in seconds since the start of the scenario. */
export interface Timeline {
  readonly alert: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly moments: readonly Moment[];
}
export interface Moment {
  readonly at: number;
  readonly state: 'inactive' | 'pending' | 'firing';
  readonly value: number;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface AskedSample {
  readonly expr: string;
  /** Seconds since the start of the scenario. */
  readonly at: number;
}

export interface RuleRequest {
  readonly groups: readonly RuleGroup[];
  /** Times at which values and annotations must be known even where nothing changes. */
  readonly capture?: readonly number[];
  readonly samples?: readonly AskedSample[];
  /** Every group at the scenario's step, as promtool evaluates its tests. */
  readonly asPromtool?: boolean;
}

export interface RuleResult {
  readonly timelines: readonly Timeline[];
  readonly errors: readonly RuleError[];
  readonly samples: readonly SampleResult[];
}

/** A range of values of one series, in seconds since the start of the scenario. */
export interface Curve {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [at: number, value: number])[];
}

/** A scenario whose series lie in the engine, for any number of runs. To be disposed of. */
export interface Stage {
  readonly compiled: CompiledScenario;
  evaluate(request: RuleRequest): RuleResult;
  /** The values of an expression over the scenario, with what the groups record. */
  curves(expr: string, groups: readonly RuleGroup[], step: number): readonly Curve[];
  /** Evaluates, and gives a stage with what was recorded besides. To be disposed of as well. */
  record(request: RuleRequest): { readonly result: RuleResult; readonly stage: Stage };
  dispose(): void;
}

/** Longest that one run of rules may take, in milliseconds. */
const timeoutMs = 60_000;

export function setStage(engine: ProofEngine, compiled: CompiledScenario): Stage {
  const { clock, series } = compiled;
  return stageOn(engine.loadSeries(series.map((one) => engineSeries(one, clock.epoch))), compiled);
}

function stageOn(loaded: LoadedSeries, compiled: CompiledScenario): Stage {
  const { clock, scenario } = compiled;
  const { epoch, step, end } = clock;
  const time = (at: number): number => milliseconds(epoch + at);
  const seconds = (ms: number): number => ms / 1000 - epoch;
  const span = { start: time(0), end: time(end), intervalMs: milliseconds(step), timeoutMs };
  const { externalLabels } = scenario;
  const run = ({ groups, capture = [], samples = [], asPromtool = false }: RuleRequest, keep: boolean) => {
    const { recorded, ...outcome } = loaded.evaluateRules({
      ...span,
      groups,
      externalLabels,
      keep,
      ignoreGroupIntervals: asPromtool,
      capture: capture.map(time),
      samples: samples.map(({ expr, at }) => ({ expr, at: time(at) })),
    });
    const result: RuleResult = {
      timelines: outcome.alerts.map((line) => timelineOf(line, seconds)),
      errors: outcome.errors,
      samples: outcome.samples,
    };
    return { result, recorded };
  };
  return {
    compiled,
    evaluate: (request) => run(request, false).result,
    record(request) {
      const { result, recorded } = run(request, true);
      if (!recorded) throw new Error('the engine has not kept what was recorded');
      return { result, stage: stageOn(recorded, compiled) };
    },
    curves(expr, groups, curveStep) {
      const { recorded } = loaded.evaluateRules({ ...span, groups, externalLabels, keep: true });
      try {
        const range = { start: span.start, end: span.end, stepMs: milliseconds(curveStep), timeoutMs };
        const result = (recorded ?? loaded).rangeQuery({ ...range, expr });
        if (result.type !== 'matrix') return [];
        return result.series.map(({ labels, times, values }) => ({
          labels,
          points: Array.from(times, (at, index) => [seconds(at), values[index] ?? Number.NaN] as const),
        }));
      } finally {
        recorded?.dispose();
      }
    },
    dispose: () => loaded.dispose(),
  };
}

function timelineOf(line: AlertTimeline, seconds: (ms: number) => number): Timeline {
  const moments = line.moments.map(({ at, state, value, annotations }) => ({
    at: seconds(at),
    state,
    value,
    annotations,
  }));
  return { alert: line.alert, labels: line.labels, moments };
}

/** What a timeline was at a time: the last evaluation not after it. */
export function momentAt(line: Timeline, at: number): Moment | undefined {
  return line.moments.findLast((moment) => moment.at <= at);
}
export function stateAt(line: Timeline, at: number): Moment['state'] {
  return momentAt(line, at)?.state ?? 'inactive';
}
