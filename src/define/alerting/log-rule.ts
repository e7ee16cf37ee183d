import { type Duration, type Labelled, type Place, placeOf } from '../../catalog/index.js';
import {
  duration,
  isRecord,
  name as nameShape,
  options as optionsOf,
  required,
  type Shape,
  text,
  validate,
  wrong,
} from '../../catalog/shape/index.js';
import type { LogSeries } from '../../query/index.js';
import {
  alertLabels,
  message,
  runbookShape,
  seriesLabels,
  severity as severityShape,
  suppressions,
  unit as unitShape,
} from '../shapes.js';
import type { Suppressible, Suppression } from '../suppression.js';
import type { Severity } from './alert.js';
import { type ComposedText, composeText, type MessageText, writeText } from './message.js';
import type { Runbook } from './runbook.js';

/** A rule that Loki's ruler evaluates: an alert on log lines, or series recorded from them. */
export type LogRule = LokiAlert | LokiRecord;

export interface LokiAlertOptions<L extends string> extends Suppressible {
  /** Series that exist exactly while the alert holds: `logql.above(errors, 0.05)`. Ranges are fixed, never `$__auto`. */
  readonly when: LogSeries<L>;
  /** @default 0m */
  readonly for?: Duration;
  readonly severity: Severity;
  readonly summary: MessageText<L>;
  readonly description: MessageText<L>;
  readonly runbook: Runbook;
  readonly labels?: Readonly<Record<string, string>>;
  /** Unit of the value in texts. @default plain */
  readonly unit?: string;
  /** Name of the rule group. @default the bundle's own name */
  readonly group?: string;
}

export interface LokiAlert {
  readonly type: 'lokiAlert';
  readonly name: string;
  readonly expr: string;
  readonly for: Duration;
  readonly severity: Severity;
  readonly summary: ComposedText;
  readonly description: ComposedText;
  readonly runbook: Runbook;
  readonly labels: Readonly<Record<string, string>>;
  readonly group?: string | undefined;
  readonly suppress: readonly Suppression[];
  readonly place: Place;
}

const logSeries: Shape = (value) =>
  isRecord(value) && typeof value.logql === 'string'
    ? undefined
    : wrong(value, 'series from log lines, such as logql.above(errors, 0.05)');

const alertShape = optionsOf<LokiAlertOptions<string>>({
  when: required(logSeries),
  for: duration,
  severity: required(severityShape),
  summary: required(message),
  description: required(message),
  runbook: required(runbookShape),
  labels: alertLabels,
  unit: unitShape,
  group: nameShape,
  suppress: suppressions,
});

/** An alert that Loki raises, by the same texts, severities and runbooks as those of Prometheus. */
export function lokiAlert<L extends string>(
  name: string,
  options: LokiAlertOptions<L>,
): LokiAlert & Labelled<L> {
  const place = placeOf(lokiAlert);
  validate(alertShape, options, `lokiAlert ${JSON.stringify(name)}`, place);
  const { when, severity, summary, description, runbook, labels = {}, unit, group, suppress = [] } = options;
  return {
    type: 'lokiAlert',
    name,
    expr: when.logql,
    for: options.for ?? '0m',
    severity,
    summary: composeText(summary, unit, place),
    description: composeText(description, unit, place),
    runbook,
    labels,
    group,
    suppress,
    place,
  };
}

/** The texts of an alert as Loki expands them. The bound is part of the query, so none can tell it by itself. */
export function lokiTexts({ summary, description }: LokiAlert): {
  readonly summary: string;
  readonly description: string;
} {
  const writer = { threshold: 'the threshold' };
  return { summary: writeText(summary, writer), description: writeText(description, writer) };
}

export interface LokiRecordOptions<L extends string> extends Suppressible {
  readonly expr: LogSeries<L>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly help?: string;
  readonly group?: string;
}

export interface LokiRecord {
  readonly type: 'lokiRecord';
  readonly record: string;
  readonly expr: string;
  readonly help?: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly group?: string | undefined;
  readonly suppress: readonly Suppression[];
  readonly place: Place;
}

const recordShape = optionsOf<LokiRecordOptions<string>>({
  expr: required(logSeries),
  labels: seriesLabels,
  help: text,
  group: nameShape,
  suppress: suppressions,
});

/** Series that Loki records from log lines and writes to Prometheus (`remote_write` of its ruler). */
export function lokiRecord<L extends string>(record: string, options: LokiRecordOptions<L>): LokiRecord {
  const place = placeOf(lokiRecord);
  validate(recordShape, options, `lokiRecord ${JSON.stringify(record)}`, place);
  const { expr, labels = {}, help, group, suppress = [] } = options;
  return {
    type: 'lokiRecord',
    record,
    expr: expr.logql,
    help,
    labels,
    group,
    suppress,
    place,
  };
}
