import { type HistoryApi, type HistorySeries, TooMuchError } from '../../backtest/index.js';
import { printable, withoutSecrets } from '../../errors/server-text.js';
import { AnswerTooLargeError, NotPrometheusError, readAnswer, readRefusal } from '../../export/index.js';
import { UsageError } from '../../load/index.js';
import { bodyText } from './body.js';
import type { PrometheusServer } from './client.js';
import { headerSecrets } from './credentials.js';

/**
 * Questions about history, over the HTTP API that Prometheus, Mimir, Thanos and VictoriaMetrics share.
 *
 * Throws UsageError with the host and the reason if there is no answer, an error, or a server other than Prometheus.
 */
export function historyApi(server: PrometheusServer): HistoryApi {
  const ask = asking(server);
  return {
    samples: (selector, end, windowMs) =>
      ask('query', { query: `${selector}[${windowMs}ms]`, time: String(end / 1000) }, selector),
    values: (selector, start, end, stepMs) =>
      ask(
        'query_range',
        {
          query: selector,
          start: String(start / 1000),
          end: String(end / 1000),
          step: String(stepMs / 1000),
        },
        selector,
      ),
  };
}

function asking(server: PrometheusServer) {
  const { url, headers, timeout } = server;
  const secrets = headerSecrets(headers);
  const fail = (reason: string): never => {
    throw new UsageError(`Prometheus at ${url.host}: ${printable(withoutSecrets(reason, secrets))}`);
  };
  return async (
    path: string,
    parameters: Readonly<Record<string, string>>,
    selector: string,
  ): Promise<readonly HistorySeries[]> => {
    const address = new URL(`${url.pathname.replace(/\/+$/, '')}/api/v1/${path}`, url);
    let text: string;
    let response: Response;
    try {
      response = await fetch(address, {
        method: 'POST',
        headers: { accept: 'application/json', ...headers },
        body: new URLSearchParams({ ...parameters, timeout: `${Math.ceil(timeout / 1000)}s` }),
        // A redirect could send the credentials to another host.
        redirect: 'manual',
        signal: AbortSignal.any([server.signal, AbortSignal.timeout(timeout)]),
      });
      text = await bodyText(response);
    } catch (error) {
      if (error instanceof AnswerTooLargeError) throw new TooMuchError(error.message);
      if (server.signal.aborted) return fail('stopped');
      const { name, message, cause } = error as Error;
      if (name === 'TimeoutError') return fail(`no response within ${timeout / 1000} s`);
      return fail(`not reachable: ${cause instanceof Error ? cause.message : message}`);
    }
    if (!response.ok) {
      const said = readRefusal(text);
      if (response.status === 413 || said?.includes('too many samples'))
        throw new TooMuchError(said ?? 'too large');
      return fail(`it answers ${response.status} to ${selector}${said === undefined ? '' : `: ${said}`}`);
    }
    try {
      const { series, histograms } = readAnswer(text);
      if (histograms) {
        return fail(
          `${selector} has native histograms, whose buckets the API does not give as they were stored`,
        );
      }
      return series.map(({ labels, points }) => ({
        labels,
        points: points.map(([at, value]) => [at, Number(value.replace(/inf$/i, 'Infinity'))] as const),
      }));
    } catch (error) {
      if (error instanceof NotPrometheusError) return fail(`not a Prometheus server: ${error.message}`);
      throw error;
    }
  };
}
