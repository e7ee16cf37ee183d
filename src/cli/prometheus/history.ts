import { type HistoryApi, type HistorySeries, TooMuchError } from '../../backtest/index.js';
import { AnswerTooLargeError } from '../../export/index.js';
import { type ApiQuery, apiQueries, type PrometheusServer } from './client.js';

/**
 * Questions about history, over the HTTP API. They throw as `apiQueries` does, but for what is too large.
 *
 * @param warn gets each warning of the server once, such as that a store has not answered
 */
export function historyApi(server: PrometheusServer, warn: (warning: string) => void): HistoryApi {
  const queries = apiQueries(server);
  const seen = new Set<string>();
  const incomplete = new WeakSet<object>();
  const ask = async (
    selector: string,
    path: ApiQuery['path'],
    parameters: ApiQuery['parameters'],
  ): Promise<readonly HistorySeries[]> => {
    try {
      const { series, warnings } = await queries({ path, parameters, about: selector, divisible: true });
      for (const warning of warnings) if (!seen.has(warning)) warn(warning);
      for (const warning of warnings) seen.add(warning);
      const found = series.map(({ labels, points, histograms }) => ({
        labels,
        points: [
          ...points.map(([at, value]) => [at, Number(value.replace(/inf$/i, 'Infinity'))] as const),
          ...(histograms ?? []),
        ],
      }));
      if (warnings.length > 0) incomplete.add(found);
      return found;
    } catch (error) {
      throw error instanceof AnswerTooLargeError ? new TooMuchError(error.message) : error;
    }
  };
  return {
    isComplete: (answer) => !incomplete.has(answer),
    samples: (selector, end, windowMs) =>
      ask(selector, 'query', { query: `${selector}[${windowMs}ms]`, time: String(end / 1000) }),
    values: (selector, start, end, stepMs) =>
      ask(selector, 'query_range', {
        query: selector,
        start: String(start / 1000),
        end: String(end / 1000),
        step: String(stepMs / 1000),
      }),
  };
}
