import type { Option } from 'commander';
import { path, valueOption } from '../values.js';

/** `--header-file`: credentials for Prometheus or a proxy in front of it. */
export function headerFileOption(): Option {
  return valueOption(
    '--header-file <file>',
    'file with HTTP headers, one `Name: value` per line, for credentials and tenants',
    path,
  );
}

/** Where credentials come from, for the help of a command. */
export const prometheusCredentials = `Credentials are not arguments: DASHWRIGHT_PROMETHEUS_TOKEN is sent as a bearer token, DASHWRIGHT_PROMETHEUS_USER and
DASHWRIGHT_PROMETHEUS_PASSWORD as basic authentication, and --header-file names a file with complete headers.`;
