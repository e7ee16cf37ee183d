import { bundle, catalog, counter, gauge, runbook, sli, slo } from 'dashwright';
import { sloScenarios } from 'dashwright/testing';
import { describe, expect, test } from 'vitest';
import { bundleRules, type KeyedGroup } from '../../src/prove/compile/rules.js';
import { compileScenario } from '../../src/prove/compile/scenario.js';
import { impactOf } from '../../src/prove/mutation/impact.js';
import { mutantDetector } from '../../src/prove/mutation/mutant-detector.js';
import { mutateRule } from '../../src/prove/mutation/mutate-rule.js';
import { checkPlan } from '../../src/prove/run/check-plan.js';
import { type RuleReferences, ruleReferences } from '../../src/prove/run/dependencies.js';
import { dependencyLevels } from '../../src/prove/run/dependency-levels.js';
import { evaluatePlan } from '../../src/prove/run/evaluate-plan.js';
import { planScenario, type RuleChoice } from '../../src/prove/run/plan.js';
import { type EvaluationSession, openSession } from '../../src/prove/run/session.js';
import type { AnyScenario } from '../../src/prove/scenario/types.js';
import { type ResolvedRule, resolveBundle } from '../../src/resolve/index.js';
import { everything, oneMutantOf } from '../support/sample.js';
import { engine } from './support/engine.js';

const metrics = catalog({
  requests_total: counter({ help: 'Requests.', labels: { status: ['200', '500'] } }),
  healthy: gauge({ help: '1 while healthy.' }),
});
const availability = slo({
  service: 'shop',
  runbook: runbook('shop'),
  name: 'availability',
  objective: 99,
  sli: sli.events({ errors: metrics.requests_total.where({ status: /5../ }), total: metrics.requests_total }),
  alerts: { minEventsPerWindow: 40, absent: true },
});
const shop = resolveBundle(
  bundle({
    name: 'shop',
    title: 'Shop',
    description: 'A shop.',
    version: '1.0.0',
    metrics,
    slos: [availability],
    urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}.md' },
  }),
);
const rules = bundleRules(shop);

function prepared(scenario: AnyScenario) {
  return { plan: planScenario(scenario, rules), compiled: compileScenario(scenario, rules) };
}

describe('evaluating rules level by level gives the same samples and alerts as evaluating all at once', () => {
  const short = sloScenarios(availability).filter(({ name }) => !/ticket|page slow/.test(name));
  const some = everything ? short : short.filter((_, index) => index % 3 === 0);
  test.each(some.map((scenario) => [scenario.name, scenario] as const))('%s', (_, scenario) => {
    const { plan, compiled } = prepared(scenario);
    const session = openSession(engine, compiled);
    const at = compiled.clock.end;
    const all = [...plan.records].map((name) => ({ expr: `${name}[${at + 1}s]`, at }));
    const samples = [...plan.samples, ...all];
    const whole = session.evaluate({ groups: plan.groups(), capture: plan.capture, samples });
    expect(evaluatePlan(plan, session, { samples })).toEqual(whole);
    session.dispose();
  });
});

test('the same when every group is evaluated at the step of the scenario, as in promtool', () => {
  const [scenario] = sloScenarios(availability);
  if (!scenario) throw new Error('an SLO has scenarios');
  const { plan, compiled } = prepared(scenario);
  const slower = { ...plan, groups: (choice?: RuleChoice) => plan.groups(choice).map(everyMinute) };
  const session = openSession(engine, compiled);
  const at = compiled.clock.end;
  const capture = [at / 2, at];
  const alerts = { expr: `ALERTS[${at + 1}s]`, at };
  const samples = [...[...plan.records].map((name) => ({ expr: `${name}[${at + 1}s]`, at })), alerts];
  const whole = session.evaluate({ groups: plan.groups(), capture, samples });
  expect(evaluatePlan(slower, session, { capture, samples, asPromtool: true })).toEqual(whole);
  const byInterval = evaluatePlan(slower, session, { capture, samples });
  expect(byInterval.samples).not.toEqual(whole.samples);
  session.dispose();
});

function everyMinute(group: KeyedGroup): KeyedGroup {
  return { ...group, interval: '1m' };
}

type Read = readonly [name: string, text: string, delayed?: boolean];

function references(...list: readonly Read[]): RuleReferences[] {
  return list.map(([name, text, delayed = false]) => ({ name, text, delayed }));
}
function levels(list: readonly RuleReferences[]): string[][] {
  return dependencyLevels(list, new Set(list.map(({ name }) => name))).map((level) => [...level]);
}

describe('dependency levels', () => {
  test('a rule is in a later level than all rules it depends on', () => {
    const chain = references(['a', 'x'], ['b', 'a + x'], ['c', 'x'], ['D', 'b > c']);
    expect(levels(chain)).toEqual([['a', 'c'], ['b'], ['D']]);
  });
  test('rules with the same name share a level', () => {
    expect(levels(references(['a', 'x'], ['b', 'y'], ['b', 'a'], ['C', 'b']))).toEqual([['a'], ['b'], ['C']]);
  });
  test.each([
    ['depends on a later rule', references(['a', 'b'], ['b', 'x'])],
    ['depends on itself', references(['a', 'a + x'], ['b', 'a'])],
    ['depends on a delayed rule', references(['a', 'x', true], ['b', 'a'])],
  ])('there is one level if a rule %s', (_, list) => {
    expect(levels(list)).toEqual([['a', 'b']]);
  });
});

describe('a changed rule affects', () => {
  const withoutSamples = { samples: [], recordsUsedBy: (texts: readonly string[]) => namesIn(texts) };
  const namesIn = (texts: readonly string[]) =>
    new Set(['a', 'b', 'c'].filter((n) => texts.join().includes(n)));
  const impact = (changed: string, ...list: readonly Read[]) => {
    const plan = { ...prepared(sloScenarios(availability)[0] as AnyScenario).plan, ...withoutSamples };
    const { affected, inputs } = impactOf(plan, references(...list), changed);
    return { affected: [...affected].sort(), inputs: inputs.map((level) => [...level]) };
  };
  test('the rule and its dependents; their other dependencies are inputs', () => {
    const found = impact('b', ['a', 'x'], ['b', 'a'], ['c', 'x'], ['D', 'b > c'], ['E', 'c > 1']);
    expect(found).toEqual({ affected: ['D', 'b'], inputs: [['a', 'c']] });
  });
  test('what a dependent reads before it is recorded', () => {
    expect(impact('a', ['a', 'x'], ['b', 'a + c'], ['c', 'x'])).toEqual({
      affected: ['a', 'b', 'c'],
      inputs: [],
    });
  });
});

test('a scenario detects the same mutants if all rules are evaluated or only the affected ones', () => {
  const scenarios = sloScenarios(availability).filter(({ name }) => /above the bound|a few$/.test(name));
  const results: boolean[] = [];
  let number = 0;
  for (const scenario of scenarios) {
    const { plan, compiled } = prepared(scenario);
    const session = openSession(engine, compiled);
    const result = evaluatePlan(plan, session, { samples: plan.samples });
    const baseline = { plan, session, result, extendedSessions: new Map<string, EvaluationSession>() };
    for (const { rule } of plan.rules) {
      const mutants = mutateRule(rule, rules, engine).filter(() => number++ % oneMutantOf === 0);
      const detector = mutantDetector(baseline, rule, mutants);
      for (const mutant of mutants) {
        const replace = (one: ResolvedRule) => (one === rule ? mutant.changed : one);
        const groups = plan.groups({ replace });
        const whole = session.evaluate({ groups, capture: plan.capture, samples: plan.samples });
        const detected = checkPlan(plan, whole, compiled.clock.end).length > 0;
        expect(detector.detects(mutant), `${scenario.name}: ${mutant.change}`).toBe(detected);
        results.push(detected);
      }
    }
    for (const one of [session, ...baseline.extendedSessions.values()]) one.dispose();
  }
  expect(new Set(results)).toEqual(new Set([true, false]));
}, 120_000);

describe('the dependencies of a rule are unknown', () => {
  const base = prepared(sloScenarios(availability)[0] as AnyScenario);
  const known = (to: string): boolean => {
    const of = base.plan.rules[0]?.rule;
    return ruleReferences(base.plan, base.compiled, { ...(of && { of }), to: [to] }) !== undefined;
  };
  test('if a selector has no metric name', () => {
    expect(known('sum(rate(requests_total{status="500"}[5m])) > 0')).toBe(true);
    expect(known('sum({status="500"})')).toBe(false);
    expect(known('{__name__=~"slo:.*"}')).toBe(false);
    expect(known('count(ALERTS{alertstate="firing"})')).toBe(false);
  });
  test('if it selects future samples', () => {
    expect(known('sum(rate(requests_total[5m] offset 5m))')).toBe(true);
    expect(known('sum(rate(requests_total[5m] offset -5m))')).toBe(false);
    expect(known('sum(requests_total @ 600)')).toBe(false);
    expect(known('sum(requests_total @ end())')).toBe(true);
  });
  test('if the scenario has series with its name', () => {
    const copied = base.compiled.series.map((one) => {
      return { ...one, labels: { ...one.labels, __name__: availability.records.total.rule.record } };
    });
    expect(ruleReferences(base.plan, { ...base.compiled, series: copied })).toBeUndefined();
  });
});
