import { withoutSecrets } from '../../errors/server-text.js';
import type { ForwardQuery } from '../../preview/index.js';
import { bodyText } from './body.js';
import { type PrometheusServer, reasonOf, send } from './client.js';
import { headerSecrets } from './credentials.js';

/** Forwards queries of the preview to a Prometheus: its credentials stay here. */
export function forwardTo(server: PrometheusServer): ForwardQuery {
  const { host } = server.url;
  const secrets = headerSecrets(server.headers);
  return async (path, parameters) => {
    try {
      const response = await send({ path, parameters: Object.fromEntries(parameters) }, server);
      const text = await bodyText(response);
      return isAnswer(text)
        ? { status: response.status, body: text }
        : failed(`${host} did not respond like Prometheus (status ${response.status})`);
    } catch (error) {
      return failed(`${host}: ${withoutSecrets(reasonOf(error, server), secrets)}`);
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
