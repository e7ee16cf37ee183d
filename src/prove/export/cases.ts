import type { CompiledScenario } from '../compile/scenario.js';
import type { Plan } from '../run/plan.js';
import { type PromtoolResult, promtoolQuestions, type StateCheck } from '../run/promtool.js';
import type { Proof } from '../run/runner.js';
import { stateAt, type Timeline } from '../run/session.js';
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

/** The passing scenarios of a proof as promtool tests. They must have been run with `forPromtool`. */
export function exportCases({ results }: Proof): ExportedCase[] {
  const nameOf = uniqueNames();
  return results.flatMap(({ scenario, compiled, promtool }): ExportedCase[] => {
    if (!compiled || !promtool || !isOfBaseRules(scenario)) return [];
    return [exportCase(promtool, compiled, nameOf(scenario))];
  });
}

/** The tests for promtool are of the rules without environment. */
export function isOfBaseRules({ environment }: AnyScenario): boolean {
  return environment === undefined;
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
  const { checks, queries } = promtoolQuestions(plan, compiled);
  return {
    name,
    compiled,
    firing: checks.map(({ at, alert }) => ({ at, alert, instances: [] })),
    samples: queries.map((query) => ({ ...query, samples: [] })),
  };
}

function exportCase(
  { questions, timelines, samples: results }: PromtoolResult,
  compiled: CompiledScenario,
  name: string,
): ExportedCase {
  const samples = questions.queries.flatMap(({ at, expr }, index): SampleCase[] => {
    const sample = results[index];
    if (!sample?.ok) return [];
    const { result: value } = sample;
    if (value.type === 'scalar') return [{ at, expr, samples: [{ labels: {}, value: value.value }] }];
    if (value.type !== 'vector') return [];
    // promtool does not accept NaN as equal to NaN.
    if (value.samples.some(({ value: number }) => Number.isNaN(number))) return [];
    return [{ at, expr, samples: value.samples }];
  });
  return { name, compiled, firing: firingCases(questions.checks, timelines), samples };
}

function firingCases(checks: readonly StateCheck[], timelines: readonly Timeline[]): FiringCase[] {
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
