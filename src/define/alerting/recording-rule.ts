import {
  type Duration,
  type LabelExamples,
  type Labelled,
  type Metric,
  type Place,
  placeOf,
  type Selector,
  selector,
} from '../../catalog/index.js';
import {
  duration,
  jsonObject as jsonShape,
  name as nameShape,
  options as optionsOf,
  required,
  text,
  validate,
  validateName,
} from '../../catalog/shape/index.js';
import { keptLabels, type Node, nodeOf, unitOf, type Vector } from '../../query/index.js';
import { expression, metricUnit, seriesLabels, suppressions } from '../shapes.js';
import { nothingSuppressed, type Suppressible, type Suppression } from '../suppression.js';
import { defaultRuleWindow, type RuleJson } from './alert.js';
import { noLabels } from './labels.js';

/** Options of a recording rule. */
export interface RecordingOptions<L extends string, S extends string = string> extends Suppressible {
  /** Expression to record. */
  readonly expr: Vector<L>;
  /** What the series mean, for the documentation. */
  readonly help?: string;
  /** Window of the rates that have none. @default 5m */
  readonly over?: Duration;
  /** Labels to add to the recorded series. */
  readonly labels?: Readonly<Record<S, string>>;
  /** Grafana unit id. @default inferred from the expression */
  readonly unit?: string;
  /** Name of the rule group. @default the name of the bundle */
  readonly group?: string;
  /** Fields of the rule without an option of their own, in the form of a rule file; merged last. */
  readonly json?: RuleJson;
}

/** A recording rule and the series that it records. */
export interface RecordingRule<L extends string> extends Labelled<L> {
  readonly type: 'recording';
  /** Name of the recorded series, `level:metric:operations` by convention. */
  readonly record: string;
  readonly help?: string | undefined;
  readonly rule: Node;
  readonly over: Duration;
  readonly labels: Readonly<Record<string, string>>;
  readonly unit?: string | undefined;
  readonly group?: string | undefined;
  readonly json?: RuleJson | undefined;
  /** The recorded series, for use in signals and alerts. */
  readonly series: Selector<'recorded', L>;
  readonly suppress: readonly Suppression[];
  readonly place: Place;
}
/** A recording rule whose labels do not matter here. */
export type AnyRecordingRule = Omit<RecordingRule<never>, keyof Labelled<never> | 'series'>;

const shape = optionsOf<RecordingOptions<string>>({
  expr: required(expression),
  help: text,
  over: duration,
  labels: seriesLabels,
  unit: metricUnit,
  group: nameShape,
  json: jsonShape,
  suppress: suppressions,
});

/**
 * A recording rule: it records an expression as a new series.
 *
 * @throws DefinitionError for an option that is missing, misspelt or has an invalid value
 * @example record('topic:queue_length:max', { expr: max(metrics.queue_length, { by: ['topic'] }) })
 */
export function record<L extends string, S extends string = never>(
  name: string,
  options: RecordingOptions<L, S>,
): RecordingRule<L | S> {
  const place = placeOf(record);
  validateName(name, 'record', place);
  validate(shape, options, `record ${JSON.stringify(name)}`, place);
  const {
    expr,
    help,
    over = defaultRuleWindow,
    labels = noLabels,
    group,
    json,
    suppress = nothingSuppressed,
  } = options;
  const node = nodeOf(expr);
  const unit = options.unit ?? unitOf(node);
  const kept = keptLabels(node);
  const metric: Metric = {
    name,
    kind: 'gauge',
    help: help ?? '',
    unit,
    labels: withoutValues([...(kept ?? []), ...Object.keys(labels)]),
    targetLabels: none,
    otherLabels: kept === undefined ? true : undefined,
    ephemeral: none,
    place,
  };
  return {
    type: 'recording',
    record: name,
    help,
    rule: node,
    over,
    labels,
    unit,
    group,
    json,
    series: selector({ kind: 'recorded', name, metric, matchers: none }),
    suppress,
    place,
  };
}

const none: readonly never[] = [];

/** Labels without known values. */
function withoutValues(labels: readonly string[]): LabelExamples {
  const examples: Record<string, readonly string[]> = {};
  for (const label of labels) examples[label] = none;
  return examples;
}
