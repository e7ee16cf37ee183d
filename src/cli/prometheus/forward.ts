import { withoutSecrets } from '../../errors/server-text.js';
import type { ForwardQuery } from '../../preview/index.js';
import { bodyText } from './body.js';
import type { PrometheusServer } from './client.js';
import { headerSecrets } from './credentials.js';

/** Forwards queries of the preview to a Prometheus: its credentials stay here. */
export function forwardTo({ url, headers, timeout, signal }: PrometheusServer): ForwardQuery {
  const secrets = headerSecrets(headers);
  return async (path, parameters) => {
    const target = new URL(`${url.pathname.replace(/\/+$/, '')}/api/v1/${path}`, url);
    try {
      const response = await fetch(target, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        body: parameters.toString(),
        // Another origin must not get the credentials.
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
      });
      const text = await bodyText(response);
      return isAnswer(text)
        ? { status: response.status, body: text }
        : failed(`${url.host} did not answer as Prometheus does (status ${response.status})`);
    } catch (error) {
      const { message, cause } = error as Error;
      return failed(
        `${url.host}: ${withoutSecrets(cause instanceof Error ? cause.message : message, secrets)}`,
      );
    }
  };
}

function isAnswer(text: string): boolean {
  try {
    const { status } = JSON.parse(text);
    return status === 'success' || status === 'error';
  } catch {
    return false;
  }
}

function failed(error: string): { readonly status: number; readonly body: string } {
  return { status: 502, body: JSON.stringify({ status: 'error', error }) };
}
