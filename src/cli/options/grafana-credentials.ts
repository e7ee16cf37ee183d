import type { Command } from 'commander';
import { path, valueOption } from '../values.js';

/** Adds `--token-variable` and `--grafana-header-file`. */
export function withGrafanaCredentials(command: Command): Command {
  return command
    .addOption(
      valueOption(
        '--token-variable <name>',
        'environment variable with a Grafana token or user:password; default: GRAFANA_TOKEN',
        path,
      ),
    )
    .addOption(
      valueOption(
        '--grafana-header-file <file>',
        'file with HTTP headers for Grafana, one `Name: value` per line, such as X-Grafana-Org-Id or those of a proxy',
        path,
      ),
    );
}
