import { type Catalog, increase, max, min, panel, rate, row, signal, sum } from 'dashwright';
import { named, type TargetOptions } from './labels.js';
import { cacheHitRatio, type postgresqlMetrics } from './postgresql.js';
import { type MixinOptions, mixin, oneOrZero, ready, readyMissing, wholeNumbers } from './ready-alerts.js';
import { gaugeSeries, shareSeries } from './ready-series.js';
import { over, together } from './same-labels.js';

/** Names of the alerts. */
export type PostgresqlAlert =
  | 'PostgresqlDown'
  | 'PostgresqlMissing'
  | 'PostgresqlConnectionsHigh'
  | 'PostgresqlIdleInTransaction'
  | 'PostgresqlDeadlocks'
  | 'PostgresqlRollbacksHigh'
  | 'PostgresqlCacheHitRatioLow';

/** Options of `postgresqlMixin`. */
export interface PostgresqlMixinOptions<Target extends string, Without extends PostgresqlAlert>
  extends MixinOptions<PostgresqlAlert, Without>,
    TargetOptions<Target> {}

/**
 * PostgreSQL with postgres_exporter: availability, connections, deadlocks, rollbacks, buffer cache.
 *
 * @example postgresqlMixin(metrics, { by: ['instance'], alerts: { PostgresqlConnectionsHigh: { threshold: 0.9 } } })
 */
export function postgresqlMixin<Target extends string, const Without extends PostgresqlAlert = never>(
  metrics: Catalog<ReturnType<typeof postgresqlMetrics>, Target>,
  options: PostgresqlMixinOptions<NoInfer<Target>, Without>,
) {
  const { by, where: only = {} } = options;
  const commits = metrics.pg_stat_database_xact_commit;
  const rollbacks = metrics.pg_stat_database_xact_rollback;
  const hits = metrics.pg_stat_database_blks_hit;
  const reads = metrics.pg_stat_database_blks_read;
  type Labels = Target | 'datid' | 'datname';

  const up = signal<Target>({
    title: 'PostgreSQL up',
    description: '1 while the exporter reaches the server.',
    expr: min<Target, Target>(metrics.pg_up.where(only), { by }),
    range: [0, 1],
  });
  const connections = signal<Target>({
    title: 'Connections of limit',
    description: 'Connections as a share of max_connections. At 100% the server refuses new ones.',
    expr: over<Target>(
      sum<Labels, Target>(metrics.pg_stat_database_numbackends.where(only), { by }),
      max<Target | 'server', Target>(metrics.pg_settings_max_connections.where(only), { by }),
    ),
    unit: 'percentunit',
  });
  const deadlocks = signal<Target>({
    title: 'Deadlocks, 10 m',
    description: 'Deadlocks in 10 minutes. Each one aborts a transaction.',
    expr: sum<Labels, Target>(increase(metrics.pg_stat_database_deadlocks.where(only), '10m'), { by }),
  });
  const idleTransaction = signal<Target | 'datname'>({
    title: 'Oldest idle transaction',
    description: 'Age of the oldest transaction whose client sends no statement.',
    expr: max<Target | 'datname' | 'state', Target | 'datname'>(
      metrics.pg_stat_activity_max_tx_duration.where({ ...only, state: /idle in transaction.*/ } as object),
      { by: [...by, 'datname'] },
    ),
  });
  const rolledBack = sum<Labels, Target>(rate(rollbacks.where(only), '5m'), { by });
  const committed = sum<Labels, Target>(rate(commits.where(only), '5m'), { by });
  const rollbackRatio = signal<Target>({
    title: 'Rollback ratio',
    description: 'Share of transactions that were rolled back. No sample without transactions.',
    expr: over<Target>(rolledBack, together<Target>(rolledBack, committed)),
    range: [0, 1],
  });
  const hitRatio = cacheHitRatio<Labels, Target>(hits.where(only), reads.where(only), { by, window: '5m' });

  return mixin(options, {
    signals: { up, connections, idleTransaction, deadlocks, rollbackRatio, hitRatio },
    alerts: {
      PostgresqlDown: ready<Target>({
        signal: up,
        side: 'below',
        threshold: 1,
        for: '1m',
        severity: 'critical',
        around: oneOrZero,
        summary: ({ labels }) => `PostgreSQL ${named(by, labels)} is down`,
        description: ({ labels }) =>
          `The exporter has not reached PostgreSQL ${named(by, labels)} for a minute. Everything that needs the database fails.`,
        runbook: `
## What to look at

Does the server run (\`pg_isready\`)? Read the end of its log and check the disk: a full disk stops the server. If
applications still work, the exporter's password or network is at fault.

## What to do

Start the server, or promote a replica if that takes too long. If the disk is full, free space before the restart.`,
        series: gaugeSeries(metrics.pg_up),
      }),
      PostgresqlMissing: readyMissing({
        signal: up,
        for: '5m',
        severity: 'critical',
        summary: 'PostgreSQL metrics are missing',
        description:
          'There has been no pg_up for 5 minutes: the exporter is down or cannot be scraped, and no other alert about PostgreSQL can fire.',
        runbook: `
## What to look at

In Prometheus, is the exporter among the targets, and what is its last scrape error?

## What to do

Start the exporter, or fix the scrape. Meanwhile check the server itself: \`pg_isready\`.`,
        series: (to, course, of) =>
          to.series(
            metrics.pg_up,
            of,
            course.value(() => 1),
          ),
      }),
      PostgresqlConnectionsHigh: ready<Target>({
        signal: connections,
        side: 'above',
        threshold: 0.8,
        for: '5m',
        severity: 'warning',
        summary: ({ labels, value }) => `PostgreSQL ${named(by, labels)} uses ${value} of its connections`,
        description: ({ value, threshold }) =>
          `${value} of max_connections are in use (threshold ${threshold}). At 100% every new connection is refused.`,
        runbook: `
## What to look at

\`SELECT state, count(*) FROM pg_stat_activity GROUP BY 1\`: many \`idle in transaction\` mean a client that does not
commit; many \`active\`, slow statements; many \`idle\`, pools that are too large.

## What to do

End sessions that hang (\`pg_terminate_backend\`), make pools smaller, or use a pooler. Raising max_connections costs
memory and a restart.`,
        series: shareSeries(metrics.pg_stat_database_numbackends, metrics.pg_settings_max_connections, 100),
      }),
      PostgresqlIdleInTransaction: ready<Target | 'datname'>({
        signal: idleTransaction,
        side: 'above',
        threshold: 600,
        for: '5m',
        severity: 'warning',
        ignored: [{ state: 'active' }],
        summary: ({ labels, value }) =>
          `A transaction in ${labels.datname} of PostgreSQL ${named(by, labels)} has been idle for ${value.duration}`,
        description: ({ value, threshold }) =>
          `A client began a transaction ${value.duration} ago and sends nothing (threshold ${threshold}). It holds its locks, and vacuum cannot remove rows that changed since.`,
        runbook: `
## What to look at

\`SELECT pid, usename, application_name, xact_start, query FROM pg_stat_activity WHERE state LIKE 'idle in transaction%' ORDER BY
xact_start\`. The usual causes are a forgotten session in a console, and code that calls another service within a transaction.

## What to do

End the session (\`pg_terminate_backend(pid)\`). Set \`idle_in_transaction_session_timeout\`.`,
        series: gaugeSeries(metrics.pg_stat_activity_max_tx_duration, { state: 'idle in transaction' }),
      }),
      PostgresqlDeadlocks: ready<Target>({
        signal: deadlocks,
        side: 'above',
        threshold: 5,
        for: '0m',
        severity: 'warning',
        window: '10m',
        around: wholeNumbers('above'),
        summary: ({ labels, value }) => `${value.fixed(0)} deadlocks in PostgreSQL ${named(by, labels)}`,
        description: ({ value, threshold }) =>
          `${value.fixed(0)} deadlocks in 10 minutes (threshold ${threshold}). Each one aborts a transaction.`,
        runbook: `
## What to look at

The server's log shows both statements of each deadlock. The usual cause is two places in the code that lock the same rows
in a different order, often since a recent release.

## What to do

Lock rows in the same order everywhere, keep transactions short, and retry those that were aborted.`,
        series: (to, course, of) =>
          to.series(
            metrics.pg_stat_database_deadlocks,
            of,
            course.perSecond((deadlocked) => deadlocked / 600),
          ),
      }),
      PostgresqlRollbacksHigh: ready<Target>({
        signal: rollbackRatio,
        side: 'above',
        threshold: 0.1,
        for: '10m',
        severity: 'warning',
        window: '5m',
        summary: ({ labels, value }) =>
          `PostgreSQL ${named(by, labels)} rolls back ${value} of its transactions`,
        description: ({ value, threshold }) =>
          `${value} of transactions were rolled back in the last 5 minutes (threshold ${threshold}): statements fail, or clients give up.`,
        runbook: `
## What to look at

Errors in the server's log by kind: constraint violations, serialization failures, timeouts, lost connections.

## What to do

Constraint violations have to be fixed in the application. For timeouts and lock conflicts, look at slow statements first.`,
        series: (to, course, of) =>
          to
            .series(
              rollbacks,
              of,
              course.perSecond((share) => share * 50),
            )
            .series(
              commits,
              of,
              course.perSecond((share) => (1 - share) * 50),
            ),
      }),
      PostgresqlCacheHitRatioLow: ready<Target>({
        signal: hitRatio,
        side: 'below',
        threshold: 0.9,
        for: '15m',
        severity: 'info',
        window: '5m',
        blind: 'without reads there is no ratio; PostgresqlMissing fires when the exporter is down',
        summary: ({ labels, value }) =>
          `PostgreSQL ${named(by, labels)} has a cache hit ratio of only ${value}`,
        description: ({ value, threshold }) =>
          `${value} of block reads hit the buffer cache (threshold ${threshold}). The others come from the disk or the page cache.`,
        runbook: `
## What to look at

Which tables are read from disk (\`pg_statio_user_tables\`), and sequential scans of large ones. A report or a backup
lowers the ratio for as long as it runs.

## What to do

Add the missing index. Raise shared_buffers if the machine has memory to spare.`,
        series: (to, course, of) =>
          to
            .series(
              hits,
              of,
              course.perSecond((share) => share * 1000),
            )
            .series(
              reads,
              of,
              course.perSecond((share) => (1 - share) * 1000),
            ),
      }),
    },
    row: row('PostgreSQL', [
      panel.timeseries({ title: 'PostgreSQL up', show: up, min: 0, max: 1, width: 8 }),
      panel.timeseries({ title: 'PostgreSQL connections of limit', show: connections, min: 0, width: 8 }),
      panel.timeseries({ title: 'PostgreSQL idle transactions', show: idleTransaction, min: 0, width: 8 }),
      panel.timeseries({
        title: 'PostgreSQL deadlocks, 10 m',
        show: deadlocks,
        min: 0,
        width: 8,
        fixedRange: 'The alert uses the same 10 minutes.',
      }),
      panel.timeseries({
        title: 'PostgreSQL rollback ratio',
        show: rollbackRatio,
        min: 0,
        fixedRange: 'The alert uses the same 5 minutes.',
      }),
      panel.timeseries({
        title: 'PostgreSQL cache hit ratio',
        show: hitRatio,
        max: 1,
        fixedRange: 'The alert uses the same 5 minutes.',
      }),
    ]),
  });
}
