import { catalog, gauge } from 'dashwright';
import { constant, rateOf, scenario } from 'dashwright/testing';
import { describe, expect, it } from 'vitest';
import { asking, metrics, simulation } from './support.js';

const about = { lasting: '10m' } as const;
const twoPods = scenario('two pods <b>', about)
  .series(metrics.requests_total, { pod: 'a' }, rateOf(1, 'per second'))
  .series(metrics.requests_total, { pod: 'b' }, rateOf(2, 'per second'))
  .series(metrics.orphans_total, { pod: 'a' }, constant(4));
const scraped = { job: 'shop', instance: 'shop-0', namespace: 'shop', container: 'shop' };

describe('target labels', () => {
  it('are not exposed', () => {
    const example = scenario('one', about).series(metrics.requests_total, rateOf(1, 'per second'));
    expect(Object.keys(asking(simulation(example)).values(0))).toEqual(['requests_total{"path":"/a"}']);
  });

  it('are exposed only if series differ in nothing else', () => {
    expect(asking(simulation(twoPods)).values(10)).toEqual({
      'requests_total{"pod":"a","path":"/a"}': 10,
      'requests_total{"pod":"b","path":"/a"}': 20,
      'orphans_total{}': 4,
    });
  });

  it('are those of targets, which Prometheus discovers', () => {
    const { ask, values } = asking(simulation(twoPods));
    const { status, type, body } = ask('/targets', 0);
    expect([status, type]).toEqual([200, 'application/json']);
    const found = ['a', 'b'].map((pod, index) => ({
      targets: ['127.0.0.1:9464'],
      labels: { ...scraped, pod, __metrics_path__: '/metrics', __param_target: String(index) },
    }));
    expect(JSON.parse(body)).toEqual(found);
    expect(values(10, '0')).toEqual({ 'requests_total{"path":"/a"}': 10, 'orphans_total{}': 4 });
    expect(values(10, '1')).toEqual({ 'requests_total{"path":"/a"}': 20 });
    expect(ask('/metrics', 0, '2').status).toBe(404);
  });
});

describe('a target that is down', () => {
  const down = scenario('down', about)
    .series(metrics.up, constant(1).thenAt('1m', 0))
    .series(metrics.requests_total, rateOf(1, 'per second'))
    .series(metrics.up, { job: 'other' }, constant(1).disappearsAt('2m'));
  const { ask, families } = asking(simulation(down));

  it(`does not respond, and \`up\` itself is left to Prometheus`, () => {
    expect(families(30, '0').map(({ name }) => name)).toEqual(['requests_total']);
    expect(ask('/metrics', 90, '0').status).toBe(503);
    expect(ask('/metrics', 90).status).toBe(200);
    expect(ask('/metrics', 130).status).toBe(503);
  });

  it('is not discovered after it disappears', () => {
    const count = (at: number) => JSON.parse(ask('/targets', at).body).length;
    expect([count(100), count(130)]).toEqual([2, 1]);
  });
});

describe(`an \`up\` series with fewer labels than the series`, () => {
  const sparse = catalog({ up: gauge({ help: 'Scraped.' }) });
  const both = { ...metrics, up: sparse.up };

  it('applies to all targets with its labels', () => {
    const example = scenario('down', about)
      .series(sparse.up, constant(1).thenAt('1m', 0))
      .series(metrics.requests_total, { pod: 'a' }, rateOf(1, 'per second'))
      .series(metrics.requests_total, { pod: 'b', job: 'other' }, rateOf(1, 'per second'));
    const { ask } = asking(simulation(example, undefined, both));
    const states = (at: number) => ['0', '1', undefined].map((target) => ask('/metrics', at, target).status);
    expect(states(30)).toEqual([200, 200, 200]);
    expect(states(90)).toEqual([503, 200, 200]);
    expect(JSON.parse(ask('/targets', 90).body)).toHaveLength(2);
  });
});

describe('the page', () => {
  it('shows the scenario and its current time, as escaped HTML', () => {
    const { ask } = asking(simulation(twoPods, { speed: 60, loop: true }));
    const { type, body } = ask('/', 3);
    expect(type).toBe('text/html; charset=utf-8');
    expect(body).toContain('two pods &lt;b&gt;');
    expect(body).toContain('3m of 10m');
    expect(body).toContain('pod=&quot;a&quot;');
    expect(ask('/other', 0).status).toBe(404);
  });
});
