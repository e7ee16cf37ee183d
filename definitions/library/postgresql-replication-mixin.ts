import { type Catalog, gauge, max, panel, row, signal } from 'dashwright';
import { named, type TargetOptions } from './labels.js';
import { type MixinOptions, mixin, oneOrZero, ready } from './ready-alerts.js';
import { gaugeSeries } from './ready-series.js';

/** Collectors `replication`, for replicas and for the primary, whose lag is 0, and `replication_slots`, enabled by default. */
export function postgresqlReplicationMetrics() {
  return {
    pg_replication_lag_seconds: gauge({ help: 'How far the replica is behind the primary.', unit: 's' }),
    pg_replication_slots_active: gauge({
      help: '1 while something reads from the slot.',
      unit: 'objects',
      range: [0, 1],
      labels: { slot_name: ['standby_1'], database: ['orders'] },
    }),
  };
}

/** Names of the alerts. */
export type PostgresqlReplicationAlert = 'PostgresqlReplicationLagHigh' | 'PostgresqlReplicationSlotInactive';

/** Options of `postgresqlReplicationMixin`. */
export interface PostgresqlReplicationOptions<
  Target extends string,
  Without extends PostgresqlReplicationAlert,
> extends MixinOptions<PostgresqlReplicationAlert, Without>,
    TargetOptions<Target> {}

/**
 * Replicas of PostgreSQL: replication lag and slots.
 *
 * @example postgresqlReplicationMixin(metrics, { by: ['instance'] })
 */
export function postgresqlReplicationMixin<
  Target extends string,
  const Without extends PostgresqlReplicationAlert = never,
>(
  metrics: Catalog<ReturnType<typeof postgresqlReplicationMetrics>, Target>,
  options: PostgresqlReplicationOptions<NoInfer<Target>, Without>,
) {
  const { by, where: only = {} } = options;
  const lag = signal<Target>({
    title: 'Replication lag',
    description: 'How far the replica is behind the primary. Also grows while the primary writes nothing.',
    expr: max<Target, Target>(metrics.pg_replication_lag_seconds.where(only), { by }),
  });
  const slotActive = signal<Target | 'slot_name'>({
    title: 'Replication slot active',
    description: '1 while something reads from the slot.',
    expr: max<Target | 'slot_name' | 'database', Target | 'slot_name'>(
      metrics.pg_replication_slots_active.where(only as object),
      { by: [...by, 'slot_name'] },
    ),
    range: [0, 1],
  });
  return mixin(options, {
    signals: { lag, slotActive },
    alerts: {
      PostgresqlReplicationLagHigh: ready<Target>({
        signal: lag,
        side: 'above',
        threshold: 60,
        for: '5m',
        severity: 'warning',
        summary: ({ labels, value }) => `Replica ${named(by, labels)} is ${value.duration} behind`,
        description: ({ value, threshold }) =>
          `The replica is ${value.duration} behind the primary (threshold ${threshold}). Reads are stale, and a failover would lose the missing data.`,
        runbook: `
## What to look at

\`pg_stat_replication\` on the primary: which is behind, sent, written, flushed or replayed? A long query on the replica
blocks replay. Without writes the lag is the age of the last transaction and means nothing.

## What to do

Cancel the query, or give the replica more disk and network bandwidth. Do not fail over to it.`,
        series: gaugeSeries(metrics.pg_replication_lag_seconds),
      }),
      PostgresqlReplicationSlotInactive: ready<Target | 'slot_name'>({
        signal: slotActive,
        side: 'below',
        threshold: 1,
        for: '15m',
        severity: 'warning',
        around: oneOrZero,
        summary: ({ labels }) =>
          `Nothing reads from slot ${labels.slot_name} of PostgreSQL ${named(by, labels)}`,
        description: ({ labels }) =>
          `Nothing has read from the replication slot ${labels.slot_name} for 15 minutes. The server keeps all of its WAL since, until the disk is full.`,
        runbook: `
## What to look at

\`SELECT slot_name, active, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) FROM pg_replication_slots\`: whose
slot is it, and how much does it retain? How much space is left on the disk of the WAL?

## What to do

Start the replica or connector again. If it is gone for good, drop the slot (\`pg_drop_replication_slot\`): what read from it
must then start from a new copy. \`max_slot_wal_keep_size\` limits what a slot retains.`,
        series: gaugeSeries(metrics.pg_replication_slots_active),
      }),
    },
    row: row('PostgreSQL replication', [
      panel.timeseries({ title: 'PostgreSQL replication lag', show: lag, min: 0, width: 12 }),
      panel.timeseries({
        title: 'PostgreSQL replication slots active',
        show: slotActive,
        min: 0,
        max: 1,
        width: 12,
      }),
    ]),
  });
}
