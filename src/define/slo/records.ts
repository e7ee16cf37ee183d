import { type Duration, type Metric, type Selector, selector } from '../../catalog/index.js';
import {
  div,
  followsWindow,
  nodeOf,
  ratio,
  sub,
  sumOverTime,
  type Vector,
  vector,
} from '../../query/index.js';
import { type AnyRecordingRule, record } from '../alerting/recording-rule.js';
import type { Suppression } from '../suppression.js';
import type { SloBase } from './base.js';
import { daysOf } from './duration.js';
import { sliRates } from './rates.js';

/** Windows of burn rates, from short to long. */
export const burnWindows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const;
/** Windows over which burn rates are recorded. */
export type BurnWindow = (typeof burnWindows)[number];

/** A recording rule of an objective, and a selector for the series of this objective. */
export interface SloRecord {
  readonly rule: AnyRecordingRule;
  readonly series: Selector<'recorded', string>;
}

/** Names of series and labels are those of Sloth, so that dashboards for Sloth work. */
export interface SloRecords {
  readonly errors: SloRecord;
  readonly total: SloRecord;
  readonly ratios: Readonly<Record<BurnWindow, SloRecord>>;
  readonly periodRatio: SloRecord;
  readonly objective: SloRecord;
  readonly budget: SloRecord;
  readonly days: SloRecord;
  readonly currentBurnRate: SloRecord;
  readonly periodBurnRate: SloRecord;
  readonly budgetRemaining: SloRecord;
  readonly info: SloRecord;
  /** All rules, each after those that it reads. */
  readonly all: readonly AnyRecordingRule[];
}

export function sloRecords(base: SloBase): SloRecords {
  const { period, budget, objective } = base;
  // One group where Sloth has two: groups are evaluated independently, so burn rates would be up to a minute old.
  const recorder = recorderOf(base, `sloth-slo-recordings-${base.id}`);
  const { errors, total, ratios } = sliRecords(base, recorder);
  // Sums of errors and of events, not an average of ratios: an hour at night must not have the weight of one at noon,
  // and an hour without any events must not make the rest of the period NaN.
  const periodRatio = recorder(`slo:sli_error:ratio_rate${period}`, {
    help: `Share of events that were bad in the last ${period}.`,
    expr: ratio(sumOverTime(errors.series, period), sumOverTime(total.series, period)),
    window: period,
    suppress: base.suppress,
  });
  const constant = (name: string, help: string, value: number, unit: string): SloRecord =>
    recorder(name, { help, expr: vector(value), unit });
  const objectiveRecord = constant(
    'slo:objective:ratio',
    'Target share of good events.',
    objective,
    ratioUnit,
  );
  const budgetRecord = constant(
    'slo:error_budget:ratio',
    'Share of events that are allowed to be bad.',
    budget,
    ratioUnit,
  );
  const days = constant('slo:time_period:days', 'Days of the SLO period.', daysOf(period), 'd');
  const currentBurnRate = recorder('slo:current_burn_rate:ratio', {
    help: 'Current burn rate of the error budget; 1 uses it up exactly at the end of the period.',
    expr: div(ratios['5m'].series, budget),
    unit: 'none',
  });
  const periodBurnRate = recorder('slo:period_burn_rate:ratio', {
    help: `Share of the error budget consumed in the last ${period}.`,
    expr: div(periodRatio.series, budget),
  });
  const budgetRemaining = recorder('slo:period_error_budget_remaining:ratio', {
    help: `Share of the error budget remaining over the last ${period}; below 0 the objective is missed.`,
    expr: sub(1, periodBurnRate.series),
  });
  const info = infoRecord(base, recorder);
  return {
    errors,
    total,
    ratios,
    periodRatio,
    objective: objectiveRecord,
    budget: budgetRecord,
    days,
    currentBurnRate,
    periodBurnRate,
    budgetRemaining,
    info,
    all: [
      errors,
      total,
      ...burnWindows.map((window) => ratios[window]),
      periodRatio,
      objectiveRecord,
      budgetRecord,
      days,
      currentBurnRate,
      periodBurnRate,
      budgetRemaining,
      info,
    ].map(({ rule }) => rule),
  };
}

function sliRecords(base: SloBase, recorder: Recorder) {
  const rates = sliRates(base.sli, base.groupBy);
  const unit = base.sli.type === 'gauge' ? 'short' : 'cps';
  const errors = recorder('slo:sli_errors:rate5m', {
    help: 'Bad events per second.',
    expr: rates.errors,
    unit,
  });
  const total = recorder('slo:sli_total:rate5m', { help: 'Events per second.', expr: rates.total, unit });
  const of = (window: BurnWindow): SloRecord =>
    recorder(`slo:sli_error:ratio_rate${window}`, {
      help: `Share of events that were bad in the last ${window}. No sample without events.`,
      expr: window === '5m' ? ratio(errors.series, total.series) : rates.ratio,
      window,
    });
  const ratios = {
    '5m': of('5m'),
    '30m': of('30m'),
    '1h': of('1h'),
    '2h': of('2h'),
    '6h': of('6h'),
    '1d': of('1d'),
    '3d': of('3d'),
  };
  return { errors, total, ratios };
}

/** The series by which Sloth's dashboards list objectives. */
function infoRecord({ objective }: SloBase, recorder: Recorder): SloRecord {
  const reason = "Sloth's dashboards list objectives by this series.";
  return recorder('sloth_slo_info', {
    help: 'One per objective.',
    expr: vector(1),
    unit: 'short',
    labels: {
      sloth_mode: 'dashwright',
      sloth_spec: 'dashwright/v1',
      sloth_version: 'dashwright',
      sloth_objective: percentText(objective),
    },
    suppress: [
      { check: 'rule/record-name', reason },
      { check: 'rule/unused-recording', reason },
    ],
  });
}

const ratioUnit = 'percentunit';

interface RecordOptions {
  readonly help: string;
  readonly expr: Vector<string> | Vector<never>;
  /** Window of the rates and value of `sloth_window`. */
  readonly window?: Duration;
  /** @default percentunit */
  readonly unit?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly suppress?: readonly Suppression[];
}
type Recorder = (name: string, options: RecordOptions) => SloRecord;

function recorderOf({ id, service, name: slo, labels, place }: SloBase, group: string): Recorder {
  return (name, { help, expr, window, unit = ratioUnit, labels: more = {}, suppress = [] }) => {
    const own: Record<string, string> = {
      ...labels,
      sloth_id: id,
      sloth_service: service,
      sloth_slo: slo,
      ...(window !== undefined && { sloth_window: window }),
      ...more,
    };
    const options = { expr: expr as Vector<string>, help, unit, labels: own, group, suppress };
    // That of the whole period adds up what others record.
    const over = followsWindow(nodeOf(expr)) ? window : undefined;
    const made = record(name, over === undefined ? options : { ...options, over });
    const rule: AnyRecordingRule = { ...made, place };
    return { rule, series: seriesOf(name, made.series.metric, own) };
  };
}

/** A selector for the series of one objective: all objectives have the same recorded names. */
function seriesOf(
  name: string,
  metric: Metric | undefined,
  labels: Readonly<Record<string, string>>,
): Selector<'recorded', string> {
  const closed = Object.entries(labels).map(([label, value]) => [label, { oneOf: [value] }]);
  return selector({
    kind: 'recorded',
    name,
    metric: metric && { ...metric, labels: { ...metric.labels, ...Object.fromEntries(closed) } },
    matchers: [{ label: 'sloth_id', operator: '=', value: labels.sloth_id ?? '' }],
  });
}

/** 0.999 as `99.9`. */
function percentText(ratioValue: number): string {
  return String(Number((ratioValue * 100).toPrecision(12)));
}
