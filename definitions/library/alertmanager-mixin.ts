import { type Catalog, max, min, panel, rate, row, signal, sum } from 'dashwright';
import { also, named, type TargetOptions } from './labels.js';
import type { alertmanagerMetrics } from './prometheus.js';
import { type MixinOptions, mixin, oneOrZero, ready, readyMissing, wholeNumbers } from './ready-alerts.js';
import { gaugeSeries } from './ready-series.js';
import { failedShare } from './same-labels.js';

/** Names of the alerts. */
export type AlertmanagerAlert =
  | 'AlertmanagerMissing'
  | 'AlertmanagerConfigReloadFailed'
  | 'AlertmanagerNotificationsFailing'
  | 'AlertmanagerPeersMissing';

/** Options of `alertmanagerMixin`. */
export interface AlertmanagerMixinOptions<Target extends string, Without extends AlertmanagerAlert>
  extends MixinOptions<AlertmanagerAlert, Without>,
    TargetOptions<Target> {}

/**
 * Alertmanager about itself: configuration, notifications by integration, cluster.
 *
 * @example alertmanagerMixin(metrics, { by: ['instance'] })
 */
export function alertmanagerMixin<Target extends string, const Without extends AlertmanagerAlert = never>(
  metrics: Catalog<ReturnType<typeof alertmanagerMetrics>, Target>,
  options: AlertmanagerMixinOptions<NoInfer<Target>, Without>,
) {
  const { by } = options;
  const only: object = options.where ?? {};
  const {
    alertmanager_config_last_reload_successful: loaded,
    alertmanager_notifications_total: notified,
    alertmanager_notifications_failed_total: failed,
    alertmanager_cluster_failed_peers: peers,
  } = metrics;
  type Integration = Target | 'integration';
  const byIntegration = [...by, 'integration'] as const;

  const configLoaded = signal<Target>({
    title: 'Alertmanager configuration loaded',
    description: '1 if the last attempt to load the configuration succeeded.',
    expr: min<Target, Target>(loaded.where(only), { by }),
    range: [0, 1],
  });
  const failing = signal<Integration>({
    title: 'Failed notifications',
    description: 'Share of notifications that failed, by integration.',
    expr: failedShare<Integration>(
      sum<Integration | 'reason', Integration>(rate(failed.where(only), '15m'), { by: byIntegration }),
      sum<Integration, Integration>(rate(notified.where(only), '15m'), { by: byIntegration }),
    ),
    range: [0, 1],
  });
  const notifications = signal<Integration>({
    title: 'Notifications',
    description: 'Attempts to notify per second, by integration.',
    expr: sum<Integration, Integration>(rate(notified.where(only)), { by: byIntegration }),
  });
  const failedPeers = signal<Target>({
    title: 'Failed peers',
    description: 'Peers of the cluster that do not respond.',
    expr: max<Target, Target>(peers.where(only), { by }),
  });

  return mixin(options, {
    signals: { configLoaded, failing, notifications, failedPeers },
    alerts: {
      AlertmanagerMissing: readyMissing({
        signal: configLoaded,
        for: '5m',
        severity: 'critical',
        summary: 'Alertmanager metrics are missing',
        description:
          "There have been no metrics of any Alertmanager for 5 minutes: it is down or cannot be scraped. If it is down, this notification cannot reach you either; a dead man's switch can.",
        runbook: `
## What to look at

Does Alertmanager run? In Prometheus, are its targets up, and what is their last scrape error?

## What to do

Start Alertmanager, or fix the scrape.`,
        series: (to, course, of) =>
          to.series(
            loaded,
            of,
            course.value(() => 1),
          ),
      }),
      AlertmanagerConfigReloadFailed: ready<Target>({
        signal: configLoaded,
        side: 'below',
        threshold: 1,
        for: '10m',
        severity: 'critical',
        around: oneOrZero,
        summary: ({ labels }) => `Alertmanager ${named(by, labels)} could not load its configuration`,
        description: ({ labels }) =>
          `Alertmanager ${named(by, labels)} runs with its former configuration. New routes and receivers have no effect, and it will not start again.`,
        runbook: `
## What to look at

The log of Alertmanager names the line; \`amtool check-config alertmanager.yml\` prints the same.

## What to do

Correct or revert the last change, then reload.`,
        series: gaugeSeries(loaded),
      }),
      AlertmanagerNotificationsFailing: ready<Integration>({
        signal: failing,
        side: 'above',
        threshold: 0.01,
        for: '5m',
        severity: 'critical',
        window: '15m',
        summary: ({ labels, value }) => `${value} of notifications by ${labels.integration} fail`,
        description: ({ labels, value, threshold }) =>
          `${value} of the notifications of Alertmanager ${named(by, labels)} by ${labels.integration} failed in 15 minutes (threshold ${threshold}). People are not notified.`,
        runbook: `
## What to look at

The log of Alertmanager has the answer of the service: 401 or 403 is a credential that has expired, 404 a channel or key that
is gone, 429 a limit.

## What to do

Renew the credential or correct the receiver. Until then, look at the alerts in Alertmanager itself, and make sure that this
alert has another way to you.`,
        series: (to, course, of) =>
          to
            .series(
              failed,
              also({ integration: 'slack' }, of),
              course.perSecond((share) => share * 10),
            )
            .series(
              notified,
              also({ integration: 'slack' }, of),
              course.perSecond(() => 10),
            ),
      }),
      AlertmanagerPeersMissing: ready<Target>({
        signal: failedPeers,
        side: 'above',
        threshold: 0,
        for: '15m',
        severity: 'warning',
        around: wholeNumbers('above'),
        summary: ({ labels, value }) => `Alertmanager ${named(by, labels)} has lost ${value.fixed(0)} peers`,
        description: ({ value }) =>
          `${value.fixed(0)} peers of the cluster have not responded for 15 minutes. Notifications may be sent twice, and silences may be missing on some.`,
        runbook: `
## What to look at

Do all peers run, and can they reach each other on the cluster port (9094, TCP and UDP)?

## What to do

Start the peers that are missing, or fix the network.`,
        series: gaugeSeries(peers),
      }),
    },
    row: row('Alertmanager', [
      panel.timeseries({
        title: 'Alertmanager configuration loaded',
        show: configLoaded,
        min: 0,
        max: 1,
        width: 6,
      }),
      panel.timeseries({ title: 'Notifications', show: notifications, min: 0, width: 6 }),
      panel.timeseries({
        title: 'Failed notifications',
        show: failing,
        min: 0,
        width: 6,
        fixedRange: 'The alert uses the same 15 minutes.',
      }),
      panel.timeseries({ title: 'Failed peers', show: failedPeers, min: 0, width: 6 }),
    ]),
  });
}
