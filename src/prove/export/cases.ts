import type { CompiledScenario } from '../compile/story.js';
import type { Plan } from '../run/plan.js';
import type { Proof, ScenarioResult } from '../run/runner.js';
import { type ProofEngine, type RuleResult, setStage, stateAt } from '../run/session.js';
import type { AlertExpectation } from '../scenario/expectation.js';

/** A scenario as a test of promtool's: what goes in, and exactly what Prometheus made of it. Times in seconds. */
export interface ExportedCase {
  readonly name: string;
  readonly compiled: CompiledScenario;
  readonly firing: readonly FiringCase[];
  readonly samples: readonly SampleCase[];
}

/** All instances of an alert that fire at a time; promtool compares them whole. */
export interface FiringCase {
  readonly at: number;
  readonly alert: string;
  readonly instances: readonly {
    /** Without `alertname`, which promtool adds. */
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  }[];
}
/** What an expression gives at a time: all of its series. */
export interface SampleCase {
  readonly at: number;
  readonly expr: string;
  readonly samples: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

/**
 * The scenarios of a proof that pass, as promtool sees them: it evaluates every group at the scenario's step, so they
 * are run that way once more, and what comes out then is what promtool must find.
 */
export function exportCases({ results }: Proof, engine: ProofEngine): ExportedCase[] {
  const used = new Map<string, number>();
  return results.flatMap((result): ExportedCase[] => {
    const { plan, compiled, failures } = result;
    if (!plan || !compiled || failures.length > 0) return [];
    return [exportCase(plan, compiled, uniqueName(result, used), engine)];
  });
}

/** promtool's report names a test by its name alone. */
function uniqueName({ scenario }: ScenarioResult, used: Map<string, number>): string {
  const count = (used.get(scenario.name) ?? 0) + 1;
  used.set(scenario.name, count);
  return count === 1 ? scenario.name : `${scenario.name} (${count})`;
}

function exportCase(plan: Plan, compiled: CompiledScenario, name: string, engine: ProofEngine): ExportedCase {
  const { step, end } = compiled.clock;
  const looks = plan.scenario.expectations.flatMap((expectation) =>
    expectation.type === 'alert' ? looksOf(expectation, plan, step, end) : [],
  );
  const times = [...new Set(looks.map(({ at }) => at))].sort((a, b) => a - b);
  const states = looks
    .filter(({ watched }) => watched)
    .map(({ at, alert }) => ({ at, expr: stateQuery(alert) }));
  const asked = unique([...states, ...plan.samples.map(({ at, expr }) => ({ at, expr }))]);
  const stage = setStage(engine, compiled);
  try {
    const result = stage.evaluate({
      groups: plan.groups(),
      capture: times,
      samples: asked,
      asPromtool: true,
    });
    const samples = asked.flatMap(({ at, expr }, index): SampleCase[] => {
      const sample = result.samples[index];
      if (!sample?.ok) return [];
      const { result: value } = sample;
      if (value.type === 'scalar') return [{ at, expr, samples: [{ labels: {}, value: value.value }] }];
      if (value.type !== 'vector') return [];
      // promtool takes NaN for different from NaN, and says histograms in another notation.
      if (value.samples.some(({ value: number }) => Number.isNaN(number))) return [];
      return [{ at, expr, samples: value.samples }];
    });
    return { name, compiled, firing: firingCases(looks, result), samples };
  } finally {
    stage.dispose();
  }
}

interface Look {
  readonly at: number;
  readonly alert: string;
  /** Pending and quiet show only in the ALERTS series; promtool compares firing alerts alone. */
  readonly watched: boolean;
}

/** The times at which an expectation can be checked one by one, on the grid of evaluations. */
function looksOf({ when, state, alerts }: AlertExpectation, plan: Plan, step: number, end: number): Look[] {
  const before = (time: number): number => Math.max(0, (Math.ceil(time / step) - 1) * step);
  const times: number[] = [];
  if (when.type === 'at') times.push(when.at);
  else if (when.type === 'until') times.push(before(when.until));
  else if (when.type === 'within') times.push(before(when.from), when.to);
  else if (when.type === 'by') times.push(when.by, end);
  else times.push(Math.floor(end / 2 / step) * step, end);
  const watched = state === 'pending' || state === 'quiet';
  return plan.alerts
    .filter(({ source }) => alerts.includes(source))
    .flatMap(({ alert }) => [...new Set(times)].map((at) => ({ at, alert, watched })));
}

function stateQuery(alert: string): string {
  return `ALERTS{alertname=${JSON.stringify(alert)}}`;
}

function unique(samples: readonly { readonly at: number; readonly expr: string }[]) {
  const found = new Map(samples.map((sample) => [`${sample.at} ${sample.expr}`, sample]));
  return [...found.values()];
}

function firingCases(looks: readonly Look[], { timelines }: RuleResult): FiringCase[] {
  const found = new Map<string, FiringCase>();
  for (const { at, alert } of looks) {
    const firing = timelines.filter((line) => line.alert === alert && stateAt(line, at) === 'firing');
    const instances = firing.map((line) => {
      const { alertname: _, ...labels } = line.labels;
      return { labels, annotations: line.moments.findLast((moment) => moment.at <= at)?.annotations ?? {} };
    });
    found.set(`${at} ${alert}`, { at, alert, instances });
  }
  return [...found.values()].sort((a, b) => a.at - b.at);
}
