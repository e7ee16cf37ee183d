import { bundle, catalog, counter, gauge, runbook, sli, slo, sloScenarios } from 'dashwright';
import { describe, expect, test } from 'vitest';
import { bundleRules } from '../../src/prove/compile/rules.js';
import { compileScenario } from '../../src/prove/compile/story.js';
import { mutateRule } from '../../src/prove/mutation/mutate-rule.js';
import { reachOf } from '../../src/prove/mutation/reach.js';
import { rehearse } from '../../src/prove/mutation/rehearsal.js';
import { checkPlan } from '../../src/prove/run/check-plan.js';
import { type ReadingRule, readingRules } from '../../src/prove/run/dependencies.js';
import { wavesOf } from '../../src/prove/run/dependency-levels.js';
import { evaluatePlan } from '../../src/prove/run/evaluate-plan.js';
import { planScenario } from '../../src/prove/run/plan.js';
import { type Stage, setStage } from '../../src/prove/run/session.js';
import type { AnyScenario } from '../../src/prove/scenario/story.js';
import { type ResolvedRule, resolveBundle } from '../../src/resolve/index.js';
import { engine } from './support/engine.js';
import { oneMutantOf } from './support/sample.js';

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

function prepared(story: AnyScenario) {
  return { plan: planScenario(story, rules), compiled: compileScenario(story, rules) };
}

describe('rules evaluated in waves record the same samples and raise the same alerts as all at once', () => {
  const short = sloScenarios(availability).filter(({ name }) => !/ticket|page slow/.test(name));
  test.each(short.map((story) => [story.name, story] as const))('%s', (_, story) => {
    const { plan, compiled } = prepared(story);
    const stage = setStage(engine, compiled);
    const at = compiled.clock.end;
    const all = [...plan.records].map((name) => ({ expr: `${name}[${at + 1}s]`, at }));
    const samples = [...plan.samples, ...all];
    const whole = stage.evaluate({ groups: plan.groups(), capture: plan.capture, samples });
    expect(evaluatePlan(plan, stage, samples)).toEqual(whole);
    stage.dispose();
  });
});

type Read = readonly [name: string, text: string, late?: boolean];

function reading(...list: readonly Read[]): ReadingRule[] {
  return list.map(([name, text, late = false]) => ({ name, text, late }));
}
function waves(list: readonly ReadingRule[]): string[][] {
  return wavesOf(list, new Set(list.map(({ name }) => name))).map((wave) => [...wave]);
}

describe('waves', () => {
  test('a rule comes after all that it reads', () => {
    const chain = reading(['a', 'x'], ['b', 'a + x'], ['c', 'x'], ['D', 'b > c']);
    expect(waves(chain)).toEqual([['a', 'c'], ['b'], ['D']]);
  });
  test('rules of one name come together', () => {
    expect(waves(reading(['a', 'x'], ['b', 'y'], ['b', 'a'], ['C', 'b']))).toEqual([['a'], ['b'], ['C']]);
  });
  test.each([
    ['reads what comes after it', reading(['a', 'b'], ['b', 'x'])],
    ['goes on from its own value', reading(['a', 'a + x'], ['b', 'a'])],
    ['reads what is recorded late', reading(['a', 'x', true], ['b', 'a'])],
  ])('all take turns where one %s', (_, list) => {
    expect(waves(list)).toEqual([['a', 'b']]);
  });
});

describe('what a change of a rule reaches', () => {
  const nothingAsked = { samples: [], recordsUsedBy: (texts: readonly string[]) => namesIn(texts) };
  const namesIn = (texts: readonly string[]) =>
    new Set(['a', 'b', 'c'].filter((n) => texts.join().includes(n)));
  const reach = (changed: string, ...list: readonly Read[]) => {
    const plan = { ...prepared(sloScenarios(availability)[0] as AnyScenario).plan, ...nothingAsked };
    const { touched, given } = reachOf(plan, reading(...list), changed);
    return { touched: [...touched].sort(), given: given.map((wave) => [...wave]) };
  };
  test('itself and its readers; what those read besides is given', () => {
    const found = reach('b', ['a', 'x'], ['b', 'a'], ['c', 'x'], ['D', 'b > c'], ['E', 'c > 1']);
    expect(found).toEqual({ touched: ['D', 'b'], given: [['a', 'c']] });
  });
  test('what its reader reads before it is recorded takes turns with it', () => {
    expect(reach('a', ['a', 'x'], ['b', 'a + c'], ['c', 'x'])).toEqual({
      touched: ['a', 'b', 'c'],
      given: [],
    });
  });
});

test('a scenario notices the same changes whether it runs in part or wholly', () => {
  const stories = sloScenarios(availability).filter(({ name }) => /above the bound|a few$/.test(name));
  const verdicts: boolean[] = [];
  let number = 0;
  for (const story of stories) {
    const { plan, compiled } = prepared(story);
    const stage = setStage(engine, compiled);
    const result = evaluatePlan(plan, stage, plan.samples);
    const act = { plan, stage, result, backdrops: new Map<string, Stage>() };
    for (const { rule } of plan.rules) {
      const mutants = mutateRule(rule, rules, engine).filter(() => number++ % oneMutantOf === 0);
      const rehearsal = rehearse(act, rule, mutants);
      for (const mutant of mutants) {
        const replace = (one: ResolvedRule) => (one === rule ? mutant.changed : one);
        const groups = plan.groups({ replace });
        const whole = stage.evaluate({ groups, capture: plan.capture, samples: plan.samples });
        const noticed = checkPlan(plan, whole, compiled.clock.end).length > 0;
        expect(rehearsal.notices(mutant), `${story.name}: ${mutant.change}`).toBe(noticed);
        verdicts.push(noticed);
      }
    }
    for (const one of [stage, ...act.backdrops.values()]) one.dispose();
  }
  expect(new Set(verdicts)).toEqual(new Set([true, false]));
}, 120_000);

describe('nothing is known of what a rule reads', () => {
  const base = prepared(sloScenarios(availability)[0] as AnyScenario);
  const known = (to: string): boolean => {
    const of = base.plan.rules[0]?.rule;
    return readingRules(base.plan, base.compiled, { ...(of && { of }), to: [to] }) !== undefined;
  };
  test('unless its selectors name their metrics', () => {
    expect(known('sum(rate(requests_total{status="500"}[5m])) > 0')).toBe(true);
    expect(known('sum({status="500"})')).toBe(false);
    expect(known('{__name__=~"slo:.*"}')).toBe(false);
    expect(known('count(ALERTS{alertstate="firing"})')).toBe(false);
  });
  test('where it looks at times to come', () => {
    expect(known('sum(rate(requests_total[5m] offset 5m))')).toBe(true);
    expect(known('sum(rate(requests_total[5m] offset -5m))')).toBe(false);
    expect(known('sum(requests_total @ 600)')).toBe(false);
    expect(known('sum(requests_total @ end())')).toBe(true);
  });
  test('where its series are given by the scenario', () => {
    const copied = base.compiled.series.map((one) => {
      return { ...one, labels: { ...one.labels, __name__: availability.records.total.rule.record } };
    });
    expect(readingRules(base.plan, { ...base.compiled, series: copied })).toBeUndefined();
  });
});
