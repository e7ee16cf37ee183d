import type {
  AlertTimeline,
  Engine,
  LoadedSeries,
  ParsedExpression,
  RuleError,
  RuleGroup,
  SampleResult,
} from '../../engine/index.js';
import type { KeyedGroup } from '../compile/rules.js';
import type { CompiledScenario } from '../compile/scenario.js';
import { engineSeries, milliseconds } from '../compile/series.js';
import type { RoutingEngine } from '../routing/engine.js';

/** The part of the engine that proofs use. The caller passes it; nothing here loads it. */
export type ProofEngine = Pick<Engine, 'loadSeries'> & {
  parse(expressions: readonly string[]): ParsedExpression[];
  /**
   * Decides expectations on notifications, see `asksForRouting`. `'left out'`: these are not looked at, by what needs to
   * know of rules only.
   */
  readonly alertmanager?: RoutingEngine | 'left out' | undefined;
};

/** One alert, with its label set, over time. Times in seconds since the start of the scenario. */
export interface Timeline {
  /** Key of the alert in its bundle. */
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

export interface SampleQuery {
  readonly expr: string;
  /** Seconds since the start of the scenario. */
  readonly at: number;
}

export interface RuleRequest {
  readonly groups: readonly KeyedGroup[];
  /** Times at which a timeline has values and annotations even if nothing changes. */
  readonly capture?: readonly number[];
  readonly samples?: readonly SampleQuery[];
  /** Evaluate every group at the scenario's step, as promtool does. */
  readonly asPromtool?: boolean;
}

export interface RuleResult {
  readonly timelines: readonly Timeline[];
  readonly errors: readonly RuleError[];
  readonly samples: readonly SampleResult[];
}

/** The values of one series over a range. Times in seconds since the start of the scenario. */
export interface Curve {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [at: number, value: number])[];
}

/** A scenario whose series are loaded into the engine, for any number of evaluations. Dispose of it when done. */
export interface EvaluationSession {
  readonly compiled: CompiledScenario;
  evaluate(request: RuleRequest): RuleResult;
  /** The values of an expression over the scenario, including the samples that the groups record. */
  curves(expr: string, groups: readonly RuleGroup[], step: number): readonly Curve[];
  /** Evaluates rules, and returns a session that also has the recorded samples. Dispose of it as well. */
  record(request: RuleRequest): { readonly result: RuleResult; readonly session: EvaluationSession };
  dispose(): void;
}

/** Timeout of one evaluation, in milliseconds. */
const timeoutMs = 60_000;

/** Loads the series of a scenario into the engine. */
export function openSession(engine: ProofEngine, compiled: CompiledScenario): EvaluationSession {
  const { clock, series } = compiled;
  return sessionOn(engine.loadSeries(series.map((one) => engineSeries(one, clock.epoch))), compiled);
}

function sessionOn(loaded: LoadedSeries, compiled: CompiledScenario): EvaluationSession {
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
      timelines: outcome.alerts.map((line) => timelineOf(line, keyOf(line, groups), seconds)),
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
      if (!recorded) throw new Error('the engine returned no recorded series');
      return { result, session: sessionOn(recorded, compiled) };
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

/** The engine identifies a rule by its position: names of groups are unique, those of alerts are not. */
function keyOf({ group, rule, alert }: AlertTimeline, groups: readonly KeyedGroup[]): string {
  return groups.find(({ name }) => name === group)?.rules[rule]?.key ?? alert;
}

function timelineOf(line: AlertTimeline, key: string, seconds: (ms: number) => number): Timeline {
  const moments = line.moments.map(({ at, state, value, annotations }) => ({
    at: seconds(at),
    state,
    value,
    annotations,
  }));
  return { alert: key, labels: line.labels, moments };
}

/** The state of a timeline at a time: the last evaluation that is not after it. */
export function momentAt(line: Timeline, at: number): Moment | undefined {
  return line.moments.findLast((moment) => moment.at <= at);
}
export function stateAt(line: Timeline, at: number): Moment['state'] {
  return momentAt(line, at)?.state ?? 'inactive';
}
