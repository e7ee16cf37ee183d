import type { CompiledScenario } from '../compile/scenario.js';
import { evaluatePlan } from '../run/evaluate-plan.js';
import type { Plan } from '../run/plan.js';
import type { Proof } from '../run/runner.js';
import { openSession, type ProofEngine, type RuleResult, stateAt } from '../run/session.js';
import type { AlertExpectation } from '../scenario/expectation.js';
import type { AnyScenario } from '../scenario/types.js';

/** A scenario as a promtool test: its input series, and the exact result of Prometheus. Times in seconds. */
export interface ExportedCase {
  readonly name: string;
  readonly compiled: CompiledScenario;
  readonly firing: readonly FiringCase[];
  readonly samples: readonly SampleCase[];
}

/** All firing alerts of a rule at a time; promtool compares the whole set. */
export interface FiringCase {
  readonly at: number;
  readonly alert: string;
  readonly instances: readonly {
    /** Without `alertname`, which promtool adds. */
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  }[];
}
/** The result of an expression at a time. */
export interface SampleCase {
  readonly at: number;
  readonly expr: string;
  readonly samples: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

/**
 * The passing scenarios of a proof as promtool tests. promtool evaluates every group at the step of the test, so the
 * scenarios are evaluated again that way, and the result is what the tests expect.
 */
export function exportCases({ results }: Proof, engine: ProofEngine): ExportedCase[] {
  const nameOf = uniqueNames();
  return results.flatMap((result): ExportedCase[] => {
    const { scenario, plan, compiled, failures } = result;
    if (!plan || !compiled || failures.length > 0) return [];
    return [exportCase(plan, compiled, nameOf(scenario), engine)];
  });
}

/** A function that gives each scenario a name of its own: promtool identifies a test by its name only. */
export function uniqueNames(): (scenario: AnyScenario) => string {
  const used = new Map<string, number>();
  return ({ name }) => {
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  };
}

/** An exported case of which only the results are missing. */
export function withoutResults(plan: Plan, compiled: CompiledScenario, name: string): ExportedCase {
  const { checks, queries } = questionsOf(plan, compiled);
  return {
    name,
    compiled,
    firing: checks.map(({ at, alert }) => ({ at, alert, instances: [] })),
    samples: queries.map((query) => ({ ...query, samples: [] })),
  };
}

/** What an exported case compares. */
function questionsOf(plan: Plan, { clock: { step, end } }: CompiledScenario) {
  const checks = plan.scenario.expectations.flatMap((expectation) =>
    expectation.type === 'alert' ? checksOf(expectation, plan, step, end) : [],
  );
  const states = checks
    .filter(({ inAlertsSeries }) => inAlertsSeries)
    .map(({ at, alert }) => ({ at, expr: stateQuery(alert) }));
  return { checks, queries: unique([...states, ...plan.samples.map(({ at, expr }) => ({ at, expr }))]) };
}

function exportCase(plan: Plan, compiled: CompiledScenario, name: string, engine: ProofEngine): ExportedCase {
  const { checks, queries } = questionsOf(plan, compiled);
  const times = [...new Set(checks.map(({ at }) => at))].sort((a, b) => a - b);
  const session = openSession(engine, compiled);
  try {
    const result = evaluatePlan(plan, session, { capture: times, samples: queries, asPromtool: true });
    const samples = queries.flatMap(({ at, expr }, index): SampleCase[] => {
      const sample = result.samples[index];
      if (!sample?.ok) return [];
      const { result: value } = sample;
      if (value.type === 'scalar') return [{ at, expr, samples: [{ labels: {}, value: value.value }] }];
      if (value.type !== 'vector') return [];
      // promtool does not accept NaN as equal to NaN.
      if (value.samples.some(({ value: number }) => Number.isNaN(number))) return [];
      return [{ at, expr, samples: value.samples }];
    });
    return { name, compiled, firing: firingCases(checks, result), samples };
  } finally {
    session.dispose();
  }
}

interface StateCheck {
  readonly at: number;
  readonly alert: string;
  /** Whether to compare the ALERTS series: promtool's alert tests cover firing alerts only, not pending ones. */
  readonly inAlertsSeries: boolean;
}

/** The times of evaluations at which to check an expectation. */
function checksOf(
  { when, state, alerts }: AlertExpectation,
  plan: Plan,
  step: number,
  end: number,
): StateCheck[] {
  const before = (time: number): number => Math.max(0, (Math.ceil(time / step) - 1) * step);
  const times: number[] = [];
  if (when.type === 'at') times.push(when.at);
  else if (when.type === 'until') times.push(before(when.until));
  else if (when.type === 'within') times.push(before(when.from), when.to);
  else if (when.type === 'by') times.push(when.by, end);
  else times.push(Math.floor(end / 2 / step) * step, end);
  const inAlertsSeries = state === 'pending' || state === 'quiet';
  return plan.alerts
    .filter(({ source }) => alerts.includes(source))
    .flatMap(({ alert }) => [...new Set(times)].map((at) => ({ at, alert, inAlertsSeries })));
}

function stateQuery(alert: string): string {
  return `ALERTS{alertname=${JSON.stringify(alert)}}`;
}

function unique(samples: readonly { readonly at: number; readonly expr: string }[]) {
  const found = new Map(samples.map((sample) => [`${sample.at} ${sample.expr}`, sample]));
  return [...found.values()];
}

function firingCases(checks: readonly StateCheck[], { timelines }: RuleResult): FiringCase[] {
  const found = new Map<string, FiringCase>();
  for (const { at, alert } of checks) {
    const firing = timelines.filter(
      (line) => line.labels.alertname === alert && stateAt(line, at) === 'firing',
    );
    const instances = firing.map((line) => {
      const { alertname: _, ...labels } = line.labels;
      return { labels, annotations: line.moments.findLast((moment) => moment.at <= at)?.annotations ?? {} };
    });
    found.set(`${at} ${alert}`, { at, alert, instances });
  }
  return [...found.values()].sort((a, b) => a.at - b.at);
}
