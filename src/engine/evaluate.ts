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
  /** No evaluation after this. */
  readonly end: number;
  /** Interval of groups that name none; default one minute. */
  readonly intervalMs?: number;
  /** Evaluate every group at `intervalMs`, whatever it says itself, as promtool's tests do; default false. */
  readonly ignoreGroupIntervals?: boolean;
  readonly externalLabels?: Labels;
  readonly externalUrl?: string;
  /**
   * When to note alerts that have not changed: at every evaluation, or at the last one not after each of these
   * times. Default: only changes.
   */
  readonly capture?: 'every' | readonly number[];
  /** Expressions to evaluate afterwards, over the loaded and the recorded series. */
  readonly samples?: readonly { readonly expr: string; readonly at: number }[];
  /** Keep what the rules recorded for queries; default false. The result's `recorded` must be disposed of. */
  readonly keep?: boolean;
  /**
   * Evaluate each expression at each time on its own, as Prometheus does. By default an expression over loaded series
   * alone is evaluated by one range query, which gives the same values for a fraction of the time.
   */
  readonly oneByOne?: boolean;
}

export type AlertState = 'inactive' | 'pending' | 'firing';

/** An alert at one evaluation. */
export interface AlertMoment {
  readonly at: number;
  readonly state: AlertState;
  /** False when it was only noted because `capture` asked. */
  readonly changed: boolean;
  /** The expression's value; the last one once it is inactive. */
  readonly value: number;
  /** Expanded; the last ones once it is inactive. */
  readonly annotations: Labels;
}

/** The life of one label set of one alerting rule; it begins when it first becomes active. */
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
  /** When it happened first, and how often. */
  readonly at: number;
  readonly count: number;
}

/** What Prometheus remarks on an expression of a rule. */
export interface RuleRemark {
  /** Prometheus' canonical text of the expression. */
  readonly expr: string;
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
}

export type SampleResult =
  | { readonly ok: true; readonly result: QueryResult }
  | { readonly ok: false; readonly error: string };

export interface RuleRunOutcome {
  /** How many times a group was evaluated. */
  readonly evaluations: number;
  /** In the order of groups, rules and labels; a rule that was never active has none. */
  readonly alerts: readonly AlertTimeline[];
  readonly errors: readonly RuleError[];
  readonly remarks: readonly RuleRemark[];
  /** In the order asked. */
  readonly samples: readonly SampleResult[];
}

const states: readonly AlertState[] = ['inactive', 'pending', 'firing'];
const captureKind = { none: 0, every: 1, at: 2 } as const;

/** Runs rules over the series of a handle; also returns the handle of what they recorded, 0 unless kept. */
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
  const remarks = many(input, readRemark);
  const recorded = input.word();
  const results: SampleResult[] = [];
  for (let i = 0; i < samples; i++) {
    results.push(
      input.flag() ? { ok: true, result: readResult(input) } : { ok: false, error: input.string() },
    );
  }
  return { outcome: { evaluations, alerts, errors, remarks, samples: results }, recorded };
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

function readRemark(input: Response): RuleRemark {
  const expr = input.string();
  const warnings = input.strings();
  return { expr, warnings, infos: input.strings() };
}
