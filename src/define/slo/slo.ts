import { DefinitionError, type Duration, placeOf } from '../../catalog/index.js';
import {
  anything,
  duration,
  labelName,
  list,
  made,
  options as optionsOf,
  required,
  text,
  validate,
} from '../../catalog/shape/index.js';
import type { AnyAlert } from '../alerting/alert.js';
import type { AnyRecordingRule } from '../alerting/recording-rule.js';
import type { Runbook } from '../alerting/runbook.js';
import { alertLabels, runbookShape, suppressions } from '../shapes.js';
import type { Suppressible } from '../suppression.js';
import { absentOf } from './absent.js';
import { type SloAlertOptions, sloAlertShape } from './alert-options.js';
import { sloAlerts } from './alerts.js';
import type { SloBase } from './base.js';
import { decimal, hundredth, minus, toNumber } from './decimal.js';
import { minimumEventsOf } from './minimum-events.js';
import { type SloRecords, sloRecords } from './records.js';
import { type SloSignals, sloSignals } from './signals.js';
import type { Sli } from './sli.js';
import { tiersOf } from './tiers.js';

/** `suppress` is about the recording rule over the whole period, which outlasts the usual retention. */
export interface SloOptions<L extends string, G extends L> extends Suppressible {
  /** The service that promises. With `name` it makes the id. */
  readonly service: string;
  /** What it promises, in a word or two of letters, digits and `-`: `availability`. */
  readonly name: string;
  readonly title?: string;
  /** What is promised, for those who use the service. */
  readonly description?: string;
  /** Percent of events that must be good: 99.9. */
  readonly objective: number;
  /** @default 30d */
  readonly period?: Duration;
  readonly sli: Sli<L>;
  /** Labels for whose values the promise holds one by one. @default none: one promise over all series */
  readonly groupBy?: readonly G[];
  readonly alerts?: SloAlertOptions;
  /** Labels of all recorded series and alerts. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly runbook: Runbook;
}

/** A service level objective with everything that is derived from it. */
export interface Slo extends SloBase {
  readonly records: SloRecords;
  readonly signals: SloSignals;
  /** Its rules in the order of their evaluation. */
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
  sli: required(made('sli.events, sli.latency and its like', 'events', 'latency', 'latencyNative', 'gauge')),
  groupBy: list(labelName),
  alerts: sloAlertShape,
  labels: alertLabels,
  runbook: required(runbookShape),
  suppress: suppressions,
});

/**
 * A promise to the users of a service. Gives the recorded series of Sloth (so that its dashboards work), one alert per
 * burn rate window, and signals for the dashboard.
 *
 * @throws DefinitionError for a name that makes no id, an objective outside of 0 to 100, and alerts that can never fire or
 *   whose options mean nothing
 */
export function slo<L extends string, const G extends NoInfer<L> = never>(options: SloOptions<L, G>): Slo {
  const place = placeOf(slo);
  validate(shape, options, 'slo', place);
  const { service, name, objective, period = '30d', groupBy = [], labels = {}, suppress = [] } = options;
  const id = `${service}-${name}`;
  if (!/^[a-zA-Z][\w-]*$/.test(id) || service === '' || name === '') {
    throw new DefinitionError(`"${id}" makes no id: write letters, digits, - and _`, place);
  }
  if (!(objective > 0 && objective < 100)) {
    throw new DefinitionError(
      `${id}: an objective of ${objective} % is none: write a percentage between 0 and 100, such as 99.9`,
      place,
    );
  }
  const { minEventsPerWindow, absent = false, ...choices } = options.alerts ?? {};
  if (objective <= 1) {
    // Nobody promises that one of a hundred succeeds: this is a ratio.
    const meant = Number((objective * 100).toPrecision(12));
    throw new DefinitionError(`${id}: an objective of ${objective} is ${objective} %`, place, {
      expected: 'a percentage above 1, such as 99.9',
      suggestion: meant < 100 ? `did you mean ${meant}?` : undefined,
    });
  }
  const percent = decimal(objective);
  const budget = hundredth(minus(decimal(100), percent));
  const tiers = tiersOf(period, budget, choices, place);
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
    tiers,
    minEventsPerWindow: minimumEventsOf(minEventsPerWindow, options.sli, place),
    absent: absentOf(absent, tiers, budget, place),
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
