import {
  type Bundle,
  bundle,
  catalog,
  counter,
  gauge,
  histogram,
  nativeHistogram,
  not,
  runbook,
  type Slo,
  sli,
  slo,
} from 'dashwright';
import { observing, scenario, sloPeriodScenario, sloScenarios } from 'dashwright/testing';
import { expect, test } from 'vitest';
import type { SloRecord } from '../../src/define/index.js';
import { mutationText } from '../../src/prove/mutation/report.js';
import { runMutants } from '../../src/prove/mutation/run-mutants.js';
import { coverageOf, coverageText } from '../../src/prove/report/coverage.js';
import { runScenarios } from '../../src/prove/run/runner.js';
import { resolveBundle } from '../../src/resolve/index.js';
import { everything, oneMutantOf } from '../support/sample.js';
import { engine } from './support/engine.js';

const metrics = catalog({
  requests_total: counter({
    help: 'Requests.',
    labels: { status: ['200', '404', '500'], region: ['eu', 'us'] },
  }),
  refused_total: counter({ help: 'Refused before they are requests.', labels: { region: ['eu', 'us'] } }),
  duration_seconds: histogram({ help: 'Time.', unit: 's', buckets: [0.5, 1, 2] }),
  took_seconds: nativeHistogram({
    help: 'Time.',
    unit: 's',
    labels: { path: ['/', '/health'], region: ['eu', 'us'] },
  }),
  healthy: gauge({ help: '1 while healthy.', labels: { region: ['eu', 'us'] } }),
});
const { requests_total: requests, refused_total: refused } = metrics;
const shared = { service: 'shop', runbook: runbook('shop') } as const;

const examples: Readonly<Record<string, Slo>> = {
  'events by region, with a minimum of events and an alert on missing series': slo({
    ...shared,
    name: 'availability',
    objective: 99,
    sli: sli.events({
      errors: requests.where({ status: /5../ }),
      total: requests.where({ status: not('404') }),
    }),
    alerts: { minEventsPerWindow: 40, absent: true },
    groupBy: ['region'],
  }),
  'events of two counters, a week, an objective that leaves little room': slo({
    ...shared,
    name: 'refusals',
    objective: 95,
    period: '7d',
    sli: sli.events({ errors: refused, total: requests }),
    alerts: { pageFast: { for: '5m', severity: 'warning' }, ticketFast: false },
  }),
  latency: slo({
    ...shared,
    name: 'latency',
    objective: 99,
    period: '28d',
    sli: sli.latency({ histogram: metrics.duration_seconds, threshold: 1 }),
  }),
  'a native histogram, by region': slo({
    ...shared,
    name: 'native-latency',
    objective: 99,
    sli: sli.latencyNative({
      histogram: metrics.took_seconds.where({ path: not('/health') }),
      threshold: 0.3,
    }),
    groupBy: ['region'],
  }),
  'latency with a high minimum of events': slo({
    ...shared,
    name: 'slow',
    objective: 95,
    sli: sli.latency({ histogram: metrics.duration_seconds, threshold: 1 }),
    alerts: { minEventsPerWindow: 100_000, absent: { for: '1h', severity: 'warning' } },
  }),
  'a gauge': slo({
    ...shared,
    name: 'health',
    objective: 99.5,
    sli: sli.gauge(metrics.healthy),
    alerts: { absent: { for: '45s' } },
  }),
};

function shopWith(...slos: readonly Slo[]): Bundle {
  return bundle({
    name: 'shop',
    title: 'Shop',
    description: 'A shop.',
    version: '1.0.0',
    metrics,
    slos,
    urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}.md' },
  });
}

/** The others are like these, or like objectives of the bundles in this repository, whose scenarios all run. */
const unlikeBundles = /native|gauge/;

test.each(Object.entries(examples).filter(([name]) => everything || unlikeBundles.test(name)))(
  '%s: the generated scenarios cover everything',
  (_, one) => {
    const resolved = resolveBundle(shopWith(one));
    const proof = runScenarios(resolved, engine, [...sloScenarios(one), sloPeriodScenario(one)]);
    const failures = proof.results.flatMap(({ scenario, failures }) =>
      failures.map(({ message }) => `${scenario.name}: ${message}`),
    );
    expect(failures).toEqual([]);
    expect(proof.findings).toEqual([]);
    const coverage = coverageOf(proof);
    expect(coverage.ratio, coverageText(coverage)).toBe(1);
    // The mutants of the others only differ in what is counted.
    if (one.groupBy.length === 0) return;
    const mutation = runMutants(proof, engine, { oneOf: oneMutantOf });
    expect(mutation.score, mutationText(mutation)).toBeGreaterThanOrEqual(0.95);
  },
  // Prevents a test that hangs: the longest takes some seconds.
  240_000,
);

test('a native histogram with only zeros is fast', () => {
  const one = examples['a native histogram, by region'] as Slo;
  const { ratios, errors } = one.records;
  const recorded = ({ rule, series }: SloRecord) => ({ ...rule, series });
  const example = scenario('all answers take no time at all')
    .series(metrics.took_seconds, { path: '/', region: 'eu' }, observing(2, 'per second', 0))
    .sampleAt(recorded(ratios['1h']), '20m', 0, { sloth_id: one.id })
    .sampleAt(recorded(errors), '20m', 0, { sloth_id: one.id });
  const { results } = runScenarios(resolveBundle(shopWith(one)), engine, [example]);
  expect(results.flatMap(({ failures }) => failures)).toEqual([]);
});

test('an indicator without example values for good events is rejected', () => {
  const all = catalog({ failures_total: counter({ help: 'Failures.', labels: { status: ['500'] } }) });
  const { failures_total: failures } = all;
  const one = slo({
    ...shared,
    name: 'odd',
    objective: 99,
    sli: sli.events({ errors: failures.where({ status: /5../ }), total: failures }),
  });
  expect(() => sloScenarios(one)).toThrow('no example values make a series {} that is not an error');
});
