import { print } from '../../query/index.js';
import { type ResolvedAlert, type ResolvedRule, ruleGroups, ruleMatchers } from '../../resolve/index.js';
import { type BundleRules, engineGroups, type KeyedGroup } from '../compile/rules.js';
import type { AlertExpectation, Expectation, SampleExpectation } from '../scenario/expectation.js';
import type { AnyScenario } from '../scenario/types.js';
import type { SampleQuery } from './session.js';

/** The rules of a bundle that a scenario tests, and what to evaluate for its expectations. */
export interface Plan {
  readonly scenario: AnyScenario;
  /** The scenario's alerts that are in the bundle. */
  readonly alerts: readonly ResolvedAlert[];
  /** Names of the recording rules that those alerts and the expected samples depend on. */
  readonly records: ReadonlySet<string>;
  /** Expressions of all rules that are evaluated. */
  readonly expressions: readonly string[];
  /** Times, in seconds, at which expectations compare values and annotations. */
  readonly capture: readonly number[];
  readonly samples: readonly (SampleQuery & { readonly expectation: SampleExpectation })[];
  /** The rules in the order of their evaluation; `offset` is true if the group of a rule has a query offset. */
  readonly rules: readonly { readonly rule: ResolvedRule; readonly offset: boolean }[];
  recordsUsedBy: BundleRules['recordsUsedBy'];
  /** The rules in their groups. */
  groups(choice?: RuleChoice): readonly KeyedGroup[];
}

export interface RuleChoice {
  /** Selects the rules to evaluate. @default all */
  readonly keep?: (rule: ResolvedRule) => boolean;
  /** Replaces a rule by a changed one. */
  readonly replace?: (rule: ResolvedRule) => ResolvedRule;
}

/** Window of rates that set none, in a signal that a scenario evaluates. */
const signalWindow = '5m';

export function planScenario(scenario: AnyScenario, rules: BundleRules): Plan {
  const expectedAlerts = scenario.expectations.flatMap((e) => (e.type === 'sample' ? [] : e.alerts));
  const wanted = new Set([...scenario.alerts, ...expectedAlerts]);
  const alerts = [...wanted].flatMap((alert) => rules.alerts.get(alert) ?? []);
  const samples = scenario.expectations.flatMap((expectation) =>
    expectation.type === 'sample'
      ? [{ expectation, expr: sampleExpression(expectation, rules), at: expectation.at }]
      : [],
  );
  // Alerts of one name are evaluated together: promtool, as Alertmanager, knows them by it.
  const names = new Set(alerts.map(({ alert }) => alert));
  const chosen = new Set([...rules.alerts.values()].filter(({ alert }) => names.has(alert)));
  const evaluated = [...chosen, ...samples].map(({ expr }) => expr);
  const records = rules.recordsUsedBy(evaluated);
  const planned = (rule: ResolvedRule): boolean =>
    rule.type === 'alert' ? chosen.has(rule) : records.has(rule.record);
  const { bundle, recordsUsedBy } = rules;
  return {
    scenario,
    alerts,
    records,
    expressions: [
      ...evaluated,
      ...rules.records.filter(({ record }) => records.has(record)).map(({ expr }) => expr),
    ],
    capture: capturesOf(scenario.expectations),
    samples,
    rules: ruleGroups(bundle).flatMap((group) =>
      group.rules
        .filter(planned)
        .map((rule: ResolvedRule) => ({ rule, offset: group.queryOffset !== undefined })),
    ),
    recordsUsedBy,
    groups: ({ keep = () => true, replace } = {}) =>
      engineGroups(bundle, (rule) => planned(rule) && keep(rule), replace),
  };
}

function sampleExpression({ of }: SampleExpectation, { bundle }: BundleRules): string {
  if (of.type === 'recording') return of.record;
  return print(of.node, { window: signalWindow, inject: ruleMatchers(bundle.source) });
}

/** Times of expectations on values or annotations. A state needs none: timelines have every change of it. */
function capturesOf(expectations: readonly Expectation[]): number[] {
  const comparesContent = (e: Expectation): e is AlertExpectation =>
    e.type === 'alert' && (e.value !== undefined || Object.keys(e.annotations).length > 0);
  const times = expectations
    .filter(comparesContent)
    .flatMap(({ when }) => (when.type === 'at' ? [when.at] : []));
  return [...new Set(times)].sort((a, b) => a - b);
}
