import { DefinitionError, type Duration, placeOf } from '../../catalog/index.js';
import {
  anything,
  duration,
  labelName,
  list,
  made,
  options as optionsOf,
  required,
  shown,
  text,
  validate,
} from '../../catalog/shape/index.js';
import type { AnyAlert } from '../alerting/alert.js';
import type { AnyRecordingRule } from '../alerting/recording-rule.js';
import type { Runbook } from '../alerting/runbook.js';
import { runbookShape, suppressions } from '../shapes.js';
import type { Suppressible } from '../suppression.js';
import { absentOf } from './absent.js';
import { type SloAlertOptions, sloAlertShape } from './alert-options.js';
import { sloAlerts } from './alerts.js';
import type { SloBase } from './base.js';
import { burnRateAlertsOf } from './burn-rate-alerts.js';
import { decimal, hundredth, minus, toNumber } from './decimal.js';
import { sloLabels } from './labels.js';
import { minimumEventsOf } from './minimum-events.js';
import { type SloRecords, sloRecords } from './records.js';
import { type SloSignals, sloSignals } from './signals.js';
import { isOfExpressions, type Sli } from './sli.js';

/**
 * Options of an objective. `suppress` applies to the recording rule over the whole period, which is often longer than
 * the retention time.
 */
export interface SloOptions<L extends string, G extends L> extends Suppressible {
  /** Name of the service; the id of the objective is `<service>-<name>`. */
  readonly service: string;
  /** Name of the objective, such as `availability`: letters, digits and `-`. */
  readonly name: string;
  /** Title, for people. @default `<service>: <name>` */
  readonly title?: string;
  /** What the objective means for the users of the service. */
  readonly description?: string;
  /** Percentage of events that must be good, between 0 and 100: 99.9. */
  readonly objective: number;
  /** Compliance period. @default 30d */
  readonly period?: Duration;
  /** Service level indicator. */
  readonly sli: Sli<L>;
  /**
   * Labels to group by: each combination of their values has its own error budget.
   *
   * @default none: one error budget for all series
   */
  readonly groupBy?: readonly G[];
  /** Options of the burn rate alerts. @default all four */
  readonly alerts?: SloAlertOptions;
  /** Labels of all recorded series and alerts. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Runbook of all alerts. */
  readonly runbook: Runbook;
}

/** A service level objective, with everything derived from it. */
export interface Slo extends SloBase {
  readonly records: SloRecords;
  readonly signals: SloSignals;
  /** Recording rules, in the order of their evaluation. */
  readonly recordingRules: readonly AnyRecordingRule[];
  readonly alerts: Readonly<Record<string, AnyAlert>>;
}

const shape = optionsOf<SloOptions<string, string>>({
  service: required(text),
  name: required(text),
  title: text,
  description: text,
  objective: required(anything),
  period: duration,
  sli: required(
    made(
      'an indicator, such as sli.events({ … })',
      ...['events', 'latency', 'latencyNative', 'gauge', 'ratio', 'errorRatio'],
    ),
  ),
  groupBy: list(labelName),
  alerts: sloAlertShape,
  labels: sloLabels,
  runbook: required(runbookShape),
  suppress: suppressions,
});

/**
 * A service level objective: a promise to the users of a service. Generates the recording rules of Sloth (so that its
 * dashboards work), one alert per burn rate window, and signals for the dashboard.
 *
 * @throws DefinitionError for a name that is invalid in an id, an objective outside of 0 to 100, and alerts that can
 *   never fire or have invalid options
 * @example slo({ service: 'shop', name: 'availability', objective: 99.9, sli: sli.events({ errors: metrics.http_requests_total.where({ status: '500' }), total: metrics.http_requests_total }), runbook: runbook('shop-availability') })
 */
export function slo<L extends string, const G extends NoInfer<L> = never>(options: SloOptions<L, G>): Slo {
  const place = placeOf(slo);
  validate(shape, options, 'slo', place);
  const { service, name, objective, period = '30d', groupBy = [], labels = {}, suppress = [] } = options;
  const id = `${service}-${name}`;
  if (!/^[a-zA-Z][\w-]*$/.test(id) || service === '' || name === '') {
    throw new DefinitionError(`"${id}" is not a valid id: use letters, digits, - and _`, place);
  }
  if (typeof objective !== 'number') {
    const percentage =
      typeof objective === 'string' ? /^\s*(\d+(?:\.\d+)?)\s*%?\s*$/.exec(objective)?.[1] : undefined;
    throw new DefinitionError(`${id}: an objective must not be ${shown(objective)}`, place, {
      expected: 'a number, the percentage between 0 and 100, such as 99.9',
      suggestion: percentage === undefined ? undefined : `did you mean ${percentage}?`,
    });
  }
  if (!(objective > 0 && objective < 100)) {
    throw new DefinitionError(
      `${id}: an objective must not be ${shown(objective)}%: write a percentage between 0 and 100, such as 99.9`,
      place,
    );
  }
  const { minEventsPerWindow, absent = false, ...choices } = options.alerts ?? {};
  if (objective <= 1) {
    // A ratio where a percentage was meant: an objective below one percent is never intended.
    const meant = Number((objective * 100).toPrecision(12));
    throw new DefinitionError(`${id}: an objective of ${objective} is ${objective} %`, place, {
      expected: 'a percentage above 1, such as 99.9',
      suggestion: meant < 100 ? `did you mean ${meant}?` : undefined,
    });
  }
  const { absent: wantsAbsent, minEventsPerWindow: minimum } = options.alerts ?? {};
  if (
    isOfExpressions(options.sli) &&
    (groupBy.length > 0 || minimum !== undefined || (wantsAbsent ?? false))
  ) {
    const which =
      groupBy.length > 0 ? 'groupBy' : minimum !== undefined ? 'alerts.minEventsPerWindow' : 'alerts.absent';
    throw new DefinitionError(
      `${id}: ${which} is for indicators of counters, and not for sli.${options.sli.type}`,
      place,
      {
        expected: 'sli.events({ … }), or omit the option',
      },
    );
  }
  const percent = decimal(objective);
  const budget = hundredth(minus(decimal(100), percent));
  const burnRateAlerts = burnRateAlertsOf(period, budget, choices, place);
  const base: SloBase = {
    type: 'slo',
    id,
    service,
    name,
    title: options.title ?? `${service}: ${name}`,
    description: options.description,
    objective: toNumber(hundredth(percent)),
    budget: toNumber(budget),
    period,
    sli: options.sli,
    groupBy,
    labels,
    runbook: options.runbook,
    burnRateAlerts,
    minEventsPerWindow: minimumEventsOf(minEventsPerWindow, options.sli, place),
    absent: absentOf(absent, burnRateAlerts, budget, place),
    suppress,
    place,
  };
  const records = sloRecords(base);
  const signals = sloSignals(base, records);
  return {
    ...base,
    records,
    signals,
    recordingRules: records.all,
    alerts: sloAlerts(base, records, signals),
  };
}
