// Data of a dashboard are loaded in parts: what is asked for first does not wait for the rest.
import { describe, expect, test } from 'vitest';
import { loadEngine, type SeriesInput } from '../../src/engine/index.js';
import type { SiteMetric } from '../../src/preview/model.js';
import { namesNothing } from '../../src/preview/simulated/dataset.js';
import { lazyDataset } from '../../src/preview/simulated/parts.js';

const day = 24 * 3_600_000;
const end = Date.UTC(2026, 0, 14, 15);
const range = { start: end - day, end };
const metric = (name: string, kind: SiteMetric['kind'] = 'counter'): SiteMetric => ({
  name,
  kind,
  help: '',
  labels: { job: ['a', 'b'] },
});
const metrics = [
  metric('a_total'),
  metric('b_total'),
  metric('c_total'),
  metric('took_seconds', 'histogram'),
];
const records = [{ record: 'job:a:rate5m', expr: 'sum by (job) (rate(a_total[5m]))', labels: {} }];
const rate = (name: string) => `sum by (job) (rate(${name}[$__rate_interval]))`;

describe('data in parts', async () => {
  const engine = await loadEngine();
  /** What was loaded, as names of metrics; and how many samples in all. */
  function counting(source: Parameters<typeof lazyDataset>[1], expressions: readonly string[]) {
    const loads: string[][] = [];
    let samples = 0;
    const counted = {
      loadSeries(series: readonly SeriesInput[]) {
        loads.push([
          ...new Set(
            series.map((one) => String((one as { labels: Record<string, string> }).labels.__name__)),
          ),
        ]);
        for (const one of series) samples += 'times' in one ? one.times.length : 0;
        return engine.loadSeries(series);
      },
    };
    return { data: lazyDataset(counted, source, expressions, range), loads, samples: () => samples };
  }

  test('are loaded when they are first asked for, and once', () => {
    const { data, loads } = counting({ metrics, records: [] }, [rate('a_total'), rate('b_total')]);
    expect(loads).toEqual([]);
    const first = data.forQuery('sum by (job) (rate(a_total[315s]))');
    expect(data.forQuery('a_total')).toBe(first);
    expect(loads).toEqual([['a_total']]);
    data.forQuery('b_total');
    expect(loads).toEqual([['a_total'], ['b_total']]);
    data.dispose();
  });

  test('have together what any expression reads together, also through recording rules', () => {
    const { data, loads } = counting({ metrics, records }, [
      rate('a_total'),
      'job:a:rate5m / sum by (job) (rate(b_total[5m]))',
      rate('c_total'),
    ]);
    data.forQuery('b_total');
    expect(loads.at(-1)).toEqual(['a_total', 'b_total', 'job:a:rate5m']);
    const { loaded, lookbackMs } = data.forQuery('job:a:rate5m');
    expect(loaded.instantQuery({ expr: 'count(job:a:rate5m)', at: end, lookbackMs })).toMatchObject({
      samples: [{ value: 2 }],
    });
    data.dispose();
  });

  test('are all there for a query that names no metric, and for a name that a variable has made', () => {
    const { data, loads } = counting({ metrics, records: [] }, [rate('a_total'), rate('b_total')]);
    data.forQuery('group by (job) ({__name__=~".+"})');
    expect(loads.at(-1)).toEqual(['a_total', 'b_total']);
    data.forQuery('rate(c_total[5m])');
    expect(loads.at(-1)).toEqual(['c_total']);
    data.dispose();
  });

  test.each([
    ['{__name__=~"a.*"}', true],
    ['sum by (a) ({job="x"})', true],
    ['rate({job="x"}[5m])', true],
    ['up{job="x"}', false],
    ['sum by (a) (up {job="x"})', false],
    ['{"my.metric", job="x"}', false],
  ])('%s may read any series: %s', (expr, any) => {
    expect(namesNothing(expr)).toBe(any);
  });

  test('have a sample for each point of a graph and two for each rate, not one for each scrape', () => {
    const { data, samples } = counting({ metrics, records: [] }, [rate('a_total'), 'c_total']);
    data.forQuery('a_total');
    expect(samples()).toBe(2 * (24 * 60 + 10 + 1));
    data.forQuery('c_total');
    expect(samples()).toBe(2 * (24 * 60 + 11) + 2 * (24 * 30 + 6));
    data.dispose();
  });

  test('have a rate at every point of the widest graph', () => {
    for (const hours of [1, 6, 24, 7 * 24, 30 * 24]) {
      const start = end - hours * 3_600_000;
      const data = lazyDataset(engine, { metrics, records: [] }, [rate('a_total')], { start, end });
      const { loaded, lookbackMs } = data.forQuery('a_total');
      const stepMs = { 1: 15, 6: 30, 24: 120, 168: 900, 720: 3600 }[hours] as number;
      const window = Math.max(stepMs + 15, 60);
      const expr = `sum(rate(a_total[${window}s]))`;
      const result = loaded.rangeQuery({ expr, start, end, stepMs: stepMs * 1000, lookbackMs });
      const [series] = result.type === 'matrix' ? result.series : [];
      expect(series?.times.length, `${hours} h`).toBe(Math.floor((hours * 3600) / stepMs) + 1);
      data.dispose();
    }
  });
});
