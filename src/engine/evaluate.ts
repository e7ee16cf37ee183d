import { featureBits } from './features.js';
import { operation } from './operations.js';
import { many, minute, type QueryOptions, type QueryResult, readResult, writeOptions } from './query.js';
import type { Labels } from './series.js';
import type { Program } from './start.js';
import type { Request, Response } from './wire.js';

/** A rule group as in a rule file; durations in Prometheus' notation, like `5m`. */
export interface RuleGroup {
  readonly name: string;
  readonly interval?: string;
  readonly query_offset?: string;
  readonly limit?: number;
  readonly labels?: Labels;
  readonly rules: readonly Rule[];
}

export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
}

export interface RecordRule {
  readonly record: string;
  readonly expr: string;
  readonly labels?: Labels;
}

export type Rule = AlertRule | RecordRule;

/** Rules to evaluate over time. All times in milliseconds; points in time since the epoch. */
export interface RuleRun extends QueryOptions {
  /** The text of a rule file, or its groups as data, which is faster. */
  readonly groups: string | readonly RuleGroup[];
  /** Time of the first evaluation of every group. */
  readonly start: number;
  /** Time of the last evaluation at most. */
  readonly end: number;
  /** Interval of groups without an interval; default one minute. */
  readonly intervalMs?: number;
  /** Evaluate every group at `intervalMs` instead of its own interval, as promtool's tests do; default false. */
  readonly ignoreGroupIntervals?: boolean;
  readonly externalLabels?: Labels;
  readonly externalUrl?: string;
  /**
   * When timelines have alerts that have not changed: at every evaluation, or at the last one not after each of these
   * times. Default: changes only.
   */
  readonly capture?: 'every' | readonly number[];
  /** Expressions to evaluate afterwards, over the loaded and the recorded series. */
  readonly samples?: readonly { readonly expr: string; readonly at: number }[];
  /** Keep the recorded series for queries; default false. Dispose of `recorded` in the result. */
  readonly keep?: boolean;
  /**
   * Evaluate each expression at each time separately, as Prometheus does. By default an expression over loaded series
   * only is evaluated by one range query, which returns the same values in a fraction of the time.
   */
  readonly oneByOne?: boolean;
}

export type AlertState = 'inactive' | 'pending' | 'firing';

/** An alert at one evaluation. */
export interface AlertMoment {
  readonly at: number;
  readonly state: AlertState;
  /** False if the moment is there because of `capture` only. */
  readonly changed: boolean;
  /** The expression's value; the last one after the alert has become inactive. */
  readonly value: number;
  /** Expanded; the last ones after the alert has become inactive. */
  readonly annotations: Labels;
}

/** One alert, that is one label set of an alerting rule, over time; begins when it first becomes active. */
export interface AlertTimeline {
  readonly group: string;
  /** Position of the rule in its group, from 0. */
  readonly rule: number;
  readonly alert: string;
  /** Expanded, with `alertname`. */
  readonly labels: Labels;
  readonly moments: readonly AlertMoment[];
}

/** A rule that could not be evaluated. */
export interface RuleError {
  readonly group: string;
  readonly rule: number;
  readonly name: string;
  readonly message: string;
  /** Time of the first error, and the number of errors. */
  readonly at: number;
  readonly count: number;
}

/** Prometheus' warnings and infos on the expression of a rule. */
export interface RuleWarnings {
  /** Prometheus' canonical text of the expression. */
  readonly expr: string;
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
}

export type SampleResult =
  | { readonly ok: true; readonly result: QueryResult }
  | { readonly ok: false; readonly error: string };

export interface RuleRunOutcome {
  /** Number of evaluations of groups. */
  readonly evaluations: number;
  /** In the order of groups, rules and labels; a rule that was never active has none. */
  readonly alerts: readonly AlertTimeline[];
  readonly errors: readonly RuleError[];
  /** Warnings and infos on expressions of rules. */
  readonly warnings: readonly RuleWarnings[];
  /** In the order of the request. */
  readonly samples: readonly SampleResult[];
}

const states: readonly AlertState[] = ['inactive', 'pending', 'firing'];
const captureKind = { none: 0, every: 1, at: 2 } as const;

/** Runs rules over the series of a handle; also returns the handle of the recorded series, 0 unless `keep` is set. */
export function evaluateRules(
  program: Program,
  handle: number,
  run: RuleRun,
): { outcome: RuleRunOutcome; recorded: number } {
  const samples = run.samples ?? [];
  return program.call(
    operation.evaluate,
    (request) => {
      request.word(handle);
      const intervalMs = run.intervalMs ?? minute;
      writeOptions(request, { subqueryStepMs: intervalMs, ...run }, 60_000);
      request.word(featureBits(run.features));
      request.number(run.start);
      request.number(run.end);
      request.number(intervalMs);
      request.flag(run.ignoreGroupIntervals);
      request.flag(run.keep);
      request.flag(run.oneByOne);
      writeCapture(request, run.capture);
      request.map(run.externalLabels ?? {});
      request.string(run.externalUrl ?? '');
      writeGroups(request, run.groups);
      request.word(samples.length);
      for (const sample of samples) {
        request.string(sample.expr);
        request.number(sample.at);
      }
    },
    (response) => readOutcome(response, samples.length),
  );
}

function writeCapture(request: Request, capture: RuleRun['capture']): void {
  if (capture === undefined) request.word(captureKind.none);
  else request.word(capture === 'every' ? captureKind.every : captureKind.at);
  const times = Array.isArray(capture) ? capture : [];
  request.word(times.length);
  request.numbers(times);
}

function writeGroups(request: Request, groups: string | readonly RuleGroup[]): void {
  request.flag(typeof groups === 'string');
  if (typeof groups === 'string') {
    request.string(groups);
    return;
  }
  request.word(groups.length);
  for (const group of groups) {
    request.string(group.name);
    request.string(group.interval ?? '');
    request.flag(group.query_offset !== undefined);
    if (group.query_offset !== undefined) request.string(group.query_offset);
    request.word(group.limit ?? 0);
    request.map(group.labels ?? {});
    request.word(group.rules.length);
    for (const rule of group.rules) writeRule(request, rule);
  }
}

function writeRule(request: Request, rule: Rule): void {
  const {
    alert = '',
    for: hold = '',
    keep_firing_for: keep = '',
    annotations = {},
  } = rule as Partial<AlertRule>;
  request.string(alert);
  request.string('record' in rule ? rule.record : '');
  request.string(rule.expr);
  request.string(hold);
  request.string(keep);
  request.map(rule.labels ?? {});
  request.map(annotations);
}

function readOutcome(input: Response, samples: number): { outcome: RuleRunOutcome; recorded: number } {
  const evaluations = input.word();
  const alerts = many(input, readTimeline);
  const errors = many(input, readError);
  const warnings = many(input, readWarnings);
  const recorded = input.word();
  const results: SampleResult[] = [];
  for (let i = 0; i < samples; i++) {
    results.push(
      input.flag() ? { ok: true, result: readResult(input) } : { ok: false, error: input.string() },
    );
  }
  return { outcome: { evaluations, alerts, errors, warnings, samples: results }, recorded };
}

function readTimeline(input: Response): AlertTimeline {
  const group = input.string();
  const rule = input.word();
  const alert = input.string();
  const labels = input.labels();
  return { group, rule, alert, labels, moments: many(input, readMoment) };
}

function readMoment(input: Response): AlertMoment {
  const at = input.number();
  const state = states[input.word()] as AlertState;
  const changed = input.flag();
  const value = input.number();
  return { at, state, changed, value, annotations: input.labels() };
}

function readError(input: Response): RuleError {
  const group = input.string();
  const rule = input.word();
  const name = input.string();
  const at = input.number();
  const count = input.word();
  return { group, rule, name, at, count, message: input.string() };
}

function readWarnings(input: Response): RuleWarnings {
  const expr = input.string();
  const warnings = input.strings();
  return { expr, warnings, infos: input.strings() };
}
