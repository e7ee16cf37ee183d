import { defined } from '../../catalog/defined.js';
import type { ScrapeJob } from '../../define/index.js';
import { secretPath } from '../../define/secret.js';
import type { StackParts } from './parts.js';

/** Paths of mounted files in the container. */
export const prometheusFolder = '/etc/prometheus';
export const prometheusSecrets = `${prometheusFolder}/secrets`;

const defaultInterval = '15s';

/** `prometheus.yml`. Paths of rules are relative to it. The retention is a command-line flag. */
export function prometheusConfig({ options, routing, hasRules }: StackParts): object {
  const interval = options.scrapeInterval ?? defaultInterval;
  return {
    global: {
      scrape_interval: interval,
      evaluation_interval: interval,
      ...(options.externalLabels && { external_labels: externalLabels(options.externalLabels) }),
    },
    ...(hasRules && { rule_files: ['rules/*_rules.yml'] }),
    ...(routing && {
      alerting: { alertmanagers: [{ static_configs: [{ targets: ['alertmanager:9093'] }] }] },
    }),
    scrape_configs: options.scrape.map(scrapeConfig),
  };
}

/** Prometheus expands `$NAME` and `${NAME}` only here, so dollar signs are doubled. */
function externalLabels(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(labels).map(([label, value]) => [label, value.replaceAll('$', '$$$$')]),
  );
}

function scrapeConfig({ job, targets, path, interval, timeout, scheme, labels, bearer }: ScrapeJob): object {
  return {
    job_name: job,
    ...defined({
      metrics_path: path,
      scrape_interval: interval,
      scrape_timeout: timeout,
      scheme,
      authorization: bearer && { credentials_file: secretPath(bearer, prometheusSecrets) },
    }),
    static_configs: [{ targets, ...defined({ labels }) }],
  };
}
