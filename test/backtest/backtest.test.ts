import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  backtests,
  cachedHistory,
  type HistoryApi,
  type HistorySeries,
  type ResponseCache,
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

/** One version of rules. */
async function backtest(
  from: Parameters<typeof backtests>[0],
  api: HistoryApi,
  { groups, suggest, ...options }: Parameters<typeof backtests>[2][number] & Parameters<typeof backtests>[3],
) {
  const [found] = await backtests(
    from,
    api,
    [{ groups, ...(suggest !== undefined && { suggest }) }],
    options,
  );
  return found ?? expect.fail('one version has a result');
}

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

describe('ends of series', () => {
  const end = 12 * hour;
  const start = hour;
  /** At ten seconds past each quarter of a minute; with `gap`, it ends there by a marker and comes back. */
  const series = (pod: string, gap?: readonly [from: number, to: number]): SampleSeries => {
    const times = Array.from({ length: (end / minute) * 4 }, (_, index) => index * 15_000 + 10_000);
    return {
      labels: { __name__: 'load', pod },
      samples: times.flatMap((at): [number, number | 'stale'][] => {
        if (!gap || at < gap[0] || at >= gap[1]) return [[at, 9]];
        return at - gap[0] < 15_000 ? [[at, 'stale']] : [];
      }),
    };
  };
  const options = { start, end, mostSamples: 1e7, progress: silent };
  const alert = (expr: string): RuleGroup[] => [
    { name: 'g', interval: '30s', rules: [{ alert: 'High', expr, for: '1m' }] },
  ];
  const inside = (all: readonly SampleSeries[], groups: RuleGroup[]) =>
    engine
      .evaluateRules({ series: all, groups, start: 0, end })
      .alerts.flatMap(({ labels, moments }) =>
        moments
          .filter(({ at, changed }) => changed && at > start)
          .map(({ at, state }) => [labels.pod, at, state]),
      );

  test.each([['load > 5'], ['load offset 1m > 5'], ['max_over_time(load[3m:20s]) > 5']])(
    'are those of the server, also between two minutes and with offsets: %s',
    async (expr) => {
      const all = [
        series('a', [5 * hour + 5_000, 5 * hour + 100_000]),
        series('b', [8 * hour + 35_000, 9 * hour]),
        series('c'),
      ];
      const found = await backtest(engine, serverOf(all), { ...options, groups: alert(expr) });
      const tried = (found.alerts[0]?.firings ?? []).flatMap(({ labels, pendingAt, from, to }) => [
        [labels.pod, pendingAt, 'pending'],
        [labels.pod, from, 'firing'],
        ...(to === undefined ? [] : [[labels.pod, to, 'inactive']]),
      ]);
      const order = (a: readonly unknown[], b: readonly unknown[]) => (String(a) < String(b) ? -1 : 1);
      expect(tried.filter(([, at]) => Number(at) > start).sort(order)).toEqual(
        inside(all, alert(expr)).sort(order),
      );
    },
  );

  test('are not asked for where each sample is followed by the next', async () => {
    const server = serverOf([series('a'), series('c')]);
    await backtest(engine, server, { ...options, groups: alert('load > 5') });
    expect(server.asked.filter((text) => !text.includes('@'))).toEqual([]);
  });

  test('an alert that fires from before the beginning fires from the beginning', async () => {
    const found = await backtest(engine, serverOf([series('a')]), {
      ...options,
      start: 6 * hour,
      groups: [{ name: 'g', rules: [{ alert: 'High', expr: 'load > 5', for: '3h' }] }],
    });
    expect(found.alerts[0]).toMatchObject({ firings: [{ from: 6 * hour }], firingMs: end - 6 * hour });
    expect(found.alerts[0]?.firings[0]?.to).toBeUndefined();
  });
});

test('two versions of rules are tried on what was asked for once', async () => {
  const end = 10 * hour;
  const at = Array.from({ length: 600 }, (_, index) => index * minute);
  const series: SampleSeries[] = ['load', 'old:load'].map((name) => ({
    labels: { __name__: name },
    samples: at.map((time) => [time, 9] as const),
  }));
  const options = { start: hour, end, mostSamples: 1e7, progress: silent };
  const version = (threshold: number, record: boolean): RuleGroup[] => [
    {
      name: 'g',
      rules: [
        ...(record ? [{ record: 'old:load', expr: 'load * 2' }] : []),
        { alert: 'High', expr: `old:load > ${threshold} and load > 0` },
      ],
    },
  ];
  const server = serverOf(series);
  const [now, before] = await backtests(
    engine,
    server,
    [{ groups: version(15, false) }, { groups: version(15, true) }],
    options,
  );
  // What the rules do not record is read from the server, and only there.
  expect(now?.alerts[0]?.firings).toHaveLength(0);
  expect(before?.alerts[0]?.firings).toHaveLength(1);
  expect(server.asked.length).toBeGreaterThan(0);
  expect(new Set(server.asked).size).toBe(server.asked.length);
});

describe('rules that read one another', () => {
  const end = 4 * hour;
  const series: SampleSeries[] = [
    {
      labels: { __name__: 'load' },
      samples: Array.from({ length: 240 }, (_, index) => [index * minute, index % 40 < 20 ? 9 : 1] as const),
    },
  ];
  const record = (name: string, expr: string, labels: Record<string, string> = {}) => ({
    record: name,
    expr,
    labels,
  });
  const ready: RuleGroup[] = [
    {
      name: 'records',
      rules: [record('a', 'load + 1'), record('b', 'a * 2'), record('a', 'load * 100', { of: 'x' })],
    },
    {
      name: 'alerts',
      interval: '30s',
      rules: [{ alert: 'High', expr: 'b > 10 and on () a{of="x"} > 500', for: '2m' }],
    },
  ];
  const earlier: RuleGroup[] = [
    {
      name: 'one',
      rules: [{ alert: 'High', expr: 'b > 10' }, record('b', 'load * 2'), { alert: 'Low', expr: 'b < 10' }],
    },
  ];
  const itself: RuleGroup[] = [
    {
      name: 'one',
      rules: [record('sum', '(sum or vector(0)) + load'), { alert: 'High', expr: 'sum > 500' }],
    },
  ];
  test.each([
    ['in levels', ready],
    ['before it is recorded', earlier],
    ['itself', itself],
  ])('have the states that they have when all are evaluated at each moment: %s', async (_, groups) => {
    const found = await backtest(engine, serverOf(series), {
      groups,
      start: hour,
      end,
      mostSamples: 1e7,
      progress: silent,
    });
    const lead = groups === ready ? 7 * minute : groups === earlier ? 5 * minute : 5 * minute;
    const whole = engine.evaluateRules({ series, groups, start: hour - lead, end });
    const firings = whole.alerts.map(
      ({ moments }) => moments.filter(({ state, at }) => state === 'firing' && at >= hour).length,
    );
    expect(found.alerts.reduce((sum, { firings: all }) => sum + all.length, 0)).toBeGreaterThan(0);
    const expected = whole.alerts.flatMap(({ alert, moments }) =>
      moments.filter(({ state, changed }) => state === 'firing' && changed).map(({ at }) => [alert, at]),
    );
    const tried = found.alerts.flatMap(({ alert, firings: all }) => all.map(({ from }) => [alert, from]));
    expect(firings.length).toBeGreaterThan(0);
    const late = (list: (string | number)[][]) =>
      list.filter(([, at]) => Number(at) >= hour).sort(([, a], [, b]) => Number(a) - Number(b));
    expect(late(tried)).toEqual(late(expected));
  });
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
  const store = (): ResponseCache & { kept: Map<string, string> } => {
    const kept = new Map<string, string>();
    return { kept, read: (key) => kept.get(key), write: (key, text) => kept.set(key, text) };
  };

  test('give the same result, and only the last hours are requested again', async () => {
    const server = serverOf(series);
    const kept = store();
    const direct = await backtest(engine, server, options);
    const first = await backtest(engine, cachedHistory(server, kept, end), options);
    const before = server.asked.length;
    const second = await backtest(engine, cachedHistory(server, kept, end), options);
    expect([first.alerts, second.alerts]).toEqual([direct.alerts, direct.alerts]);
    const again = server.asked.slice(before);
    expect(again.length).toBeGreaterThan(0);
    expect(again.length).toBeLessThan(before / 4);
  });

  test('are requested again if the cache is damaged', async () => {
    const kept = store();
    const server = serverOf(series);
    const direct = await backtest(engine, cachedHistory(server, kept, end), options);
    for (const key of kept.kept.keys()) kept.kept.set(key, '{"damaged');
    expect((await backtest(engine, cachedHistory(server, kept, end), options)).alerts).toEqual(direct.alerts);
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
        const twice = cachedHistory(api, kept, end);
        await twice.samples('a', 1, 1);
        const [answer] = await twice.samples('a', 1, 1);
        expect(answer?.points.map(([at, value]) => [at, Number(value) + 0])).toEqual(
          points.map(([at, value]) => [at, value + 0]),
        );
      }),
      { numRuns: 50 },
    );
  });
});
