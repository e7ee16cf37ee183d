import type { Command } from 'commander';
import {
  connect,
  type Grafana,
  type GrafanaServer,
  grafanaCredentials,
  grafanaUrl,
} from '../../grafana-api/index.js';
import { credentialHeaders } from '../prometheus/credentials.js';
import { withGrafanaCredentials } from './grafana-credentials.js';
import { requestTimeout } from './time.js';

/** How to reach a Grafana. */
export interface GrafanaOptions {
  /** Not parsed by commander, whose messages repeat the value: it can contain a password. */
  readonly grafana?: string;
  readonly tokenVariable?: string;
  readonly grafanaHeaderFile?: string;
  readonly timeout: number;
}

/** Adds `--token-variable`, `--grafana-header-file` and `--timeout`. */
export function withGrafana(command: Command): Command {
  return withGrafanaCredentials(command).addOption(requestTimeout());
}

/**
 * The Grafana that options name. Asked for before definitions are loaded, which takes seconds.
 *
 * @throws GrafanaError for a URL or credentials that cannot be used; UsageError for a file of headers that cannot
 */
export function grafanaOf(url: string, options: GrafanaOptions): Omit<GrafanaServer, 'signal'> {
  return {
    url: grafanaUrl(url),
    headers: {
      ...grafanaCredentials(process.env, options.tokenVariable),
      ...credentialHeaders(options.grafanaHeaderFile, {}),
    },
    timeout: options.timeout,
  };
}

/** @throws GrafanaError for a URL, credentials or a server that cannot be used */
export async function connectTo(url: string, options: GrafanaOptions, signal: AbortSignal): Promise<Grafana> {
  return connect({ ...grafanaOf(url, options), signal });
}
