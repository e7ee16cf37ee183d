import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AnswerStore,
  backtest,
  type HistoryApi,
  type HistorySeries,
  remembered,
} from '../../src/backtest/index.js';
import { loadEngine, type RuleGroup, type SampleSeries } from '../../src/engine/index.js';

const minute = 60_000;
const hour = 60 * minute;
const engine = await loadEngine();

/** A server with these series and Prometheus' HTTP API. */
function serverOf(series: readonly SampleSeries[]): HistoryApi & { asked: string[] } {
  const asked: string[] = [];
  const answer = (
    expr: string,
    at: (loaded: ReturnType<typeof engine.loadSeries>) => unknown,
  ): HistorySeries[] => {
    asked.push(expr);
    const loaded = engine.loadSeries(series);
    try {
      const { series: found } = at(loaded) as {
        series: { labels: Record<string, string>; times: number[]; values: number[] }[];
      };
      return found.map(({ labels, times, values }) => ({
        labels,
        points: [...times].map((time, index) => [time, values[index] ?? Number.NaN] as const),
      }));
    } finally {
      loaded.dispose();
    }
  };
  return {
    asked,
    samples: async (selector, end, windowMs) =>
      answer(`${selector}[${windowMs}ms] @${end}`, (loaded) =>
        loaded.instantQuery({ expr: `${selector}[${windowMs}ms]`, at: end }),
      ),
    values: async (selector, start, end, stepMs) =>
      answer(`${selector} ${start} ${end}`, (loaded) =>
        loaded.rangeQuery({ expr: selector, start, end, stepMs }),
      ),
  };
}

const silent = () => {};

test('chained recording rules are evaluated from early enough for the sum of their windows', async () => {
  const end = 60 * hour;
  const interval = 5 * minute;
  const samples = Array.from(
    { length: end / interval + 1 },
    (_, index) => [index * interval, index * interval < 10 * hour ? 100 : 0] as const,
  );
  const series: SampleSeries[] = [{ labels: { __name__: 'load' }, samples }];
  const groups: RuleGroup[] = [
    {
      name: 'g',
      interval: '5m',
      rules: [
        { record: 'a', expr: 'avg_over_time(load[10h])' },
        { record: 'b', expr: 'max_over_time(a[10h])' },
        { alert: 'High', expr: 'max_over_time(b[10h]) > 50' },
      ],
    },
  ];
  const whole = engine.evaluateRules({ series, groups, start: 0, end });
  const resolved = whole.alerts[0]?.moments.at(-1);
  // The load ended after ten hours; its last effect disappears after thirty-five.
  expect(resolved).toMatchObject({ state: 'inactive' });
  const start = (resolved?.at ?? 0) - hour;
  const found = await backtest(engine, serverOf(series), {
    groups,
    start,
    end,
    mostSamples: 1e7,
    progress: silent,
  });
  expect(found.alerts[0]?.firings).toMatchObject([{ to: resolved?.at }]);
});

describe('cached responses', () => {
  const group: RuleGroup[] = [{ name: 'g', rules: [{ alert: 'High', expr: 'load > 5', for: '5m' }] }];
  const samples = Array.from(
    { length: 3000 },
    (_, index) => [index * minute, index % 500 < 30 ? 9 : 1] as const,
  );
  const series: SampleSeries[] = [{ labels: { __name__: 'load', pod: 'a' }, samples }];
  const end = 2999 * minute;
  const options = { groups: group, start: end - 40 * hour, end, mostSamples: 1e7, progress: silent };
  const store = (): AnswerStore & { kept: Map<string, string> } => {
    const kept = new Map<string, string>();
    return { kept, read: (key) => kept.get(key), write: (key, text) => kept.set(key, text) };
  };

  test('give the same result, and only the last hours are requested again', async () => {
    const server = serverOf(series);
    const kept = store();
    const direct = await backtest(engine, server, options);
    const first = await backtest(engine, remembered(server, kept, end), options);
    const before = server.asked.length;
    const second = await backtest(engine, remembered(server, kept, end), options);
    expect([first.alerts, second.alerts]).toEqual([direct.alerts, direct.alerts]);
    const again = server.asked.slice(before);
    expect(again.length).toBeGreaterThan(0);
    expect(again.length).toBeLessThan(before / 4);
  });

  test('are requested again if the cache is damaged', async () => {
    const kept = store();
    const server = serverOf(series);
    const direct = await backtest(engine, remembered(server, kept, end), options);
    for (const key of kept.kept.keys()) kept.kept.set(key, '{"damaged');
    expect((await backtest(engine, remembered(server, kept, end), options)).alerts).toEqual(direct.alerts);
  });

  test('keep full floating point precision', async () => {
    const number = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(), number)), async (points) => {
        const api: HistoryApi = {
          samples: async () => [{ labels: { __name__: 'a' }, points }],
          values: async () => [],
        };
        const kept = store();
        const twice = remembered(api, kept, end);
        await twice.samples('a', 1, 1);
        const [answer] = await twice.samples('a', 1, 1);
        expect(answer?.points.map(([at, value]) => [at, value + 0])).toEqual(
          points.map(([at, value]) => [at, value + 0]),
        );
      }),
      { numRuns: 50 },
    );
  });
});
