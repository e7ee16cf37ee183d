// Data of a dashboard are loaded in parts: what is asked for first does not wait for the rest.
import { describe, expect, test } from 'vitest';
import { loadEngine, type SeriesInput } from '../../src/engine/index.js';
import type { SiteMetric } from '../../src/preview/model.js';
import { namesNothing } from '../../src/preview/simulated/dataset.js';
import { type AskedQuery, lazyDataset } from '../../src/preview/simulated/parts.js';

const hour = 3_600_000;
const day = 24 * hour;
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
/** A query of a graph over the whole range. */
const asked = (expr: string, stepMs = 120_000, more: Partial<AskedQuery> = {}): AskedQuery => ({
  expr,
  ...range,
  stepMs,
  instant: false,
  ...more,
});
const rate = (name: string) => `sum by (job) (rate(${name}[$__rate_interval]))`;

describe('data in parts', async () => {
  const engine = await loadEngine();
  /** What was loaded, as names of metrics; and how many samples in all. */
  function counting(source: Parameters<typeof lazyDataset>[1], expressions: readonly string[]) {
    const loads: string[][] = [];
    let samples = 0;
    const counted = {
      parse: (texts: readonly string[]) => engine.parse(texts),
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
    const first = data.forQuery(asked('sum by (job) (rate(a_total[315s]))'));
    expect(data.forQuery(asked('a_total'))).toBe(first);
    expect(loads).toEqual([['a_total']]);
    data.forQuery(asked('b_total'));
    expect(loads).toEqual([['a_total'], ['b_total']]);
    data.dispose();
  });

  test('have together what any expression reads together, also through recording rules', () => {
    const { data, loads } = counting({ metrics, records }, [
      rate('a_total'),
      'job:a:rate5m / sum by (job) (rate(b_total[5m]))',
      rate('c_total'),
    ]);
    data.forQuery(asked('b_total'));
    expect(loads.at(-1)).toEqual(['a_total', 'b_total', 'job:a:rate5m']);
    const { loaded, lookbackMs } = data.forQuery(asked('job:a:rate5m'));
    expect(loaded.instantQuery({ expr: 'count(job:a:rate5m)', at: end, lookbackMs })).toMatchObject({
      samples: [{ value: 2 }],
    });
    data.dispose();
  });

  test('are all there for a query that names no metric, and for a name that a variable has made', () => {
    const { data, loads } = counting({ metrics, records: [] }, [rate('a_total'), rate('b_total')]);
    data.forQuery(asked('group by (job) ({__name__=~".+"})'));
    expect(loads.at(-1)).toEqual(['a_total', 'b_total']);
    data.forQuery(asked('rate(c_total[5m])'));
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
    data.forQuery(asked('a_total'));
    // Before the range as much as narrow graphs and their rates begin earlier.
    const before = 30 + 2;
    expect(samples()).toBe(2 * (24 * 60 + before + 2));
    data.forQuery(asked('c_total'));
    expect(samples() - 2 * (24 * 60 + before + 2)).toBe(2 * (24 * 30 + 15 + 3 + 1));
    data.dispose();
  });

  test('have a rate at every point of the widest graph', () => {
    for (const hours of [1, 6, 24, 7 * 24, 30 * 24]) {
      const start = end - hours * hour;
      const data = lazyDataset(engine, { metrics, records: [] }, [rate('a_total')], { start, end });
      const stepMs = 1000 * ({ 1: 15, 6: 30, 24: 120, 168: 900, 720: 3600 }[hours] as number);
      const window = Math.max(stepMs / 1000 + 15, 60);
      const expr = `sum(rate(a_total[${window}s]))`;
      const { loaded, lookbackMs } = data.forQuery({ expr, start, end, stepMs, instant: false });
      const result = loaded.rangeQuery({ expr, start, end, stepMs, lookbackMs });
      const [series] = result.type === 'matrix' ? result.series : [];
      expect(series?.times.length, `${hours} h`).toBe((hours * hour) / stepMs + 1);
      data.dispose();
    }
  });

  /** Points of each series that a query has in a graph over the whole range, with data that were loaded for a dashboard. */
  function points(expr: string, expressions: readonly string[], more: Partial<AskedQuery> = {}): number[] {
    const { data, samples } = counting({ metrics, records }, expressions);
    const query = asked(expr, 120_000, more);
    const { loaded, lookbackMs } = data.forQuery(query);
    const { start, end: last, stepMs } = query;
    const result = loaded.rangeQuery({ expr, start, end: last, stepMs, lookbackMs });
    data.dispose();
    expect(samples(), expr).toBeLessThan(150_000);
    return result.type === 'matrix' ? result.series.map(({ times }) => times.length) : [];
  }

  const all = 24 * 30 + 1;
  test.each([
    ['a_total offset 1w'],
    ['rate(a_total[5m] offset 30d)'],
    ['rate(a_total[5m]) / rate(a_total[5m] offset 26w)'],
    ['a_total @ 1700000000'],
    ['rate(a_total[5m] @ start() offset 2d)'],
    ['increase(a_total[90d])'],
    ['increase(a_total[5m]) / increase(a_total[30d])'],
    ['max_over_time(rate(a_total[5m])[30d:1h])'],
    ['max_over_time(rate(a_total[5m])[1d:1h] offset 7d)'],
    ['job:a:rate5m offset 7d'],
    ['avg_over_time(job:a:rate5m[30d])'],
    ['max_over_time(rate(job:a:rate5m[10m])[30d:1h])'],
    ['label_replace(job:a:rate5m offset 1d, "week", "before", "job", ".*")'],
  ])('have what is read of other times: %s', (expr) => {
    expect(points(expr, [expr])).toEqual([all, all]);
    // The same where only a variable says how far back: the dashboard does not tell.
    expect(points(expr, ['a_total', 'job:a:rate5m offset $back'])).toEqual([all, all]);
  });

  test('have all of a long window, at the rate of the rest', () => {
    const { data } = counting({ metrics, records: [] }, ['increase(a_total[30d])']);
    const { loaded, lookbackMs } = data.forQuery(asked('increase(a_total[30d])'));
    const value = (expr: string): number => {
      const result = loaded.instantQuery({ expr, at: end, lookbackMs });
      return result.type === 'vector' ? (result.samples[0]?.value ?? Number.NaN) : Number.NaN;
    };
    const perDay = value('sum(increase(a_total[1d]))');
    expect(value('sum(increase(a_total[30d]))') / perDay).toBeGreaterThan(29);
    expect(value('sum(increase(a_total[30d]))') / perDay).toBeLessThan(31);
    data.dispose();
  });

  test('have what a panel reads that shows an earlier time than the dashboard', () => {
    const shifted = { start: range.start - 7 * day, end: range.end - 7 * day };
    expect(points('rate(a_total[5m])', ['rate(a_total[5m])'], shifted)).toEqual([all, all]);
  });

  test('are loaded once for a query and one of a week before, of graphs of any width', () => {
    const expr = 'sum by (job) (rate(a_total[$__rate_interval])) or job:a:rate5m or job:a:rate5m offset 7d';
    const { data, loads } = counting({ metrics, records }, [expr]);
    for (const [stepMs, window] of [
      [120_000, '2m15s'],
      [300_000, '5m15s'],
      [900_000, '15m15s'],
    ] as const) {
      const start = Math.floor(range.start / stepMs) * stepMs;
      data.forQuery(asked(`rate(a_total[${window}])`, stepMs, { start }));
      data.forQuery(asked('job:a:rate5m offset 7d', stepMs, { start }));
      data.forQuery(asked('job:a:rate5m', stepMs, { start, instant: true }));
    }
    expect(loads).toEqual([['a_total'], ['a_total', 'job:a:rate5m']]);
    data.dispose();
  });
});
