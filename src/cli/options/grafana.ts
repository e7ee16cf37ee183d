import type { Command } from 'commander';
import {
  connect,
  type Grafana,
  type GrafanaServer,
  grafanaCredentials,
  grafanaUrl,
} from '../../grafana-api/index.js';
import { path, valueOption } from '../values.js';
import { requestTimeout } from './time.js';

/** How to reach a Grafana. */
export interface GrafanaOptions {
  /** Not parsed by commander, whose messages repeat the value: it can contain a password. */
  readonly grafana?: string;
  readonly tokenVariable?: string;
  readonly timeout: number;
}

/** Adds `--token-variable` and `--timeout`. */
export function withGrafana(command: Command): Command {
  return command
    .addOption(
      valueOption(
        '--token-variable <name>',
        'environment variable with a Grafana token or user:password; default: GRAFANA_TOKEN',
        path,
      ),
    )
    .addOption(requestTimeout());
}

/**
 * The Grafana that options name. Asked for before definitions are loaded, which takes seconds.
 *
 * @throws GrafanaError for a URL or credentials that cannot be used
 */
export function grafanaOf(url: string, options: GrafanaOptions): Omit<GrafanaServer, 'signal'> {
  return {
    url: grafanaUrl(url),
    headers: grafanaCredentials(process.env, options.tokenVariable),
    timeout: options.timeout,
  };
}

/** @throws GrafanaError for a URL, credentials or a server that cannot be used */
export async function connectTo(url: string, options: GrafanaOptions, signal: AbortSignal): Promise<Grafana> {
  return connect({ ...grafanaOf(url, options), signal });
}
