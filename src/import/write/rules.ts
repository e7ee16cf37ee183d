import { parseDuration } from '../../catalog/duration.js';
import { childrenOf, type Engine, type Expression } from '../../engine/index.js';
import { array, type Code, call, data, literal, member, name, object } from '../code/code.js';
import { fileName, identifier, reservedWords } from '../code/names.js';
import type { InputGroup, InputRule } from '../model.js';
import { bare, constantOf } from '../promql/constant.js';
import { spacedName } from '../promql/describe.js';
import { durationText } from '../promql/duration.js';
import { type Prepared, prepareExpressions } from '../promql/prepare.js';
import type { SeriesCode } from '../promql/typed-model.js';
import type { RawExpression, WrittenExpression } from '../promql/write.js';
import type { Definitions } from './definition.js';
import type { Signals } from './signals.js';

/** A rule of the input with its expression read. */
export interface PreparedRule {
  readonly rule: InputRule;
  readonly prepared: Prepared;
}
export interface PreparedGroup {
  readonly group: InputGroup;
  /** Unique in the bundle. */
  readonly name: string;
  readonly rules: readonly PreparedRule[];
}

/** Durations in the one unit that their type takes; what Prometheus has as none is none. */
export function durationCode(text: string | undefined): Code | undefined {
  if (text === undefined) return undefined;
  const milliseconds = parseDuration(text);
  if (milliseconds === undefined) return literal(text);
  return milliseconds === 0 ? undefined : literal(durationText(milliseconds));
}

/** What the rules of a bundle came to. */
export interface RuleTally {
  rules: number;
  typed: number;
  readonly raw: RawExpression[];
}

/** Writes recording rules, alerts and their groups. */
export class RuleWriter {
  readonly tally: RuleTally = { rules: 0, typed: 0, raw: [] };
  readonly recorded = new Map<string, SeriesCode>();
  readonly alertNames: string[] = [];
  /** The first constant of each alert, by the name that it fires under. */
  readonly alertConstants = new Map<string, string>();
  readonly recordNames: string[] = [];
  readonly groupNames: string[] = [];
  readonly #ruleNames = new Map<InputRule, string>();

  constructor(
    private readonly definitions: Definitions,
    private readonly engine: Engine,
  ) {}

  /** Recording rules, each after those whose series it reads, and otherwise in the order of the input. */
  recordings(
    groups: readonly PreparedGroup[],
    signals: Signals,
    wanted: (record: string) => readonly string[],
  ): void {
    const all = new Map<string, PreparedRule[]>();
    for (const one of groups.flatMap(({ rules }) => rules)) {
      const { record } = one.rule;
      if (record !== undefined) all.set(record, [...(all.get(record) ?? []), one]);
    }
    const begun = new Set<string>();
    const write = (record: string): void => {
      if (begun.has(record)) return;
      begun.add(record);
      const rules = all.get(record) ?? [];
      for (const { prepared } of rules)
        if (prepared.ast) for (const name of namesIn(prepared.ast)) write(name);
      for (const one of rules) this.#recording(one, record, signals, wanted);
    };
    for (const record of all.keys()) write(record);
  }

  #recording(
    { rule, prepared }: PreparedRule,
    record: string,
    signals: Signals,
    wanted: (record: string) => readonly string[],
  ): void {
    const expression = this.#count(rule, signals.expression(prepared, wanted(record)));
    const constant = this.definitions.unique(identifier(record, 'recorded'));
    const code = call(
      'record',
      literal(record),
      object(
        {
          expr: expression.code,
          over: overCode(prepared, expression),
          labels: Object.keys(rule.labels).length > 0 ? data(rule.labels) : undefined,
          json: jsonCode(rule.others),
        },
        { tall: true },
      ),
    );
    this.definitions.add({ name: constant, code, file: 'recording-rules', comment: rule.comment });
    this.#ruleNames.set(rule, constant);
    this.recordNames.push(constant);
    if (this.recorded.has(record)) return;
    this.recorded.set(record, {
      code: member(name(constant), 'series'),
      labels: new Set([...expression.labels, ...Object.keys(rule.labels)]),
      kind: 'recorded',
    });
  }

  #count(rule: InputRule, expression: WrittenExpression): WrittenExpression {
    this.tally.rules++;
    if (expression.typed) this.tally.typed++;
    else
      this.tally.raw.push({
        at: rule.alert ?? rule.record ?? rule.at,
        expr: rule.expr,
        reason: expression.reason ?? '',
      });
    return expression;
  }

  alerts(groups: readonly PreparedGroup[], signals: Signals): void {
    const total = groups.reduce(
      (count, { rules }) => count + rules.filter(({ rule }) => rule.alert !== undefined).length,
      0,
    );
    for (const { group, name: groupName, rules } of groups) {
      // A file for each group where there are many alerts.
      const topic = total > 12 ? `alerts/${fileName(groupName, 'alerts')}` : 'alerts';
      for (const one of rules)
        if (one.rule.alert !== undefined) this.#alert(one, one.rule.alert, topic, signals);
      this.#group(group, groupName, rules);
    }
  }

  #alert({ rule, prepared }: PreparedRule, alertName: string, file: string, signals: Signals): void {
    const condition = this.#condition(rule, alertName, prepared, signals);
    const constant = this.definitions.unique(alertConstant(alertName));
    const { summary, description, ...annotations } = rule.annotations;
    const { severity, ...labels } = rule.labels;
    const isSeverity = severity !== undefined && severity !== '';
    const code = call(
      'alert',
      object(
        {
          name: constant === alertName ? undefined : literal(alertName),
          when: condition.code,
          over: condition.over,
          for: durationCode(rule.for),
          keepFiringFor: durationCode(rule.keepFiringFor),
          severity: isSeverity ? literal(severity) : undefined,
          summary: summary === undefined ? undefined : literal(summary),
          description: description === undefined ? undefined : literal(description),
          labels: Object.keys(labels).length > 0 ? data(labels) : undefined,
          annotations: Object.keys(annotations).length > 0 ? data(annotations) : undefined,
          json: jsonCode({ ...(severity === '' && { labels: { severity } }), ...rule.others }),
        },
        { tall: true },
      ),
    );
    this.definitions.add({ name: constant, code, file, comment: rule.comment });
    this.#ruleNames.set(rule, constant);
    this.alertNames.push(constant);
    if (!this.alertConstants.has(alertName)) this.alertConstants.set(alertName, constant);
  }

  /** A bound on a signal where the expression is one comparison with a number; otherwise the expression. */
  #condition(
    rule: InputRule,
    alertName: string,
    prepared: Prepared,
    signals: Signals,
  ): { readonly code: Code; readonly over: Code | undefined } {
    const bound = prepared.ast && boundOf(prepared.ast);
    if (bound && prepared.ast) {
      const [left] = prepareExpressions([prepared.text.slice(bound.start, bound.end)], this.engine);
      // The window of the signal is that of the whole: the bound has none.
      const written = left?.ast && signals.expression(left);
      if (left && written?.typed) {
        this.#count(rule, written);
        const signal = signals.signal(left, {
          title: spacedName(alertName),
          preferTitle: false,
          file: 'signals',
        });
        return {
          code: call(bound.func, signal.code, bound.value),
          over: overCode(left, written),
        };
      }
    }
    const expression = this.#count(rule, signals.expression(prepared));
    return { code: expression.code, over: overCode(prepared, expression) };
  }

  #group(group: InputGroup, groupName: string, rules: readonly PreparedRule[]): void {
    const members = rules.flatMap(({ rule }) => this.#ruleNames.get(rule) ?? []);
    if (members.length === 0) return;
    const { partial_response_strategy, source_tenants, align_evaluation_time_on_interval, ...others } =
      group.others;
    const strategy = String(partial_response_strategy ?? '').toLowerCase();
    const known = strategy === 'warn' || strategy === 'abort';
    const constant = this.definitions.unique(identifier(`${groupName} group`, 'rules'));
    const code = call(
      'ruleGroup',
      object(
        {
          name: literal(groupName),
          interval: durationCode(group.interval),
          limit: group.limit === undefined ? undefined : literal(group.limit),
          queryOffset: durationCode(group.queryOffset),
          labels: Object.keys(group.labels).length > 0 ? data(group.labels) : undefined,
          partialResponseStrategy: known ? literal(strategy) : undefined,
          sourceTenants:
            Array.isArray(source_tenants) && source_tenants.length > 0 ? data(source_tenants) : undefined,
          alignEvaluationTimeOnInterval:
            align_evaluation_time_on_interval === true ? literal(true) : undefined,
          rules: array(members.map(name)),
          json: jsonCode({
            ...(!known && partial_response_strategy !== undefined && { partial_response_strategy }),
            ...others,
          }),
        },
        { tall: true },
      ),
    );
    this.definitions.add({ name: constant, code, file: 'rule-groups', comment: group.comment });
    this.groupNames.push(constant);
  }
}

/** Names of the series that an expression reads. */
function namesIn(node: Expression): string[] {
  const own = node.kind === 'vector' && node.name !== '' ? [node.name] : [];
  return [...own, ...childrenOf(node).flatMap(namesIn)];
}

function jsonCode(others: Readonly<Record<string, unknown>>): Code | undefined {
  return Object.keys(others).length > 0 ? data(others) : undefined;
}

/** `over`, where the window is left open and is not the five minutes that rules have anyway. */
function overCode({ window }: Prepared, { typed }: WrittenExpression): Code | undefined {
  return !typed || window === undefined || window === '5m' ? undefined : literal(window);
}

const comparisons: Readonly<Record<string, string>> = {
  '>': 'above',
  '>=': 'atLeast',
  '<': 'below',
  '<=': 'atMost',
  '==': 'equals',
  '!=': 'differs',
};

/** The comparison of an alert's expression with a number: the part that is compared, and the number as code. */
function boundOf(ast: Expression): { func: string; value: Code; start: number; end: number } | undefined {
  const node = bare(ast);
  if (node.kind !== 'binary' || node.returnBool) return undefined;
  const func = comparisons[node.op];
  const value = constantOf(node.rhs);
  if (func === undefined || value === undefined || !Number.isFinite(value)) return undefined;
  if (constantOf(node.lhs) !== undefined) return undefined;
  const { start, end } = node.lhs;
  return { func, value: constantCode(node.rhs), start, end };
}

function constantCode(given: Expression): Code {
  const node = bare(given);
  if (node.kind !== 'binary') return literal(constantOf(node) ?? 0);
  return {
    kind: 'operation',
    op: node.op as '*',
    left: constantCode(node.lhs),
    right: constantCode(node.rhs),
  };
}

/** The alert's own name where it can be one of a constant. */
function alertConstant(alertName: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(alertName) && !reservedWords.has(alertName)
    ? alertName
    : identifier(alertName, 'alert');
}
