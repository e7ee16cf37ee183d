import { type AnyAlert, type BundleOptions, bundle, catalog, dashboard, runbook } from 'dashwright';
import { httpMixin, redisMetrics, redisMixin } from 'dashwright/library';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkBundles } from '../../src/check/index.js';
import { type Engine, loadEngine } from '../../src/engine/index.js';
import {
  bundleRules,
  coverageOf,
  coverageText,
  proofText,
  runScenarios,
  scenarioError,
} from '../../src/prove/index.js';
import { resolveBundle } from '../../src/resolve/index.js';
import * as examples from './library-examples.js';

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine();
});

function resolved(options: Pick<BundleOptions, 'metrics' | 'alerts'> & Partial<BundleOptions>) {
  return resolveBundle(
    bundle({
      name: 'shop',
      title: 'Shop',
      description: 'A shop.',
      version: '1.0.0',
      urls: { grafana: 'https://grafana.acme.io', runbooks: 'https://runbooks.acme.io/{slug}.md' },
      ...options,
    }),
  );
}

const mixins = Object.values(examples).filter((one) => 'scenarios' in one);
const everything = resolved({
  metrics: Object.values(examples).filter((one): one is typeof examples.cache => !('scenarios' in one)),
  alerts: Object.assign({}, ...mixins.map(({ alerts }) => alerts)),
  dashboards: [dashboard({ uid: 'shop-all', title: 'All', rows: mixins.map(({ row }) => row) })],
});

describe('mixins of the library', () => {
  it('test each of their alerts, with the thresholds that a team sets', () => {
    const proof = runScenarios(
      everything,
      engine,
      mixins.flatMap(({ scenarios }) => scenarios()),
    );
    expect(proofText(proof)).toMatch(/^[^\n]*, all hold\n$/);
    const coverage = coverageOf(proof);
    expect(coverage.ratio, coverageText(coverage)).toBe(1);
  });

  it('have no findings, link to panels, and include runbooks', async () => {
    expect(
      (await checkBundles([everything], engine)).map(
        ({ check, path, message }) => `${check} ${path} ${message}`,
      ),
    ).toEqual([]);
    for (const alert of Object.values(everything.source.alerts) as AnyAlert[])
      expect(everything.runbooks[alert.runbook?.slug ?? '']).toContain('## What to do');
    const links = everything.alertGroups.flatMap(({ rules }) => rules.map(({ annotations }) => annotations));
    for (const link of links) expect(link.dashboard_url).toMatch(/viewPanel=/);
  });

  it('omit excluded alerts, in their types too', () => {
    expect(Object.keys(examples.redis.alerts)).not.toContain('RedisHitRatioLow');
    expect(
      examples.redis
        .scenarios()
        .map(({ name }) => name)
        .join(),
    ).not.toContain('HitRatio');
    // @ts-expect-error it is left out
    expect(examples.redis.alerts.RedisHitRatioLow).toBeUndefined();
  });

  it('fail with a wrong expression: the scenarios are not derived from the rules', () => {
    const metrics = catalog(redisMetrics());
    const good = redisMixin(metrics, { by: ['instance'] });
    const other = redisMixin(metrics, { by: ['instance'], where: { job: 'other' } });
    const [first] = good.scenarios().filter(({ name }) => name.startsWith('RedisMemoryHigh fires and'));
    const { RedisMemoryHigh } = good.alerts;
    const rules = bundleRules(resolved({ metrics, alerts: { RedisMemoryHigh } }));
    if (!first) throw new Error('no scenario');
    expect(scenarioError(first, rules, engine)).toBeUndefined();
    Object.assign(RedisMemoryHigh, { condition: other.alerts.RedisMemoryHigh.condition });
    const broken = bundleRules(resolved({ metrics, alerts: { RedisMemoryHigh } }));
    expect(scenarioError(first, broken, engine)?.message).toMatch(/should be firing/);
  });

  it('accept a runbook of the bundle, labels, and a file instead of their own runbook', () => {
    const metrics = catalog(redisMetrics());
    const { alerts } = redisMixin(metrics, {
      by: ['instance'],
      alerts: { RedisDown: { runbook: runbook('cache-down'), labels: { team: 'cache' } } },
    });
    expect(alerts.RedisDown).toMatchObject({ runbook: { slug: 'cache-down' }, labels: { team: 'cache' } });
    const { source } = resolved({ metrics, alerts });
    expect(resolveBundle(source, { 'redis-memory-high': '# Ours' }).runbooks['redis-memory-high']).toBe(
      '# Ours',
    );
  });

  it('test an alert about missing requests that does not wait', () => {
    const { alerts, scenarios } = httpMixin(
      { requests: examples.web.http_requests_total, durations: examples.web.http_request_duration_seconds },
      {
        by: ['job'],
        errors: { status: /5../ },
        examples: { failed: { status: '500' }, succeeded: { status: '200' } },
        alerts: { HttpRequestsMissing: { for: '0m' } },
        without: ['HttpErrorsHigh', 'HttpLatencyHigh'],
      },
    );
    const proof = runScenarios(resolved({ metrics: examples.web, alerts }), engine, scenarios());
    expect(proofText(proof)).toMatch(/^[^\n]*, all hold\n$/);
  });

  it('reject unknown alerts and labels', () => {
    const metrics = catalog(redisMetrics());
    // @ts-expect-error no such alert
    redisMixin(metrics, { by: ['instance'], alerts: { RedisMemroyHigh: { threshold: 1 } } });
    // @ts-expect-error no such label
    redisMixin(metrics, { by: ['pod'] });
  });
});
