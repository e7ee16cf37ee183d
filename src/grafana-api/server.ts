import { printable } from '../errors/server-text.js';
import { webUrlFault } from '../errors/web-url.js';
import { GrafanaError } from './error.js';

/** A Grafana and how to talk to it. */
export interface GrafanaServer {
  /** Including a path prefix, if there is one. */
  readonly url: URL;
  /** With credentials. They are sent to the origin of `url` and nowhere else. */
  readonly headers: Readonly<Record<string, string>>;
  /** Timeout of a request in milliseconds. */
  readonly timeout: number;
  /** Aborts running requests. */
  readonly signal: AbortSignal;
}

/** The variable that has the credentials, unless another is named. */
const tokenVariable = 'GRAFANA_TOKEN';

/**
 * Parses the URL of a Grafana.
 *
 * @throws GrafanaError for anything but an HTTP URL, and for a URL with a user or password
 */
export function grafanaUrl(text: string): URL {
  const fault = webUrlFault(text);
  if (fault !== undefined) {
    throw new GrafanaError(
      `expected the URL of Grafana, such as https://grafana.example.com, not ${printable(text, 80)}: ${fault}`,
    );
  }
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    throw new GrafanaError(
      `the URL of Grafana contains a user or password, which every user of this machine can see: put user:password or a token into the environment variable ${tokenVariable}`,
    );
  }
  url.search = '';
  url.hash = '';
  return url;
}

/**
 * The header with the credentials: a token of a service account, or `user:password` for basic authentication, from an
 * environment variable. Never from arguments, which every user of the machine can see.
 *
 * @param variable Name of the variable. @default GRAFANA_TOKEN, and no header if it is not set
 * @throws GrafanaError where a named variable is not set, and for characters that a header cannot have; the message
 *   never contains the value
 */
export function grafanaCredentials(
  environment: Readonly<Record<string, string | undefined>>,
  variable?: string,
): Record<string, string> {
  const name = variable ?? tokenVariable;
  const value = environment[name]?.trim() ?? '';
  if (value === '') {
    if (variable === undefined) return {};
    throw new GrafanaError(`the environment variable ${printable(variable, 80)} is not set`);
  }
  if (value.includes(':')) return { authorization: `Basic ${Buffer.from(value).toString('base64')}` };
  if (!/^[\x21-\x7e]+$/.test(value))
    throw new GrafanaError(`the environment variable ${name} contains characters that a token cannot have`);
  return { authorization: `Bearer ${value}` };
}
