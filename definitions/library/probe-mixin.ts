import { type Catalog, max, min, panel, row, signal, sub, time } from 'dashwright';
import { scenario, timestampIn } from 'dashwright/testing';
import { named, type TargetOptions } from './labels.js';
import type { probeMetrics } from './probe.js';
import { type MixinOptions, mixin, oneOrZero, ready, readyMissing } from './ready-alerts.js';
import { gaugeSeries } from './ready-series.js';

/** Names of the alerts. */
export type ProbeAlert = 'ProbeFailed' | 'ProbeSlow' | 'ProbeMissing' | 'CertificateExpiring';

/** Options of `probeMixin`. */
export interface ProbeMixinOptions<Target extends string, Without extends ProbeAlert>
  extends MixinOptions<ProbeAlert, Without>,
    TargetOptions<Target> {}

/**
 * What users reach, with blackbox_exporter: availability, duration, expiry of certificates.
 *
 * @example probeMixin(metrics, { by: ['instance'], where: { job: 'blackbox' } })
 */
export function probeMixin<Target extends string, const Without extends ProbeAlert = never>(
  metrics: Catalog<ReturnType<typeof probeMetrics>, Target>,
  options: ProbeMixinOptions<NoInfer<Target>, Without>,
) {
  const { by, where: only = {} } = options;
  const success = signal<Target>({
    title: 'Probes',
    description: '1 if the last probe succeeded.',
    expr: max<Target, Target>(metrics.probe_success.where(only), { by }),
    range: [0, 1],
  });
  const duration = signal<Target>({
    title: 'Probe duration',
    description: 'How long the last probe took, from name resolution to the end of the response.',
    expr: max<Target, Target>(metrics.probe_duration_seconds.where(only), { by }),
  });
  const validFor = signal<Target>({
    title: 'Certificate valid for',
    description: 'Time until the first certificate of the chain expires.',
    expr: sub(min<Target, Target>(metrics.probe_ssl_earliest_cert_expiry.where(only), { by }), time()),
    unit: 's',
  });
  return mixin(options, {
    signals: { success, duration, validFor },
    alerts: {
      ProbeFailed: ready<Target>({
        signal: success,
        side: 'below',
        threshold: 1,
        for: '3m',
        severity: 'critical',
        around: oneOrZero,
        summary: ({ labels }) => `${named(by, labels)} cannot be reached`,
        description: ({ labels }) =>
          `All probes of ${named(by, labels)} have failed for 3 minutes. Users probably cannot reach it either.`,
        runbook: `
## What to look at

Call it yourself, from elsewhere too. \`/probe?target=TARGET&module=MODULE&debug=true\` of blackbox_exporter shows each step:
name resolution, connection, TLS, status code.

## What to do

If it started with a release or a change of DNS or certificates, revert that. Otherwise repair the service behind it.`,
        series: gaugeSeries(metrics.probe_success),
      }),
      ProbeSlow: ready<Target>({
        signal: duration,
        side: 'above',
        threshold: 2,
        for: '10m',
        severity: 'warning',
        summary: ({ labels, value }) => `A probe of ${named(by, labels)} takes ${value}`,
        description: ({ value, threshold }) =>
          `Probes have taken ${value} for 10 minutes (threshold ${threshold}).`,
        runbook: `
## What to look at

\`probe_http_duration_seconds\` has the phases: resolve, connect, tls, processing, transfer. Processing is the service itself;
the others are the network and DNS.

## What to do

Look at the latency of the service. If only connections are slow, look at the load balancer.`,
        series: gaugeSeries(metrics.probe_duration_seconds),
      }),
      ProbeMissing: readyMissing({
        signal: success,
        for: '5m',
        severity: 'critical',
        summary: 'Results of probes are missing',
        description:
          'There has been no probe_success for 5 minutes: blackbox_exporter is down or cannot be scraped, and no other alert about probes can fire.',
        runbook: `
## What to look at

In Prometheus, the last scrape error of the job, and whether blackbox_exporter runs.

## What to do

Start the exporter, or fix the scrape.`,
        series: (to, course, of) =>
          to.series(
            metrics.probe_success,
            of,
            course.value(() => 1),
          ),
      }),
      CertificateExpiring: ready<Target>({
        signal: validFor,
        side: 'below',
        threshold: 14 * 86_400,
        for: '1h',
        severity: 'warning',
        blind: 'plain HTTP has no certificate; ProbeMissing fires when the exporter is down',
        summary: ({ labels, value }) =>
          `The certificate of ${named(by, labels)} expires in ${value.duration}`,
        description: ({ value, threshold }) =>
          `The certificate, or one that it depends on, expires in ${value.duration} (threshold ${threshold}). Then clients refuse to connect.`,
        runbook: `
## What to look at

\`openssl s_client -connect HOST:443 -servername HOST | openssl x509 -noout -dates -issuer\`. With automatic renewal, its log:
a challenge that fails, or a service that was not reloaded afterwards.

## What to do

Renew the certificate, and reload what serves it.`,
        proofs: (made, { threshold, wait, where }) => {
          const story = (what: string, left: number) =>
            scenario(`CertificateExpiring ${what}`, {
              alerts: [made],
              step: '60s',
              lasting: `${wait + 1800}s`,
            }).series(metrics.probe_ssl_earliest_cert_expiry, where as never, timestampIn(`${left}s`));
          return [
            story('fires in time', threshold + 900).firesWithin([
              `${900 + wait - 60}s`,
              `${900 + wait + 120}s`,
            ]),
            scenario('CertificateExpiring resolves after the renewal', { alerts: [made], step: '60s' })
              .series(
                metrics.probe_ssl_earliest_cert_expiry,
                where as never,
                timestampIn('1d').thenAt(`${wait + 1800}s`, timestampIn(`${threshold + 86_400}s`)),
              )
              .firingAt(`${wait + 600}s`)
              .resolvesBy(`${wait + 1920}s`),
            story('is inactive while there is more time', threshold + wait + 1860).staysQuiet(),
            scenario('CertificateExpiring is inactive without series', {
              alerts: [made],
              lasting: '30m',
            }).staysQuiet(),
          ];
        },
      }),
    },
    row: row('Probes', [
      panel.timeseries({ title: 'Probes', show: success, min: 0, max: 1, width: 8 }),
      panel.timeseries({ title: 'Probe duration', show: duration, min: 0, width: 8 }),
      panel.timeseries({ title: 'Certificate valid for', show: validFor, min: 0, width: 8 }),
    ]),
  });
}
