import type { Place } from '../../catalog/index.js';
import { didYouMean } from '../../catalog/similar.js';
import type { AnyAlert } from '../../define/index.js';
import { mentions } from '../compile/mentions.js';
import type { BundleRules } from '../compile/rules.js';
import type { CompiledScenario } from '../compile/scenario.js';
import { labelText, matchesText } from '../expect/match.js';
import { isRouting } from '../routing/dispatch.js';
import type { Plan } from '../run/plan.js';
import type { AlertExpectation } from '../scenario/expectation.js';
import type { AnyScenario } from '../scenario/types.js';
import type { ProofFinding } from './finding.js';

/** Findings on a scenario itself, before it is evaluated: parts of it that are unknown, unused or cannot fail. */
export function scenarioFindings(plan: Plan, compiled: CompiledScenario, rules: BundleRules): ProofFinding[] {
  return [
    ...unknownAlerts(plan.scenario, rules),
    ...noExpectations(plan, rules),
    ...unknownMetrics(compiled, rules),
    ...duplicateSeries(plan, compiled, rules),
    ...unusedSeries(plan, compiled, rules),
    ...unmatchedLabels(plan, compiled, rules),
    ...unroutable(plan, rules),
  ];
}

type Part = Pick<ProofFinding, 'check' | 'message' | 'place'> & Partial<ProofFinding>;
export function scenarioFinding(rules: BundleRules, scenario: AnyScenario, finding: Part): ProofFinding {
  return { level: 'error', path: `${rules.bundle.name}/scenarios/${scenario.name}`, ...finding };
}

function unknownAlerts(scenario: AnyScenario, rules: BundleRules): ProofFinding[] {
  const known = (alert: AnyAlert): boolean => rules.alerts.has(alert);
  const places = [
    ...(scenario.alerts.every(known) ? [] : [scenario.place]),
    ...scenario.expectations.flatMap((e) =>
      e.type !== 'sample' && e.alerts !== scenario.alerts && !e.alerts.every(known) ? [e.place] : [],
    ),
  ];
  return places.map((place) =>
    scenarioFinding(rules, scenario, {
      check: 'scenario/unknown-alert',
      place,
      message: 'the scenario has an alert that the bundle does not have',
      expected: 'an alert that bundle.ts lists',
    }),
  );
}

/** Findings with which expectations on notifications are not looked at. */
export const routingFindings: readonly string[] = ['scenario/no-routing', 'scenario/unknown-receiver'];

function unroutable({ scenario }: Plan, rules: BundleRules): ProofFinding[] {
  const [first, ...others] = scenario.expectations.filter(isRouting);
  if (!first) return [];
  const routing = rules.routing()?.routing;
  if (!routing) {
    return [
      scenarioFinding(rules, scenario, {
        check: 'scenario/no-routing',
        place: first.place,
        message: `${first.text} is about notifications, but bundle ${rules.bundle.name} has no routing`,
        expected: 'bundle({ routing: routing({ … }) })',
      }),
    ];
  }
  const known = routing.receivers.map(({ name }) => name);
  return [first, ...others].flatMap((expectation) => {
    if (!('receiver' in expectation) || known.includes(expectation.receiver.name)) return [];
    const { name } = expectation.receiver;
    const similar = didYouMean(name, known);
    return scenarioFinding(rules, scenario, {
      check: 'scenario/unknown-receiver',
      place: expectation.place,
      message: `the routing of bundle ${rules.bundle.name} has no receiver ${JSON.stringify(name)}`,
      expected: similar ?? `one of ${known.join(', ')}`,
    });
  });
}

function noExpectations({ scenario }: Plan, rules: BundleRules): ProofFinding[] {
  const message =
    scenario.expectations.length === 0
      ? 'the scenario expects nothing'
      : scenario.expectations.some((e) => e.type !== 'sample' && e.alerts.length === 0)
        ? 'the scenario has expectations on alerts, but no alerts'
        : undefined;
  if (message === undefined) return [];
  const finding = { check: 'scenario/expects-nothing', place: scenario.place, message };
  const expected = "an expectation that can fail, such as .firingAt('20m')";
  return [scenarioFinding(rules, scenario, { ...finding, expected })];
}

function unknownMetrics({ scenario, series }: CompiledScenario, rules: BundleRules): ProofFinding[] {
  const known = new Set(rules.bundle.metrics.map(({ name }) => name));
  return metricsByPlace(series)
    .filter(({ metric }) => !known.has(metric))
    .map(({ metric, place }) =>
      scenarioFinding(rules, scenario, {
        check: 'scenario/unknown-metric',
        place,
        message: `the bundle has no metric ${metric}`,
        expected: didYouMean(metric, [...known]) ?? "a metric of the bundle's catalog",
      }),
    );
}

/** The metric of each call that adds series. */
function metricsByPlace(series: CompiledScenario['series']): { metric: string; place: Place }[] {
  const found = new Map(series.map(({ place, metric }) => [place, metric]));
  return [...found].map(([place, metric]) => ({ metric, place }));
}

function duplicateSeries(
  { scenario }: Plan,
  { series }: CompiledScenario,
  rules: BundleRules,
): ProofFinding[] {
  const seen = new Set<string>();
  const findings = new Map<unknown, ProofFinding>();
  for (const { labels, place } of series) {
    const key = JSON.stringify(Object.entries(labels).sort());
    if (seen.has(key) && !findings.has(place)) {
      const finding = scenarioFinding(rules, scenario, {
        check: 'scenario/duplicate-series',
        place,
        message: `the series ${labels.__name__}${labelText(labels)} is defined twice`,
        expected: 'different labels, or one shape with thenAt()',
      });
      findings.set(place, finding);
    }
    seen.add(key);
  }
  return [...findings.values()];
}

function unusedSeries(plan: Plan, { series }: CompiledScenario, rules: BundleRules): ProofFinding[] {
  const used = new Set<unknown>();
  for (const { labels, place } of series) {
    if (plan.expressions.some((one) => mentions(one, labels.__name__ ?? ''))) used.add(place);
  }
  return metricsByPlace(series)
    .filter(({ place }) => !used.has(place))
    .map(({ metric, place }) =>
      scenarioFinding(rules, plan.scenario, {
        check: 'scenario/unused-series',
        place,
        message: `no rule of the scenario uses ${metric}`,
        expected: 'a metric that the alerts or recording rules of the scenario use',
      }),
    );
}

/** An expectation that an alert is quiet cannot fail if no series has its label value. */
function unmatchedLabels(plan: Plan, { series }: CompiledScenario, rules: BundleRules): ProofFinding[] {
  const values = new Map<string, Set<string>>();
  const addAll = (labels: Readonly<Record<string, string>>): void => {
    for (const [name, value] of Object.entries(labels)) {
      values.set(name, (values.get(name) ?? new Set()).add(value));
    }
  };
  for (const { labels } of series) addAll(labels);
  for (const { alert, labels } of plan.alerts) addAll({ ...labels, alertname: alert });
  const quiet = plan.scenario.expectations.filter(
    (e): e is AlertExpectation => e.type === 'alert' && (e.state === 'quiet' || e.state === 'notFiring'),
  );
  return quiet.flatMap(({ labels, place }) =>
    Object.entries(labels)
      .filter(([name, match]) => ![...(values.get(name) ?? [])].some((value) => matchesText(value, match)))
      .map(([name, match]) =>
        scenarioFinding(rules, plan.scenario, {
          check: 'scenario/cannot-fail',
          place,
          message: `no series of the scenario has ${labelText({ [name]: match }).slice(1, -1)}, so this alert is always inactive`,
          expected: `one of ${[...(values.get(name) ?? [])].join(', ') || 'the labels of the series'}`,
        }),
      ),
  );
}
