import { DefinitionError, type Duration, type Labelled, type Place, placeOf } from '../../catalog/index.js';
import { reportMistake } from '../../catalog/mistakes.js';
import {
  chosenBy,
  duration,
  jsonObject as jsonShape,
  name as nameShape,
  options as optionsOf,
  record,
  required,
  type Shape,
  text,
  validate,
  written,
} from '../../catalog/shape/index.js';
import { didYouMean } from '../../catalog/similar.js';
import { isRecord } from '../../plain.js';
import { type AnyVector, nodeOf, type Vector } from '../../query/index.js';
import { alertLabels, expression, message, runbookShape, severity, suppressions } from '../shapes.js';
import { unitInTexts } from '../signal.js';
import { nothingSuppressed, type Suppressible, type Suppression } from '../suppression.js';
import type { AnyCondition, Condition } from './condition.js';
import { noLabels } from './labels.js';
import { type ComposedText, composeText, type MessageText } from './message.js';
import type { Runbook } from './runbook.js';
import type { Severity } from './severity.js';

/** One value for all levels of an alert, or one for each severity: `{ warning: '15m', critical: '5m' }`. */
export type BySeverity<Value> = Value | { readonly [Level in Severity]?: Value };

/** Fields of a rule or a group without an option of their own, in the form of a rule file; merged last. */
export type RuleJson = Readonly<Record<string, unknown>>;

/** Options of an alert. Rates without a window use `over`. */
export interface AlertOptions<L extends string, Level extends string = never, Own extends string = string>
  extends Suppressible {
  /**
   * Condition of the alert: a comparison such as `above(signal, 5)`, or an expression that returns samples exactly
   * while the condition is true. With an expression there is no threshold: panels draw none, values and variables have
   * no `threshold`, and no test cases are generated around it; scenarios test it like any other alert.
   *
   * A comparison with a bound per severity, `above(signal, { warning: 200, critical: 500 })`, makes one alert per
   * severity: its levels. They share name, annotations and labels; each has its own threshold and severity.
   */
  readonly when: Condition<L, Level> | Vector<L>;
  /**
   * Name of the alert: any text. Several alerts can have the same name; values, variables and environments refer to
   * them by the key under which the bundle lists them.
   *
   * @default the key
   */
  readonly name?: string;
  /** Window of the rates in the condition that have none. @default 5m */
  readonly over?: Duration;
  /** How long the condition must be true before the alert fires; one duration, or one per level. @default 0m */
  readonly for?: BySeverity<Duration>;
  /**
   * How long the alert keeps firing after the condition has become false; one duration, or one per level.
   *
   * @default 0s
   */
  readonly keepFiringFor?: BySeverity<Duration>;
  /** Value of the label `severity`. Levels have the severity of their bound instead. @default no label */
  readonly severity?: Severity;
  /** Annotation `summary`: what is wrong, in one line. */
  readonly summary?: MessageText<L>;
  /** Annotation `description`: what it means and where to look, with the value and the threshold. */
  readonly description?: MessageText<L>;
  /** Runbook, linked as annotation `runbook_url`. */
  readonly runbook?: Runbook;
  /** Labels to add, such as a team for routing. Values may be templates. */
  readonly labels?: Readonly<Record<Own, string>>;
  /** Further annotations by name. */
  readonly annotations?: Readonly<Record<string, MessageText<L>>>;
  /** Name of the rule group. @default the name of the bundle */
  readonly group?: string;
  /** Fields of the rule without an option of their own, in the form of a rule file; merged last. */
  readonly json?: RuleJson;
}

/** An alerting rule; its name is the key under which the bundle lists it, unless it has one of its own. */
export interface Alert<L extends string> extends Labelled<L> {
  readonly type: 'alert';
  readonly name?: string | undefined;
  readonly condition: AnyCondition;
  readonly over: Duration;
  readonly for: Duration;
  readonly keepFiringFor?: Duration | undefined;
  /** Absent if the alert has no label `severity`. */
  readonly severity?: Severity | undefined;
  readonly summary?: ComposedText | undefined;
  readonly description?: ComposedText | undefined;
  readonly runbook?: Runbook | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, ComposedText>>;
  readonly group?: string | undefined;
  readonly json?: RuleJson | undefined;
  /** Levels of an alert with a bound per severity, the least severe first. These are emitted instead of the alert. */
  readonly levels?: readonly AnyAlert[] | undefined;
  /** Whether this alert is a level of another. */
  readonly isLevel?: boolean | undefined;
  /** Rank of a level among the others: 0 has the strictest bound. */
  readonly rank?: number | undefined;
  readonly suppress: readonly Suppression[];
  readonly place: Place;
}
/** An alert whose labels do not matter here. */
export type AnyAlert = Omit<Alert<never>, keyof Labelled<never>>;

/** The default window of rates in rules: five scrapes at 60 s, one more than the recommended four. */
export const defaultRuleWindow: Duration = '5m';

/** The check `rule/duration` validates strings. */
const durationText: Shape = (value) => (typeof value === 'string' ? text(value) : duration(value));
const byLevel: Shape = chosenBy((value) => (isRecord(value) ? record(durationText) : durationText));
const shape = optionsOf<AlertOptions<string>>({
  when: required(expression),
  name: nameShape,
  over: duration,
  for: byLevel,
  keepFiringFor: byLevel,
  // The check `alert/metadata` validates the severity, as teams may define their own.
  severity: written(severity),
  summary: written(message),
  description: written(message),
  runbook: written(runbookShape),
  labels: alertLabels,
  annotations: record(message, nameShape),
  group: nameShape,
  json: jsonShape,
  suppress: suppressions,
});

/**
 * An alerting rule of Prometheus. The key under which the bundle lists it is its name. Summary, description and
 * threshold of the same definition appear in rules, on panels and in the documentation.
 *
 * @throws DefinitionError for an option that is missing, misspelt or has an invalid value
 * @example alert({ when: above(errorRatio, 0.05), for: '5m', severity: 'critical', summary: ({ value }) => `${value} of requests fail`, runbook: runbook('high-error-ratio') })
 */
export function alert<L extends string, Level extends string = never, Own extends string = never>(
  options: AlertOptions<L, Level, Own> & { readonly runbook: Runbook },
): DefinedAlert<L, Level, Own> & { readonly runbook: Runbook };
export function alert<L extends string, Level extends string = never, Own extends string = never>(
  options: AlertOptions<L, Level, Own>,
): DefinedAlert<L, Level, Own>;
export function alert<L extends string, Level extends string, Own extends string>(
  options: AlertOptions<L, Level, Own>,
): DefinedAlert<L, Level, Own> {
  const place = placeOf(alert);
  validate(shape, options, 'alert', place);
  const when = conditionOf(options.when);
  refuseTwice(options, when, place);
  const one = (condition: AnyCondition, level?: Severity): AnyAlert =>
    alertOf(options, condition, level, place);
  const { levels } = when;
  if (!levels) return one(when);
  return {
    ...one(when, levels[0]?.severity),
    severity: undefined,
    isLevel: undefined,
    levels: levels.map(({ severity, condition }, index) => ({
      ...one(condition, severity),
      rank: levels.length - 1 - index,
    })),
  };
}

/** An alert with the severities of its levels and the labels that it adds, for the compiler alone. */
export type DefinedAlert<L extends string, Level extends string, Own extends string = never> = Alert<L> & {
  readonly levelNames?: Level;
  readonly ownLabels?: Own;
};

/** The alerts that a definition makes: itself, or one for each of its levels. */
export function levelsOf(alert: AnyAlert): readonly AnyAlert[] {
  return alert.levels ?? [alert];
}

function conditionOf(when: AnyCondition | AnyVector): AnyCondition {
  return 'signals' in when ? when : { node: nodeOf(when), signals: [] };
}

function alertOf<L extends string>(
  options: AlertOptions<L, string>,
  condition: AnyCondition,
  level: Severity | undefined,
  place: Place,
): AnyAlert {
  const { name, over = defaultRuleWindow, severity, runbook, labels = noLabels, group, json } = options;
  const shown = condition.threshold?.signal ?? condition.signals[0];
  const unit = shown && unitInTexts(shown);
  const composed = (text: MessageText<L>): ComposedText => composeText(text, unit, place);
  const { summary, description } = options;
  return {
    type: 'alert',
    name,
    condition,
    over,
    for: ofLevel(options.for, level) ?? '0m',
    keepFiringFor: ofLevel(options.keepFiringFor, level),
    severity: level ?? severity,
    summary: summary === undefined ? undefined : composed(summary),
    description: description === undefined ? undefined : composed(description),
    runbook,
    labels,
    annotations: mapTexts(options.annotations ?? {}, composed),
    group,
    json,
    ...(level !== undefined && { isLevel: true }),
    suppress: options.suppress ?? nothingSuppressed,
    place,
  };
}

function ofLevel(value: BySeverity<Duration> | undefined, level: Severity | undefined): Duration | undefined {
  if (value === undefined || typeof value === 'string') return value;
  return level !== undefined && Object.hasOwn(value, level) ? value[level] : undefined;
}

/** Annotations that two options set, and values for levels that do not exist. */
function refuseTwice<L extends string>(
  options: AlertOptions<L, string>,
  { levels }: AnyCondition,
  place: Place,
): void {
  const report = (message: string, expected: string, suggestion?: string) =>
    reportMistake(new DefinitionError(`alert: ${message}`, place, { expected, suggestion }));
  for (const [annotation, option] of Object.entries(annotationOptions)) {
    if (options[option] !== undefined && Object.hasOwn(options.annotations ?? {}, annotation))
      report(`annotations sets ${annotation}, and so does the option ${option}`, `one of the two`);
  }
  const known = levels?.map(({ severity }) => severity) ?? [];
  if (levels && options.severity !== undefined)
    report(
      `severity is ${JSON.stringify(options.severity)}, but the bounds already have severities`,
      'no severity',
    );
  for (const option of ['for', 'keepFiringFor'] as const) {
    const value = options[option];
    if (value === undefined || typeof value === 'string') continue;
    for (const level of Object.keys(value)) {
      if (known.includes(level)) continue;
      report(
        `${option} names the level ${JSON.stringify(level)}, which the condition has no bound for`,
        levels
          ? `one of ${known.join(', ')}`
          : `one duration, or bounds by severity: above(signal, { ${level}: 5 })`,
        didYouMean(level, known),
      );
    }
  }
}

const annotationOptions = { summary: 'summary', description: 'description', runbook_url: 'runbook' } as const;

function mapTexts<L extends string>(
  texts: Readonly<Record<string, MessageText<L>>>,
  composed: (text: MessageText<L>) => ComposedText,
): Readonly<Record<string, ComposedText>> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, composed(text)]));
}
