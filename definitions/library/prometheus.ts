// Metrics of Prometheus and Alertmanager about themselves, and of every target.
import { counter, gauge } from 'dashwright';

/** The metric that Prometheus adds for each target. */
export function targetMetrics() {
  return {
    up: gauge({ help: '1 if the last scrape of the target succeeded.', unit: 'objects', range: [0, 1] }),
  };
}

/** Metrics of Prometheus about configuration, rules, notifications and scrapes. */
export function prometheusMetrics() {
  const group = { rule_group: ['/etc/prometheus/rules.yml;shop'] };
  const alertmanager = { alertmanager: ['http://alertmanager:9093/api/v2/alerts'] };
  return {
    prometheus_config_last_reload_successful: gauge({
      help: '1 if the last attempt to load the configuration succeeded.',
      unit: 'objects',
      range: [0, 1],
    }),
    prometheus_rule_evaluation_failures_total: counter({
      help: 'Evaluations of rules that failed.',
      unit: 'evaluations',
      labels: group,
    }),
    prometheus_rule_group_iterations_missed_total: counter({
      help: 'Evaluations of groups that were left out because the last one took too long.',
      unit: 'evaluations',
      labels: group,
    }),
    prometheus_notifications_alertmanagers_discovered: gauge({
      help: 'Alertmanagers to which alerts are sent.',
      unit: 'objects',
    }),
    prometheus_notifications_sent_total: counter({
      help: 'Alerts sent.',
      unit: 'alerts',
      labels: alertmanager,
    }),
    prometheus_notifications_errors_total: counter({
      help: 'Alerts that could not be sent.',
      unit: 'alerts',
      labels: alertmanager,
    }),
    prometheus_target_scrapes_exceeded_sample_limit_total: counter({
      help: 'Scrapes that were dropped because of sample_limit.',
      unit: 'scrapes',
    }),
    prometheus_tsdb_compactions_failed_total: counter({
      help: 'Compactions of the database that failed.',
      unit: 'compactions',
    }),
    prometheus_tsdb_head_samples_appended_total: counter({
      help: 'Samples stored.',
      unit: 'events',
      labels: { type: ['float', 'histogram'] },
    }),
    prometheus_tsdb_head_series: gauge({ help: 'Series in memory.', unit: 'objects' }),
  };
}

/** Metrics of Alertmanager about configuration and notifications. */
export function alertmanagerMetrics() {
  const integration = ['email', 'pagerduty', 'slack', 'webhook'];
  return {
    alertmanager_config_last_reload_successful: gauge({
      help: '1 if the last attempt to load the configuration succeeded.',
      unit: 'objects',
      range: [0, 1],
    }),
    alertmanager_notifications_total: counter({
      help: 'Attempts to notify.',
      unit: 'events',
      labels: { integration },
    }),
    alertmanager_notifications_failed_total: counter({
      help: 'Attempts to notify that failed.',
      unit: 'events',
      labels: { integration, reason: ['clientError', 'serverError', 'other'] },
    }),
    alertmanager_cluster_failed_peers: gauge({
      help: 'Peers of the cluster that do not respond.',
      unit: 'objects',
    }),
  };
}
