import type { Engine } from '../../engine/index.js';
import type { Ignored, InputGroup, InputRule } from '../model.js';
import type { Note } from '../note.js';
import { durationText } from '../promql/duration.js';
import { type Condition, conditionOf, NoCondition } from './grafana-condition.js';
import { lostPart } from './lost-part.js';
import type { Origin, Path } from './origin.js';
import { isPlain, listOf, type Plain, plain } from './plain.js';

/** What was read of rules that Grafana evaluates. */
export interface GrafanaRules {
  readonly groups: readonly InputGroup[];
  /** Rules that are left out, and parts of rules that the bundle does not say. */
  readonly ignored: readonly Ignored[];
  readonly notes: readonly Note[];
}

/** A group with its place, and that of its rule if it stands in an object of its own. */
export type PlacedGroup = readonly [group: Plain, path: Path, rule?: Path];

/** Whether data is a rule of Grafana: it has queries and expressions, and what of them is its condition. */
export function isGrafanaRule(value: unknown): boolean {
  const { data, title } = plain(value);
  return typeof title === 'string' && Array.isArray(data) && data.some((one) => isPlain(plain(one).model));
}

/**
 * Rules that Grafana evaluates, as alerts and recording rules on metrics: the queries and server side expressions of a
 * condition as one expression of PromQL. What has no such form is named.
 */
export function readGrafanaRules(
  groups: readonly PlacedGroup[],
  origin: Origin,
  engine: Engine,
): GrafanaRules {
  const ignored: Ignored[] = [];
  const notes: Note[] = [];
  const lose = (path: Path, what: string): void => {
    ignored.push(lostPart(origin, path, what));
  };
  const read = groups.flatMap(([group, path, rulePath]): InputGroup[] => {
    const rules = listOf(group.rules).flatMap((given, index): InputRule[] => {
      const own = rulePath ?? [...path, 'rules', index];
      return ruleOf(plain(given), own, { origin, engine, lose, notes });
    });
    if (rules.length === 0) return [];
    const name = String(group.name ?? group.title ?? 'alerts');
    return [
      {
        file: origin.file,
        at: origin.place(path),
        name,
        language: 'promql',
        interval: secondsText(group.interval),
        labels: {},
        rules,
        others: {},
        comment: origin.comment(path, 'rules'),
      },
    ];
  });
  return { groups: read, ignored, notes };
}

interface Reading {
  readonly origin: Origin;
  readonly engine: Engine;
  readonly lose: (path: Path, what: string) => void;
  readonly notes: Note[];
}

function ruleOf(rule: Plain, path: Path, { origin, engine, lose, notes }: Reading): InputRule[] {
  const title = String(rule.title ?? '');
  const record = plain(rule.record);
  const isRecording = typeof record.metric === 'string';
  let condition: Condition;
  try {
    condition = conditionOf(
      rule,
      isRecording ? String(record.from ?? 'A') : String(rule.condition ?? ''),
      isRecording,
    );
  } catch (error) {
    if (!(error instanceof NoCondition)) throw error;
    lose(path, `is the rule ${title} of Grafana, which has no form on metrics: ${error.message}`);
    return [];
  }
  const [parsed] = engine.parse([condition.expr], { features: 'all' });
  if (!parsed?.ok) {
    const reason = parsed?.errors[0]?.message ?? '';
    lose(path, `is the rule ${title} of Grafana, whose query is no PromQL: ${reason}`);
    return [];
  }
  for (const message of condition.notes)
    notes.push({ file: origin.file, at: origin.place(path), message: `${title}: ${message}` });
  const common = {
    expr: condition.expr,
    labels: texts(rule.labels),
    others: {},
    at: origin.place(path),
    comment: origin.comment(path),
  };
  if (rule.isPaused === true)
    lose([...path, 'isPaused'], `pauses the rule ${title}: the bundle has it active`);
  if (isRecording) return [{ ...common, record: String(record.metric), annotations: {} }];
  for (const [key, usual] of [
    ['noDataState', 'NoData'],
    ['execErrState', 'Error'],
  ] as const) {
    const state = rule[key];
    if (typeof state === 'string' && state !== '' && state !== usual && state !== 'OK')
      lose([...path, key], `${key} of ${title} is ${state}: a rule on metrics has no state for that`);
  }
  if (isPlain(rule.notification_settings) || isPlain(rule.notificationSettings))
    lose(path, `${title} names its receiver itself: routes decide in the bundle who is notified`);
  const annotations = texts(rule.annotations);
  for (const [name, text] of Object.entries(annotations)) {
    const { text: own, unknown } = valuesAsValue(text, condition.values);
    annotations[name] = own;
    if (unknown !== undefined)
      lose(
        [...path, 'annotations', name],
        `shows the value of ${unknown}, which a rule on metrics does not have`,
      );
  }
  return [
    {
      ...common,
      alert: title,
      for: secondsText(rule.for),
      keepFiringFor: secondsText(rule.keep_firing_for ?? rule.keepFiringFor),
      annotations,
    },
  ];
}

const value = /\$values\.(\w+)(?:\.Value)?|\(?index \$values "(\w+)"\)?(?:\.Value)?/g;

/** A text in which the values of queries are that of the rule. */
function valuesAsValue(
  text: string,
  known: ReadonlySet<string>,
): { readonly text: string; readonly unknown: string | undefined } {
  let unknown: string | undefined;
  const own = text.replaceAll(value, (_, plainId: string | undefined, indexed: string | undefined) => {
    const id = plainId ?? indexed ?? '';
    if (!known.has(id)) unknown = id;
    return '$value';
  });
  return { text: own, unknown };
}

/** Files of provisioning have `$$` for `$`. */
function unescaped(text: string): string {
  return text.replaceAll('$$', '$');
}

function texts(given: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(plain(given)).map(([key, text]) => [key, unescaped(text === null ? '' : String(text))]),
  );
}

/** A duration; a number is one of seconds. */
function secondsText(given: unknown): string | undefined {
  if (typeof given === 'number') return durationText(given * 1000);
  return typeof given === 'string' && given !== '' ? given : undefined;
}
