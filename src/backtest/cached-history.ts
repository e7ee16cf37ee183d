import type { HistoryApi, HistorySeries } from './history.js';
import type { ObservedHistogram } from './native-histogram.js';

/** Where answers are kept between runs. Both must not fail: an answer that cannot be kept is asked for again. */
export interface ResponseCache {
  read(key: string): string | undefined;
  write(key: string, text: string): void;
}

/** Samples can come late, out of order: answers about the last hours are asked for anew each time. */
const settledMs = 6 * 3_600_000;

/**
 * A history that asks for nothing twice: what it has asked in an earlier run, which may have been interrupted, comes
 * from the store.
 *
 * @param now unix milliseconds
 */
export function cachedHistory(api: HistoryApi, store: ResponseCache, now: number): HistoryApi {
  const once = async (
    key: readonly unknown[],
    end: number,
    ask: () => Promise<readonly HistorySeries[]>,
  ): Promise<readonly HistorySeries[]> => {
    if (end > now - settledMs) return ask();
    const name = JSON.stringify(key);
    const known = store.read(name);
    const read = known === undefined ? undefined : answerOf(known);
    if (read) return read;
    const answer = await ask();
    if (api.isComplete?.(answer) !== false) store.write(name, textOf(answer));
    return answer;
  };
  return {
    samples: (selector, end, windowMs) =>
      once(['samples', selector, end, windowMs], end, () => api.samples(selector, end, windowMs)),
    values: (selector, start, end, stepMs) =>
      once(['values', selector, start, end, stepMs], end, () => api.values(selector, start, end, stepMs)),
  };
}

/** JSON has no NaN and no infinity: those are texts, also in histograms. */
function textOf(answer: readonly HistorySeries[]): string {
  return JSON.stringify(answer, (_, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  );
}

/** Undefined for a text that is damaged. */
function answerOf(text: string): readonly HistorySeries[] | undefined {
  try {
    const answer = JSON.parse(text) as readonly {
      labels: HistorySeries['labels'];
      points: [number, unknown][];
    }[];
    return answer.map(({ labels, points }) => ({
      labels,
      points: points.map(([at, value]) => [at, valueIn(value)] as const),
    }));
  } catch {
    return undefined;
  }
}

function valueIn(value: unknown): number | ObservedHistogram {
  if (typeof value !== 'object' || value === null) return Number(value);
  const { count, sum, buckets } = value as ObservedHistogram;
  return {
    count: Number(count),
    sum: Number(sum),
    buckets: buckets.map(({ lower, upper, count: inside, closed }) => ({
      lower: Number(lower),
      upper: Number(upper),
      count: Number(inside),
      closed,
    })),
  };
}
