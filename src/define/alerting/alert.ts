import { type Duration, type Labelled, type Place, placeOf } from '../../catalog/index.js';
import {
  duration,
  name,
  options as optionsOf,
  record,
  required,
  text,
  validate,
} from '../../catalog/shape/index.js';
import { alertLabels, condition, message, runbookShape, suppressions } from '../shapes.js';
import { unitInTexts } from '../signal.js';
import { nothingSuppressed, type Suppressible, type Suppression } from '../suppression.js';
import type { AnyCondition, Condition } from './condition.js';
import { noLabels } from './labels.js';
import { type ComposedText, composeText, type MessageText } from './message.js';
import type { Runbook } from './runbook.js';

/** critical: wakes someone; warning: a ticket for the next working day; info: context on a dashboard. */
export type Severity = 'critical' | 'warning' | 'info';

export interface AlertOptions<L extends string> extends Suppressible {
  readonly when: Condition<L>;
  /** Window of the rates in the condition that name none. @default 5m */
  readonly over?: Duration;
  /** How long the condition must hold before the alert fires. @default 0m: at once */
  readonly for?: Duration;
  /** How long the alert goes on firing after the condition has ended. */
  readonly keepFiringFor?: Duration;
  readonly severity: Severity;
  /** One line: what is wrong. */
  readonly summary: MessageText<L>;
  /** What it means and what to look at, with the value and the threshold. */
  readonly description: MessageText<L>;
  readonly runbook: Runbook;
  /** Further labels, such as a team for routing. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, MessageText<L>>>;
  /** Name of the rule group. @default the bundle's own name */
  readonly group?: string;
}

/** An alerting rule; its name is the key under which the bundle lists it. */
export interface Alert<L extends string> extends Labelled<L> {
  readonly type: 'alert';
  readonly condition: AnyCondition;
  readonly over: Duration;
  readonly for: Duration;
  readonly keepFiringFor?: Duration | undefined;
  readonly severity: Severity;
  readonly summary: ComposedText;
  readonly description: ComposedText;
  readonly runbook: Runbook;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, ComposedText>>;
  readonly group?: string | undefined;
  readonly suppress: readonly Suppression[];
  readonly place: Place;
}
export type AnyAlert = Omit<Alert<never>, keyof Labelled<never>>;

/** The window of rates in rules that name none: four scrapes of 60 s and one to spare. */
export const defaultRuleWindow: Duration = '5m';

const shape = optionsOf<AlertOptions<string>>({
  when: required(condition),
  over: duration,
  // The check `rule/duration` validates them.
  for: text,
  keepFiringFor: text,
  // The check `alert/metadata` validates the severity: a team may have others.
  severity: required(name),
  summary: required(message),
  description: required(message),
  runbook: required(runbookShape),
  labels: alertLabels,
  annotations: record(message, name),
  group: name,
  suppress: suppressions,
});

/** @throws DefinitionError for an option that is missing or misspelt, or whose value cannot be meant */
export function alert<L extends string>(options: AlertOptions<L>): Alert<L> {
  const place = placeOf(alert);
  validate(shape, options, 'alert', place);
  const {
    when,
    over = defaultRuleWindow,
    keepFiringFor,
    severity,
    runbook,
    labels = noLabels,
    group,
  } = options;
  const shown = when.threshold?.signal ?? when.signals[0];
  const unit = shown && unitInTexts(shown);
  const composed = (text: MessageText<L>): ComposedText => composeText(text, unit, place);
  return {
    type: 'alert',
    condition: when,
    over,
    for: options.for ?? '0m',
    keepFiringFor,
    severity,
    summary: composed(options.summary),
    description: composed(options.description),
    runbook,
    labels,
    annotations: mapTexts(options.annotations ?? {}, composed),
    group,
    suppress: options.suppress ?? nothingSuppressed,
    place,
  };
}

function mapTexts<L extends string>(
  texts: Readonly<Record<string, MessageText<L>>>,
  composed: (text: MessageText<L>) => ComposedText,
): Readonly<Record<string, ComposedText>> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, composed(text)]));
}
