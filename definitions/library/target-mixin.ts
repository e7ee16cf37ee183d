import { type Catalog, min, panel, row, signal } from 'dashwright';
import { named, type TargetOptions } from './labels.js';
import type { targetMetrics } from './prometheus.js';
import { type MixinOptions, mixin, oneOrZero, ready } from './ready-alerts.js';
import { gaugeSeries } from './ready-series.js';

/** Names of the alerts. */
export type TargetAlert = 'TargetDown';

/** Options of `targetMixin`. */
export interface TargetMixinOptions<Target extends string, Without extends TargetAlert>
  extends MixinOptions<TargetAlert, Without>,
    TargetOptions<Target> {}

/**
 * Targets that Prometheus cannot scrape.
 *
 * @example targetMixin(metrics, { by: ['job', 'instance'] })
 */
export function targetMixin<Target extends string, const Without extends TargetAlert = never>(
  metrics: Catalog<ReturnType<typeof targetMetrics>, Target>,
  options: TargetMixinOptions<NoInfer<Target>, Without>,
) {
  const { by, where: only = {} } = options;
  const up = signal<Target>({
    title: 'Targets up',
    description: '1 while Prometheus can scrape the target.',
    expr: min<Target, Target>(metrics.up.where(only), { by }),
    range: [0, 1],
  });
  return mixin(options, {
    signals: { up },
    alerts: {
      TargetDown: ready<Target>({
        signal: up,
        side: 'below',
        threshold: 1,
        for: '5m',
        severity: 'warning',
        around: oneOrZero,
        blind: 'a target that was removed from the service discovery is not down',
        summary: ({ labels }) => `${named(by, labels)} is down`,
        description: ({ labels }) =>
          `Prometheus has not been able to scrape ${named(by, labels)} for 5 minutes. Alerts on its metrics cannot fire.`,
        runbook: `
## What to look at

In Prometheus, Status → Target health shows the last error: refused means that the process is down; a timeout, that it is
overloaded or a firewall is in between; 401 or 403, that the credentials are wrong.

## What to do

Start the process, or fix the scrape. Remove targets that no longer exist from the service discovery.`,
        series: gaugeSeries(metrics.up),
      }),
    },
    row: row('Targets', [panel.timeseries({ title: 'Targets up', show: up, min: 0, max: 1 })]),
  });
}
