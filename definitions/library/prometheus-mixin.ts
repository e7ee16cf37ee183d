import { type Catalog, increase, max, min, panel, rate, row, signal, sum } from 'dashwright';
import { named, type TargetOptions } from './labels.js';
import type { prometheusMetrics } from './prometheus.js';
import { type MixinOptions, mixin, oneOrZero, ready, wholeNumbers } from './ready-alerts.js';
import { gaugeSeries } from './ready-series.js';
import { failedShare } from './same-labels.js';

/** Names of the alerts. */
export type PrometheusAlert =
  | 'PrometheusConfigReloadFailed'
  | 'PrometheusRuleFailures'
  | 'PrometheusRuleEvaluationsMissed'
  | 'PrometheusNoAlertmanager'
  | 'PrometheusNotificationsFailing'
  | 'PrometheusScrapesDropped'
  | 'PrometheusCompactionsFailing';

/** Options of `prometheusMixin`. */
export interface PrometheusMixinOptions<Target extends string, Without extends PrometheusAlert>
  extends MixinOptions<PrometheusAlert, Without>,
    TargetOptions<Target> {}

/**
 * Prometheus about itself: configuration, rules, notifications, scrapes, database. It cannot report that it is down:
 * use a dead man's switch for that.
 *
 * @example prometheusMixin(metrics, { by: ['instance'] })
 */
export function prometheusMixin<Target extends string, const Without extends PrometheusAlert = never>(
  metrics: Catalog<ReturnType<typeof prometheusMetrics>, Target>,
  options: PrometheusMixinOptions<NoInfer<Target>, Without>,
) {
  const { by, where: only = {} } = options;
  const {
    prometheus_config_last_reload_successful: loaded,
    prometheus_rule_evaluation_failures_total: ruleFailures,
    prometheus_rule_group_iterations_missed_total: missedEvaluations,
    prometheus_notifications_alertmanagers_discovered: alertmanagers,
    prometheus_notifications_sent_total: sent,
    prometheus_notifications_errors_total: notSent,
    prometheus_target_scrapes_exceeded_sample_limit_total: droppedScrapes,
    prometheus_tsdb_compactions_failed_total: failedCompactions,
  } = metrics;
  type Group = Target | 'rule_group';
  const byGroup = [...by, 'rule_group'] as const;

  const configLoaded = signal<Target>({
    title: 'Prometheus configuration loaded',
    description: '1 if the last attempt to load the configuration succeeded.',
    expr: min<Target, Target>(loaded.where(only), { by }),
    range: [0, 1],
  });
  const failures = signal<Group>({
    title: 'Rule failures, 10 m',
    description: 'Evaluations of rules that failed in 10 minutes, by group.',
    expr: sum<Group, Group>(increase(ruleFailures.where(only as object), '10m'), { by: byGroup }),
  });
  const missed = signal<Group>({
    title: 'Missed rule evaluations, 10 m',
    description: 'Evaluations that were left out in 10 minutes because the last one took too long, by group.',
    expr: sum<Group, Group>(increase(missedEvaluations.where(only as object), '10m'), { by: byGroup }),
  });
  const discovered = signal<Target>({
    title: 'Alertmanagers',
    description: 'Alertmanagers to which Prometheus sends alerts.',
    expr: max<Target, Target>(alertmanagers.where(only), { by }),
  });
  const notificationsFailing = signal<Target>({
    title: 'Alerts not sent',
    description: 'Share of alerts that could not be sent to Alertmanager.',
    expr: failedShare<Target>(
      sum<Target | 'alertmanager', Target>(rate(notSent.where(only as object), '5m'), { by }),
      sum<Target | 'alertmanager', Target>(rate(sent.where(only as object), '5m'), { by }),
    ),
    range: [0, 1],
  });
  const dropped = signal<Target>({
    title: 'Dropped scrapes, 10 m',
    description:
      'Scrapes that were dropped in 10 minutes because a target exposes more samples than sample_limit.',
    expr: sum<Target, Target>(increase(droppedScrapes.where(only), '10m'), { by }),
  });
  const compactions = signal<Target>({
    title: 'Failed compactions, 3 h',
    description: 'Compactions of the database that failed in 3 hours.',
    expr: sum<Target, Target>(increase(failedCompactions.where(only), '3h'), { by }),
  });
  const ingested = signal<Target>({
    title: 'Samples stored',
    description: 'Samples stored per second.',
    expr: sum<Target | 'type', Target>(
      rate(metrics.prometheus_tsdb_head_samples_appended_total.where(only as object)),
      { by },
    ),
  });
  const headSeries = signal<Target>({
    title: 'Series in memory',
    description: 'Series in memory. Memory grows with their number.',
    expr: max<Target, Target>(metrics.prometheus_tsdb_head_series.where(only), { by }),
  });

  return mixin(options, {
    signals: {
      configLoaded,
      failures,
      missed,
      discovered,
      notificationsFailing,
      dropped,
      compactions,
      ingested,
      headSeries,
    },
    alerts: {
      PrometheusConfigReloadFailed: ready<Target>({
        signal: configLoaded,
        side: 'below',
        threshold: 1,
        for: '10m',
        severity: 'warning',
        around: oneOrZero,
        blind: "a Prometheus that does not run evaluates no rule: use a dead man's switch",
        summary: ({ labels }) => `Prometheus ${named(by, labels)} could not load its configuration`,
        description: ({ labels }) =>
          `Prometheus ${named(by, labels)} runs with its former configuration. New rules and targets have no effect, and it will not start again.`,
        runbook: `
## What to look at

The log of Prometheus names the file and the line; \`promtool check config prometheus.yml\` prints the same.

## What to do

Correct or revert the last change, then reload.`,
        series: gaugeSeries(loaded),
      }),
      PrometheusRuleFailures: ready<Group>({
        signal: failures,
        side: 'above',
        threshold: 0,
        for: '0m',
        severity: 'critical',
        window: '10m',
        around: wholeNumbers('above'),
        summary: ({ labels }) =>
          `Prometheus ${named(by, labels)} cannot evaluate rules of ${labels.rule_group}`,
        description: ({ labels, value }) =>
          `${value.fixed(0)} evaluations in ${labels.rule_group} failed in 10 minutes. Alerts of the group may not fire.`,
        runbook: `
## What to look at

Status → Rule health shows the rule and its error: usually several series on the side of a match that must have one, or a
query that is too large.

## What to do

Correct the expression: aggregate, or say \`group_left\`. If it started with a change of rules, revert that.`,
        series: (to, course, of) =>
          to.series(
            ruleFailures,
            of,
            course.perSecond((count) => count / 600),
          ),
      }),
      PrometheusRuleEvaluationsMissed: ready<Group>({
        signal: missed,
        side: 'above',
        threshold: 3,
        for: '5m',
        severity: 'warning',
        window: '10m',
        around: wholeNumbers('above'),
        summary: ({ labels }) => `Prometheus ${named(by, labels)} evaluates ${labels.rule_group} too slowly`,
        description: ({ labels, value, threshold }) =>
          `${value.fixed(0)} evaluations of ${labels.rule_group} were left out in 10 minutes (threshold ${threshold}), because the group takes longer than its interval. Alerts fire late.`,
        runbook: `
## What to look at

Status → Rule health shows how long each rule takes. Is the whole server short of CPU?

## What to do

Record what expensive rules share, split the group, or choose a longer interval.`,
        series: (to, course, of) =>
          to.series(
            missedEvaluations,
            of,
            course.perSecond((count) => count / 600),
          ),
      }),
      PrometheusNoAlertmanager: ready<Target>({
        signal: discovered,
        side: 'below',
        threshold: 1,
        for: '10m',
        severity: 'critical',
        around: oneOrZero,
        blind: "a Prometheus that does not run evaluates no rule: use a dead man's switch",
        summary: ({ labels }) => `Prometheus ${named(by, labels)} knows no Alertmanager`,
        description: ({ labels }) =>
          `Prometheus ${named(by, labels)} has found no Alertmanager for 10 minutes: nobody is notified of its alerts. If you read this, another Prometheus noticed.`,
        runbook: `
## What to look at

\`alerting:\` in the configuration, and the service discovery that it uses: labels, namespace, permissions.

## What to do

Correct the discovery, or start Alertmanager.`,
        series: gaugeSeries(alertmanagers),
      }),
      PrometheusNotificationsFailing: ready<Target>({
        signal: notificationsFailing,
        side: 'above',
        threshold: 0.01,
        for: '15m',
        severity: 'warning',
        window: '5m',
        summary: ({ labels, value }) => `Prometheus ${named(by, labels)} cannot send ${value} of its alerts`,
        description: ({ value, threshold }) =>
          `${value} of alerts could not be sent to an Alertmanager (threshold ${threshold}). If all fail, nobody is notified.`,
        runbook: `
## What to look at

The log of Prometheus says why: refused, timeout, or a status code. Is it one Alertmanager or all?

## What to do

Start or replace the Alertmanager that fails, or fix the network.`,
        series: (to, course, of) =>
          to
            .series(
              notSent,
              of,
              course.perSecond((failed) => failed * 10),
            )
            .series(
              sent,
              of,
              course.perSecond(() => 10),
            ),
      }),
      PrometheusScrapesDropped: ready<Target>({
        signal: dropped,
        side: 'above',
        threshold: 0,
        for: '5m',
        severity: 'warning',
        window: '10m',
        around: wholeNumbers('above'),
        summary: ({ labels }) => `Prometheus ${named(by, labels)} drops scrapes that exceed sample_limit`,
        description: ({ value }) =>
          `${value.fixed(0)} scrapes were dropped in 10 minutes, with all of their samples: a target exposes more series than its job allows.`,
        runbook: `
## What to look at

Status → Target health shows the targets. A label with ids, paths or addresses is the usual cause.

## What to do

Remove the label in the service, or drop it with \`metric_relabel_configs\`. Raise \`sample_limit\` only if the series are
needed.`,
        series: (to, course, of) =>
          to.series(
            droppedScrapes,
            of,
            course.perSecond((count) => count / 600),
          ),
      }),
      PrometheusCompactionsFailing: ready<Target>({
        signal: compactions,
        side: 'above',
        threshold: 0,
        for: '1h',
        severity: 'warning',
        window: '3h',
        around: wholeNumbers('above'),
        summary: ({ labels }) => `Prometheus ${named(by, labels)} cannot compact its database`,
        description: ({ value }) =>
          `${value.fixed(0)} compactions failed in 3 hours. Memory and disk usage grow until Prometheus stops.`,
        runbook: `
## What to look at

The log of Prometheus: a full disk, or a block that is damaged.

## What to do

Free space. Move a damaged block out of the data directory: its two hours or more are lost.`,
        series: (to, course, of) =>
          to.series(
            failedCompactions,
            of,
            course.perSecond((count) => count / 10_800),
          ),
      }),
    },
    row: row('Prometheus', [
      panel.timeseries({
        title: 'Prometheus configuration loaded',
        show: configLoaded,
        min: 0,
        max: 1,
        width: 8,
      }),
      panel.timeseries({ title: 'Samples stored', show: ingested, min: 0, width: 8 }),
      panel.timeseries({ title: 'Series in memory', show: headSeries, min: 0, width: 8 }),
      panel.timeseries({
        title: 'Rule failures, 10 m',
        show: failures,
        min: 0,
        width: 8,
        fixedRange: tenMinutes,
      }),
      panel.timeseries({
        title: 'Missed rule evaluations, 10 m',
        show: missed,
        min: 0,
        width: 8,
        fixedRange: tenMinutes,
      }),
      panel.timeseries({
        title: 'Dropped scrapes, 10 m',
        show: dropped,
        min: 0,
        width: 8,
        fixedRange: tenMinutes,
      }),
      panel.timeseries({ title: 'Alertmanagers', show: discovered, min: 0, width: 8 }),
      panel.timeseries({
        title: 'Alerts not sent',
        show: notificationsFailing,
        min: 0,
        width: 8,
        fixedRange: 'The alert uses the same 5 minutes.',
      }),
      panel.timeseries({
        title: 'Failed compactions, 3 h',
        show: compactions,
        min: 0,
        width: 8,
        fixedRange: 'The alert uses the same 3 hours.',
      }),
    ]),
  });
}

const tenMinutes = 'The alert uses the same 10 minutes.';
