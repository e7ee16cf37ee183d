import * as d from 'dashwright';
import { describe, expect, test } from 'vitest';
import { inEnvironment } from '../../src/resolve/environment.js';
import { resolveBundle } from '../../src/resolve/index.js';

const metrics = d.catalog({
  lag_seconds: d.gauge({ help: 'Lag.', unit: 's' }),
  failures_total: d.counter({ help: 'Failures.' }),
});
const lag = d.signal({ title: 'Lag', expr: metrics.lag_seconds });
const base = { severity: 'warning', description: 'd', runbook: d.runbook('r') } as const;
const alerts = {
  LagHigh: d.alert({
    ...base,
    when: d.either(d.above(lag, 90), d.missing(metrics.lag_seconds)),
    for: '5m',
    summary: ({ threshold }) => `above ${threshold}`,
    labels: { team: 'core' },
  }),
  NoLimit: d.alert({ ...base, when: d.missing(metrics.failures_total), summary: 's' }),
};
const define = (environments?: d.Environments) =>
  d.bundle({
    name: 'b',
    title: 'B',
    description: 'd',
    version: '1.0.0',
    metrics,
    alerts,
    labels: { tier: '1' },
    selectors: { job: 'api' },
    dashboards: [
      d.dashboard({ uid: 'b', title: 'B', rows: [d.panel.timeseries({ title: 'Lag', show: lag })] }),
    ],
    urls: { grafana: 'https://g.example.com', runbooks: 'https://r.example.com/{slug}' },
    ...(environments && { environments }),
  });
const rulesIn = (environment: d.Environment) =>
  resolveBundle(inEnvironment(define(), environment)).alertGroups.flatMap(({ rules }) => rules);

describe('a bundle in an environment', () => {
  test('has other thresholds, in expressions, annotations and panels', () => {
    const environment = { alerts: { LagHigh: { threshold: 300 } } };
    const [rule] = rulesIn(environment);
    expect(rule?.expr).toContain('> 300');
    expect(rule?.annotations.summary).toBe('above 5m');
    const [dashboard] = resolveBundle(inEnvironment(define(), environment)).dashboards;
    expect(JSON.stringify(dashboard?.items)).toContain('300');
  });

  test('has other durations, severities and labels', () => {
    const [rule] = rulesIn({
      labels: { environment: 'dev', tier: '9', team: 'x' },
      alerts: { LagHigh: { for: '1h', keepFiringFor: '10m', severity: 'info', labels: { page: 'no' } } },
    });
    expect(rule).toMatchObject({
      for: '1h',
      keepFiringFor: '10m',
      labels: { environment: 'dev', tier: '1', team: 'core', page: 'no', severity: 'info' },
    });
  });

  test('has fewer alerts', () => {
    expect(rulesIn({ alerts: { LagHigh: { enabled: false } } }).map(({ alert }) => alert)).toEqual([
      'NoLimit',
    ]);
  });

  test('has additional matchers in every expression', () => {
    for (const { expr } of rulesIn({ selectors: { instance: 'dev' } })) {
      expect(expr).toContain('job="api"');
      expect(expr).toContain('instance="dev"');
    }
  });

  test('has its own URLs', () => {
    const [rule] = rulesIn({ urls: { runbooks: 'https://wiki.example.com/{slug}' } });
    expect(rule?.annotations).toMatchObject({
      runbook_url: 'https://wiki.example.com/r',
      dashboard_url: expect.stringContaining('https://g.example.com/d/b'),
    });
  });

  test('does not modify the definition', () => {
    const before = JSON.stringify(define().alerts);
    rulesIn({ alerts: { LagHigh: { threshold: 1 } } });
    expect(JSON.stringify(define().alerts)).toBe(before);
  });
});

describe('mistakes', () => {
  const loose = alerts as Readonly<Record<string, d.Alert<never>>>;
  test.each<[string, Readonly<Record<string, d.Environment>>, string]>([
    [
      'an unknown alert',
      { dev: { alerts: { LagHihg: {} } } },
      'environment dev: no alert LagHihg; there is LagHigh, NoLimit',
    ],
    ['a name of every object', { dev: { alerts: { toString: {} } } }, 'no alert toString'],
    [
      'a threshold where there is none',
      { dev: { alerts: { NoLimit: { threshold: 1 } } } },
      'not a comparison with one number',
    ],
    [
      'a threshold that is no number',
      { dev: { alerts: { LagHigh: { threshold: Number.NaN } } } },
      'is not a number',
    ],
    ['a name that is no file name', { '../dev': {} }, 'environment ../dev: a name of a-z'],
    [
      'a matcher that would go nowhere',
      { dev: { selectors: { region: 'eu' } } },
      'no metric has the label region',
    ],
    [
      'a type of data sources that dashboards have no variable for',
      { dev: { datasources: { graphite: 'x' } as object } },
      'unknown type of data source graphite; expected one of prometheus, loki, tempo',
    ],
    ['the name of the sample', { sample: {} }, 'other than sample'],
  ])('%s', (_, byName, message) => {
    expect(() => define(d.environments(loose, byName))).toThrow(message);
  });
});
