import { mentions } from '../compile/mentions.js';
import type { CompiledScenario } from '../compile/scenario.js';
import type { CompiledSeries } from '../compile/series.js';
import type { Plan } from './plan.js';
import type { RuleResult, Timeline } from './session.js';

/** The states that an alert had in a scenario. */
export interface SeenAlert {
  readonly alert: string;
  readonly quiet: boolean;
  readonly pending: boolean;
  readonly firing: boolean;
  readonly resolved: boolean;
  /** At some time none of its metrics had a sample. */
  readonly noData: boolean;
}
export interface SeenRecord {
  readonly record: string;
  /** It had a sample. */
  readonly recorded: boolean;
  /** It is part of an expectation, or an alert that depends on it is. */
  readonly expected: boolean;
  readonly noData: boolean;
}

export function seenAlerts(plan: Plan, { timelines }: RuleResult, compiled: CompiledScenario): SeenAlert[] {
  return plan.alerts.map(({ key: alert, expr }) => {
    const lines = timelines.filter((line) => line.alert === alert);
    const had = (state: string): boolean =>
      lines.some(({ moments }) => moments.some((moment) => moment.state === state));
    return {
      alert,
      quiet: !lines.some(activeAllTheTime),
      pending: had('pending'),
      firing: had('firing'),
      resolved: lines.some(hasResolved),
      noData: withoutData(expr, plan, compiled),
    };
  });
}

/** @param recorded names of the recording rules that had a sample */
export function seenRecords(
  plan: Plan,
  recorded: ReadonlySet<string>,
  compiled: CompiledScenario,
): SeenRecord[] {
  const expectsAlerts = plan.scenario.expectations.some(({ type }) => type === 'alert');
  return [...plan.records].map((record) => {
    const sampled = plan.samples.some(({ expr }) => mentions(expr, record));
    const used = expectsAlerts && plan.alerts.some(({ expr }) => uses(expr, record, plan));
    return {
      record,
      recorded: recorded.has(record),
      expected: sampled || used,
      noData: withoutData(record, plan, compiled),
    };
  });
}

/** A timeline begins when the alert becomes active: one that starts at 0 and never ends is never inactive. */
function activeAllTheTime({ moments }: Timeline): boolean {
  return moments[0]?.at === 0 && moments.every(({ state }) => state !== 'inactive');
}

function hasResolved({ moments }: Timeline): boolean {
  const fired = moments.findIndex(({ state }) => state === 'firing');
  return fired >= 0 && moments.slice(fired).some(({ state }) => state === 'inactive');
}

function uses(expr: string, record: string, plan: Plan): boolean {
  return expressionsBehind(expr, plan).some((one) => mentions(one, record));
}

/** An expression, and those of all recording rules that it depends on. */
function expressionsBehind(expr: string, plan: Plan): string[] {
  const rules = plan.groups().flatMap((group) => group.rules);
  const found = [expr];
  for (let at = 0; at < found.length; at += 1) {
    for (const rule of rules) {
      if ('record' in rule && mentions(found[at] ?? '', rule.record) && !found.includes(rule.expr)) {
        found.push(rule.expr);
      }
    }
  }
  return found;
}

/** Lookback delta of Prometheus, in seconds: how long a sample is used without a newer one. */
const lookback = 300;

/** Whether none of an expression's series had a current sample at some scrape. */
function withoutData(expr: string, plan: Plan, { series, clock }: CompiledScenario): boolean {
  const expressions = expressionsBehind(expr, plan);
  const read = series.filter(({ labels }) => expressions.some((one) => mentions(one, labels.__name__ ?? '')));
  for (let at = 0; at <= clock.end; at += clock.step) {
    if (read.every((one) => !isCurrent(one, at))) return true;
  }
  return read.length === 0;
}

function isCurrent({ samples }: CompiledSeries, at: number): boolean {
  // Samples are in ascending order.
  let index = samples.length - 1;
  while (index >= 0 && (samples[index]?.[0] ?? 0) > at) index -= 1;
  const last = samples[index];
  return last !== undefined && last[1] !== 'stale' && at - last[0] <= lookback;
}
