import { parseDuration } from '../../catalog/duration.js';
import type { CompiledScenario } from '../compile/scenario.js';
import { milliseconds } from '../compile/series.js';
import type { AlertExpectation } from '../scenario/expectation.js';
import { evaluatePlan } from './evaluate-plan.js';
import type { Plan } from './plan.js';
import type { EvaluationSession, RuleResult, SampleQuery } from './session.js';

/** What a test for promtool compares. Times in seconds. */
export interface PromtoolQuestions {
  readonly checks: readonly StateCheck[];
  /** The times of the checks, ascending. */
  readonly times: readonly number[];
  readonly queries: readonly SampleQuery[];
}

/** The result of a scenario as promtool evaluates it: every group at the step of the scenario. */
export interface PromtoolResult extends Pick<RuleResult, 'timelines' | 'samples'> {
  readonly questions: PromtoolQuestions;
}

export function promtoolQuestions(plan: Plan, { clock: { step, end } }: CompiledScenario): PromtoolQuestions {
  const checks = plan.scenario.expectations.flatMap((expectation) =>
    expectation.type === 'alert' ? checksOf(expectation, plan, step, end) : [],
  );
  const states = checks
    .filter(({ inAlertsSeries }) => inAlertsSeries)
    .map(({ at, alert }) => ({ at, expr: stateQuery(alert) }));
  return {
    checks,
    times: [...new Set(checks.map(({ at }) => at))].sort((a, b) => a - b),
    queries: unique([...states, ...plan.samples.map(({ at, expr }) => ({ at, expr }))]),
  };
}

/**
 * Evaluates a plan; `promtool` gives the result of promtool, which is part of the same evaluation if all groups are
 * evaluated at the step of the scenario.
 */
export function evaluateAlsoForPromtool(
  plan: Plan,
  session: EvaluationSession,
  samples: readonly SampleQuery[],
): { readonly result: RuleResult; readonly promtool: () => PromtoolResult } {
  const questions = promtoolQuestions(plan, session.compiled);
  const { queries, times } = questions;
  if (!isEvaluatedAtStep(plan, session.compiled)) {
    const request = { samples: queries, capture: times, asPromtool: true };
    return {
      result: evaluatePlan(plan, session, { samples }),
      promtool: () => ({ ...evaluatePlan(plan, session, request), questions }),
    };
  }
  const result = evaluatePlan(plan, session, {
    samples: [...samples, ...queries],
    capture: [...plan.capture, ...times],
  });
  return {
    result,
    promtool: () => ({ ...result, samples: result.samples.slice(samples.length), questions }),
  };
}

function isEvaluatedAtStep(plan: Plan, { clock }: CompiledScenario): boolean {
  const step = milliseconds(clock.step);
  return plan.groups().every(({ interval }) => interval === undefined || parseDuration(interval) === step);
}

export interface StateCheck {
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

function unique(samples: readonly SampleQuery[]): SampleQuery[] {
  const found = new Map(samples.map((sample) => [`${sample.at} ${sample.expr}`, sample]));
  return [...found.values()];
}
