// Levels of alerts, alerts with the same name and mixed groups in the real components: Helm, OpenTofu and promtool.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { environments } from 'dashwright';
import { constant, scenario } from 'dashwright/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alertGroups, emitPrometheus, recordingGroups } from '../../src/emit/prometheus/index.js';
import { emitPromtoolTests } from '../../src/emit/promtool-tests/index.js';
import { loadEngine } from '../../src/engine/index.js';
import { partsOf, targets } from '../../src/pipeline/targets.js';
import { exportCases } from '../../src/prove/export/cases.js';
import { runScenarios } from '../../src/prove/run/runner.js';
import type { ResolvedBundle } from '../../src/resolve/index.js';
import { resolveEnvironments } from '../../src/resolve/index.js';
import { alerts, LatencyHigh, levelled, metrics, SlowInA, WorstSlow } from '../fixtures/levelled-bundle.js';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { template, tryTemplate } from './support/helm.js';
import { initialised, plan, tryPlan } from './support/module.js';
import type { Data, Group } from './support/packages.js';
import { run, tool } from './support/tools.js';

const folder = temporaryFolder('levels');
const bundle = levelled({
  environments: environments(alerts, {
    eu: {
      alerts: {
        LatencyHigh: { critical: { threshold: 800, for: '2m' }, warning: { enabled: false } },
        SlowInB: { for: '3m' },
      },
    },
  }),
});

beforeAll(async () => {
  const parts = await partsOf(bundle, [], await loadEngine());
  for (const target of targets) {
    const emit = await target.load();
    for (const { path, content } of emit(bundle, parts)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  }
});
afterAll(() => removeFolder(folder));

const chart = join(folder, 'helm', 'levelled');
const groupsOf = (of: ResolvedBundle): Group[] =>
  JSON.parse(JSON.stringify([...recordingGroups(of), ...alertGroups(of)])) as Group[];
const inEurope = () => groupsOf(resolveEnvironments(bundle)[0]?.bundle ?? expect.fail('no environment'));

describe('in the chart', () => {
  test('rules are those of the rule files, in an environment too', async () => {
    for (const binary of ['helm', 'helm4'] as const) {
      const plain = await template(chart, { binary });
      expect(plain.rules.flatMap(({ spec }) => spec?.groups ?? [])).toEqual(groupsOf(bundle));
      const eu = await template(chart, { binary, files: [join(chart, 'values-eu.yaml')] });
      expect(eu.rules.flatMap(({ spec }) => spec?.groups ?? [])).toEqual(inEurope());
    }
  });

  test('an unknown level, and a change of all levels, are rejected with the list of levels', async () => {
    for (const override of [{ info: { threshold: 1 } }, { threshold: 1 }]) {
      const { code, stderr } = await tryTemplate(chart, { values: { alerts: { LatencyHigh: override } } });
      expect(code).not.toBe(0);
      expect(stderr).toMatch(/LatencyHigh/);
    }
  });

  test('setting runbooks does not affect alerts without one', async () => {
    const values = { prometheusRule: { runbookUrl: 'https://wiki.example.com/{slug}' } };
    const { rules } = await template(chart, { values });
    const all = rules.flatMap(({ spec }) => spec?.groups ?? []).flatMap((group) => group.rules);
    const urls = all.map((rule) => [rule.alert, (rule.annotations as Data | undefined)?.runbook_url]);
    expect(urls).toContainEqual(['LatencyHigh', 'https://wiki.example.com/latency-high']);
    expect(urls).toContainEqual(['Slow host', undefined]);
  });
});

test('rules in the module are those of the rule files, in an environment too', async () => {
  const module = await initialised(join(folder, 'terraform', 'levelled'));
  try {
    const groups = async (...args: string[]) =>
      (await plan(module, {}, ...args)).rules.flatMap(({ spec }) => spec.groups);
    expect((await module.tofu('fmt', '-check', '-recursive')).stdout).toBe('');
    const tested = await module.tofu('test');
    expect(tested.code, tested.stdout + tested.stderr).toBe(0);
    expect(await groups()).toEqual(groupsOf(bundle));
    expect(await groups('-var-file=eu.tfvars')).toEqual(inEurope());
    const undone = await plan(module, { alerts: { LatencyHigh: null, SlowInA: null } });
    expect(undone.rules.flatMap(({ spec }) => spec.groups)).toEqual(groupsOf(bundle));
    for (const alerts of [
      { LatencyHigh: { threshold: 1 } },
      { SpaceLow: { critical: { for: 'soon' } } },
      { SlowInA: { critical: { for: '1m' } } },
    ])
      expect((await tryPlan(module, { alerts })).code, JSON.stringify(alerts)).not.toBe(0);
  } finally {
    module.remove();
  }
});

test('promtool accepts the rules, and agrees on every scenario', async () => {
  const engine = await loadEngine();
  const slow = scenario('a host gets slower', { alerts: [LatencyHigh, SlowInA, WorstSlow] })
    .series(metrics.latency_milliseconds, { host: 'a' }, constant(300).thenAt('30m', 1100).thenAt('60m', 10))
    .series(metrics.latency_milliseconds, { host: 'b' }, constant(800))
    .pendingAt('10m', { alert: LatencyHigh, severity: 'warning' })
    .firingAt('20m', { alert: LatencyHigh, severity: 'warning' })
    .firingAt('40m')
    .resolvedAt('80m', { alert: SlowInA });
  const proof = runScenarios(bundle, engine, [slow], { forPromtool: true });
  expect(proof.results.flatMap(({ failures }) => failures.map(({ message }) => message))).toEqual([]);
  const files = [...emitPrometheus(bundle), ...emitPromtoolTests(bundle, exportCases(proof))];
  for (const { path, content } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const rules = join(folder, 'prometheus', 'levelled');
  const checked = await run(tool('promtool'), ['check', 'rules', join(rules, 'alert_rules.yml')]);
  expect(checked.code, checked.stderr + checked.stdout).toBe(0);
  const tests = join(rules, 'tests', 'levelled_test.yml');
  const tested = await run(tool('promtool'), ['test', 'rules', tests]);
  expect(tested.code, tested.stderr + tested.stdout).toBe(0);
});
