import { type Duration, type Labelled, type Place, placeOf } from '../../catalog/index.js';
import {
  duration,
  jsonObject as jsonShape,
  name as nameShape,
  options as optionsOf,
  record,
  required,
  type Shape,
  text,
  validate,
  validateName,
  written,
  wrong,
} from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import { grafanaUnit, type LogSeries } from '../../query/index.js';
import {
  alertLabels,
  message,
  metricUnit,
  runbookShape,
  seriesLabels,
  severity as severityShape,
  suppressions,
} from '../shapes.js';
import type { Suppressible, Suppression } from '../suppression.js';
import type { RuleJson } from './alert.js';
import { type ComposedText, composeText, type MessageText, writeText } from './message.js';
import type { Runbook } from './runbook.js';
import type { Severity } from './severity.js';

/** A rule that Loki's ruler evaluates: an alert on log lines, or series recorded from them. */
export type LogRule = LokiAlert | LokiRecord;

/** Options of an alert on logs. */
export interface LokiAlertOptions<L extends string> extends Suppressible {
  /**
   * Condition: series that exist exactly while it is true, `logql.above(errors, 0.05)`. Ranges must be fixed, not
   * `$__auto`.
   */
  readonly when: LogSeries<L>;
  /** How long the condition must be true before the alert fires. @default 0m */
  readonly for?: Duration;
  /** Value of the label `severity`. @default no label */
  readonly severity?: Severity;
  /** Annotation `summary`: what is wrong, in one line. */
  readonly summary?: MessageText<L>;
  /** Annotation `description`: what it means and where to look. */
  readonly description?: MessageText<L>;
  /** Runbook, linked as annotation `runbook_url`. */
  readonly runbook?: Runbook;
  /** How long the alert keeps firing after the condition has become false. @default 0s */
  readonly keepFiringFor?: Duration;
  /** Further annotations by name. */
  readonly annotations?: Readonly<Record<string, MessageText<L>>>;
  /** Labels to add. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Unit of the value in annotations, as for signals: `s`, `ratio`, `requests`. @default a plain number */
  readonly unit?: string;
  /** Name of the rule group. @default the name of the bundle */
  readonly group?: string;
  /** Fields of the rule without an option of their own, in the form of a rule file; merged last. */
  readonly json?: RuleJson;
}

/** An alert on logs. */
export interface LokiAlert {
  readonly type: 'lokiAlert';
  readonly name: string;
  readonly expr: string;
  readonly for: Duration;
  readonly keepFiringFor?: Duration | undefined;
  readonly severity?: Severity | undefined;
  readonly summary?: ComposedText | undefined;
  readonly description?: ComposedText | undefined;
  readonly annotations: Readonly<Record<string, ComposedText>>;
  readonly runbook?: Runbook | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly group?: string | undefined;
  readonly json?: RuleJson | undefined;
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
  keepFiringFor: duration,
  severity: written(severityShape),
  summary: written(message),
  description: written(message),
  annotations: record(message, nameShape),
  runbook: written(runbookShape),
  labels: alertLabels,
  unit: metricUnit,
  group: nameShape,
  json: jsonShape,
  suppress: suppressions,
});

/** An alert on logs, evaluated by Loki's ruler. Annotations, severity and runbook are as for `alert`. */
export function lokiAlert<L extends string>(
  name: string,
  options: LokiAlertOptions<L>,
): LokiAlert & Labelled<L> {
  const place = placeOf(lokiAlert);
  validateName(name, 'lokiAlert', place);
  validate(alertShape, options, `lokiAlert ${JSON.stringify(name)}`, place);
  const { when, severity, runbook, labels = {}, unit, group, json, suppress = [] } = options;
  // Annotations show dates where panels show plain numbers.
  const shownUnit = unit === 'timestamp' ? unit : grafanaUnit(unit);
  const composed = (text: MessageText<L>): ComposedText => composeText(text, shownUnit, place);
  const { summary, description, annotations = {} } = options;
  return {
    type: 'lokiAlert',
    name,
    expr: when.logql,
    for: options.for ?? '0m',
    keepFiringFor: options.keepFiringFor,
    severity,
    summary: summary === undefined ? undefined : composed(summary),
    description: description === undefined ? undefined : composed(description),
    annotations: Object.fromEntries(Object.entries(annotations).map(([key, text]) => [key, composed(text)])),
    runbook,
    labels,
    group,
    json,
    suppress,
    place,
  };
}

/**
 * The annotations of an alert as Loki expands them. The threshold is part of the query, so annotations cannot use it.
 */
export function lokiTexts({
  summary,
  description,
  annotations,
}: LokiAlert): Readonly<Record<string, string>> {
  const writer = { threshold: 'the threshold' };
  return Object.fromEntries(
    Object.entries({ summary, description, ...annotations }).flatMap(([name, text]) =>
      text === undefined ? [] : [[name, writeText(text, writer)]],
    ),
  );
}

/** Options of a recording rule on logs. */
export interface LokiRecordOptions<L extends string> extends Suppressible {
  /** Expression to record. */
  readonly expr: LogSeries<L>;
  /** Labels to add to the recorded series. */
  readonly labels?: Readonly<Record<string, string>>;
  /** What the series mean, for the documentation. */
  readonly help?: string;
  /** Name of the rule group. @default the name of the bundle */
  readonly group?: string;
  /** Fields of the rule without an option of their own, in the form of a rule file; merged last. */
  readonly json?: RuleJson;
}

/** A recording rule on logs. */
export interface LokiRecord {
  readonly type: 'lokiRecord';
  readonly record: string;
  readonly expr: string;
  readonly help?: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly group?: string | undefined;
  readonly json?: RuleJson | undefined;
  readonly suppress: readonly Suppression[];
  readonly place: Place;
}

const recordShape = optionsOf<LokiRecordOptions<string>>({
  expr: required(logSeries),
  labels: seriesLabels,
  help: text,
  group: nameShape,
  json: jsonShape,
  suppress: suppressions,
});

/**
 * A recording rule on logs: Loki's ruler writes the series to Prometheus by remote write.
 *
 * @example lokiRecord('app:errors:rate5m', { expr: logql.rate(logql.stream({ app: 'api' }), '5m') })
 */
export function lokiRecord<L extends string>(record: string, options: LokiRecordOptions<L>): LokiRecord {
  const place = placeOf(lokiRecord);
  validateName(record, 'lokiRecord', place);
  validate(recordShape, options, `lokiRecord ${JSON.stringify(record)}`, place);
  const { expr, labels = {}, help, group, json, suppress = [] } = options;
  return {
    type: 'lokiRecord',
    record,
    expr: expr.logql,
    help,
    labels,
    group,
    json,
    suppress,
    place,
  };
}
