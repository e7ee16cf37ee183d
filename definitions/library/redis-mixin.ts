import { type Catalog, increase, max, min, panel, row, signal, sum } from 'dashwright';
import { named, type TargetOptions } from './labels.js';
import { type MixinOptions, mixin, oneOrZero, ready, readyMissing, wholeNumbers } from './ready-alerts.js';
import { gaugeSeries, shareSeries } from './ready-series.js';
import { redisCommandRate, redisHitRatio, type redisMetrics } from './redis.js';
import { over } from './same-labels.js';

/** Names of the alerts. */
export type RedisAlert =
  | 'RedisDown'
  | 'RedisMissing'
  | 'RedisReplicaDisconnected'
  | 'RedisSnapshotFailed'
  | 'RedisConnectionsHigh'
  | 'RedisConnectionsRejected'
  | 'RedisMemoryHigh'
  | 'RedisEvictions'
  | 'RedisHitRatioLow';

/** Options of `redisMixin`. */
export interface RedisMixinOptions<Target extends string, Without extends RedisAlert>
  extends MixinOptions<RedisAlert, Without>,
    TargetOptions<Target> {}

/**
 * Redis with redis_exporter: availability, replication, snapshots, connections, memory, evictions, hits.
 *
 * @example redisMixin(metrics, { by: ['instance'], alerts: { RedisMemoryHigh: { threshold: 0.8 } } })
 */
export function redisMixin<Target extends string, const Without extends RedisAlert = never>(
  metrics: Catalog<ReturnType<typeof redisMetrics>, Target>,
  options: RedisMixinOptions<NoInfer<Target>, Without>,
) {
  const { by, where: only = {} } = options;
  const used = metrics.redis_memory_used_bytes;
  const limit = metrics.redis_memory_max_bytes;
  const evicted = metrics.redis_evicted_keys_total;
  const hits = metrics.redis_keyspace_hits_total;
  const misses = metrics.redis_keyspace_misses_total;
  const clients = metrics.redis_connected_clients;
  const mostClients = metrics.redis_config_maxclients;
  const refused = metrics.redis_rejected_connections_total;

  const up = signal<Target>({
    title: 'Redis up',
    description: '1 while the exporter reaches the server.',
    expr: min<Target, Target>(metrics.redis_up.where(only), { by }),
    range: [0, 1],
  });
  const linked = signal<Target>({
    title: 'Replica connected',
    description: '1 while the replica is connected to its primary.',
    expr: min<Target | 'master_host' | 'master_port', Target>(
      metrics.redis_master_link_up.where(only as object),
      { by },
    ),
    range: [0, 1],
  });
  const saved = signal<Target>({
    title: 'Last snapshot written',
    description: '1 if the last snapshot (RDB) was written.',
    expr: min<Target, Target>(metrics.redis_rdb_last_bgsave_status.where(only), { by }),
    range: [0, 1],
  });
  const connections = signal<Target>({
    title: 'Connections of limit',
    description: 'Clients as a share of maxclients. At 100% the server refuses new ones.',
    expr: over<Target>(
      max<Target, Target>(clients.where(only), { by }),
      max<Target, Target>(mostClients.where(only), { by }),
    ),
    unit: 'percentunit',
  });
  const rejected = signal<Target>({
    title: 'Rejected connections, 10 m',
    description: 'Connections refused in 10 minutes because of maxclients.',
    expr: sum<Target, Target>(increase(refused.where(only), '10m'), { by }),
  });
  const memory = signal<Target>({
    title: 'Memory of limit',
    description: 'Memory as a share of maxmemory. Servers without a limit are left out.',
    expr: over<Target>(
      max<Target, Target>(used.where(only), { by }),
      max<Target, Target>(limit.where(only), { by }),
    ),
    unit: 'percentunit',
  });
  const evictions = signal<Target>({
    title: 'Evicted keys, 10 m',
    description: 'Keys evicted in 10 minutes because memory was full.',
    expr: sum<Target, Target>(increase(evicted.where(only), '10m'), { by }),
  });
  const hitRatio = redisHitRatio<Target, Target>(hits.where(only), misses.where(only), { by, window: '5m' });
  const commands = redisCommandRate<Target, Target>(metrics.redis_commands_processed_total.where(only), {
    by,
  });

  return mixin(options, {
    signals: { up, linked, saved, connections, rejected, memory, evictions, hitRatio, commands },
    alerts: {
      RedisDown: ready<Target>({
        signal: up,
        side: 'below',
        threshold: 1,
        for: '1m',
        severity: 'critical',
        around: oneOrZero,
        summary: ({ labels }) => `Redis ${named(by, labels)} is down`,
        description: ({ labels }) =>
          `The exporter has not reached Redis ${named(by, labels)} for a minute. Clients fail or fall back to the database.`,
        runbook: `
## What to look at

Does the process run (\`redis-cli ping\`)? Read the end of its log and check its memory: after an OOM kill a server comes
back empty or with its last snapshot.

## What to do

Restart it, or fail over to a replica. While it loads its data it answers \`LOADING\`: wait for that to end.`,
        series: gaugeSeries(metrics.redis_up),
      }),
      RedisMissing: readyMissing({
        signal: up,
        for: '5m',
        severity: 'critical',
        summary: 'Redis metrics are missing',
        description:
          'There has been no redis_up for 5 minutes: the exporter is down or cannot be scraped, and no other alert about Redis can fire.',
        runbook: `
## What to look at

In Prometheus, is the exporter among the targets, and what is its last scrape error? A renamed job or a network policy
looks the same as an exporter that is down.

## What to do

Start the exporter, or fix the scrape. Meanwhile check Redis itself: \`redis-cli ping\`.`,
        series: (to, course, of) =>
          to.series(
            metrics.redis_up,
            of,
            course.value(() => 1),
          ),
      }),
      RedisReplicaDisconnected: ready<Target>({
        signal: linked,
        side: 'below',
        threshold: 1,
        for: '5m',
        severity: 'warning',
        around: oneOrZero,
        blind: 'only replicas have the metric; RedisMissing fires when the exporter is down',
        summary: ({ labels }) => `Redis ${named(by, labels)} is not connected to its primary`,
        description: ({ labels }) =>
          `The replica ${named(by, labels)} has not been connected to its primary for 5 minutes. Its data is stale, and a failover to it would lose writes.`,
        runbook: `
## What to look at

\`INFO replication\` on both: is the primary up, and are password and address right? A full synchronisation that starts again
and again means that \`client-output-buffer-limit replica\` is too small.

## What to do

Fix the connection, or raise the limit. Do not fail over to this replica.`,
        series: gaugeSeries(metrics.redis_master_link_up),
      }),
      RedisSnapshotFailed: ready<Target>({
        signal: saved,
        side: 'below',
        threshold: 1,
        for: '5m',
        severity: 'warning',
        around: oneOrZero,
        blind: 'RedisMissing fires when the exporter is down',
        summary: ({ labels }) => `Redis ${named(by, labels)} could not write its last snapshot`,
        description: ({ labels }) =>
          `The last snapshot of Redis ${named(by, labels)} failed. After a restart, data would be missing; with stop-writes-on-bgsave-error, writes are refused.`,
        runbook: `
## What to look at

The log of the server: a full disk, missing permissions, or too little memory to fork (\`vm.overcommit_memory\`).

## What to do

Correct the cause, then run \`BGSAVE\` and wait for \`rdb_last_bgsave_status:ok\`.`,
        series: gaugeSeries(metrics.redis_rdb_last_bgsave_status),
      }),
      RedisConnectionsHigh: ready<Target>({
        signal: connections,
        side: 'above',
        threshold: 0.8,
        for: '5m',
        severity: 'warning',
        summary: ({ labels, value }) => `Redis ${named(by, labels)} uses ${value} of its connections`,
        description: ({ value, threshold }) =>
          `${value} of maxclients are connected (threshold ${threshold}). At 100% every new connection is refused.`,
        runbook: `
## What to look at

\`CLIENT LIST\`: which addresses have most connections, and are they idle? A pool per process adds up.

## What to do

Make pools smaller, set \`timeout\` for idle clients, or raise \`maxclients\` and the limit of file descriptors.`,
        series: shareSeries(clients, mostClients, 10_000),
      }),
      RedisConnectionsRejected: ready<Target>({
        signal: rejected,
        side: 'above',
        threshold: 0,
        for: '0m',
        severity: 'critical',
        window: '10m',
        around: wholeNumbers('above'),
        summary: ({ labels, value }) =>
          `Redis ${named(by, labels)} refused ${value.fixed(0)} connections in 10 minutes`,
        description: ({ value }) =>
          `${value.fixed(0)} connections were refused in 10 minutes because maxclients is reached. Requests of users fail.`,
        runbook: `
## What to look at

\`CLIENT LIST\`: which addresses have most connections? Did the number of clients grow with a release or a scale-out?

## What to do

End idle clients (\`CLIENT KILL\`), then make pools smaller or raise \`maxclients\` (\`CONFIG SET maxclients\`).`,
        series: (to, course, of) =>
          to.series(
            refused,
            of,
            course.perSecond((count) => count / 600),
          ),
      }),
      RedisMemoryHigh: ready<Target>({
        signal: memory,
        side: 'above',
        threshold: 0.9,
        for: '5m',
        severity: 'warning',
        summary: ({ labels, value }) => `Redis ${named(by, labels)} uses ${value} of its memory`,
        description: ({ value, threshold }) =>
          `${value} of maxmemory is used (threshold ${threshold}). When it is full, keys are evicted or writes are refused, depending on maxmemory-policy.`,
        runbook: `
## What to look at

\`INFO memory\` and \`MEMORY STATS\`: data, or buffers of slow clients and replicas? \`redis-cli --bigkeys\` names the
largest keys. Keys without an expiry only ever grow.

## What to do

Set expiries on keys, delete data that is not needed, or raise \`maxmemory\` if the machine has memory to spare.`,
        series: shareSeries(used, limit, 1e9),
      }),
      RedisEvictions: ready<Target>({
        signal: evictions,
        side: 'above',
        threshold: 1000,
        for: '5m',
        severity: 'warning',
        window: '10m',
        around: wholeNumbers('above'),
        summary: ({ labels, value }) =>
          `Redis ${named(by, labels)} evicted ${value.fixed(0)} keys in 10 minutes`,
        description: ({ value, threshold }) =>
          `${value.fixed(0)} keys were evicted in 10 minutes because memory is full (threshold ${threshold}). Their data has to be fetched from the source again.`,
        runbook: `
## What to look at

Memory and hit ratio on the dashboard: evictions with a falling hit ratio mean that the working set does not fit. If the
server is more than a cache, evicted keys are lost data.

## What to do

Raise \`maxmemory\`, shorten expiries, or split the data over several servers. A server that must not lose keys needs
\`maxmemory-policy noeviction\`.`,
        series: (to, course, of) =>
          to.series(
            evicted,
            of,
            course.perSecond((keys) => keys / 600),
          ),
      }),
      RedisHitRatioLow: ready<Target>({
        signal: hitRatio,
        side: 'below',
        threshold: 0.5,
        for: '15m',
        severity: 'info',
        window: '5m',
        blind: 'without reads there is no ratio; RedisMissing fires when the exporter is down',
        summary: ({ labels, value }) => `Redis ${named(by, labels)} has a cache hit ratio of only ${value}`,
        description: ({ value, threshold }) =>
          `${value} of reads found their key in the last 5 minutes (threshold ${threshold}). The others go to the system behind the cache.`,
        runbook: `
## What to look at

When did it start? With a release that changed keys, a flush, evictions, or a client that reads keys that never exist?

## What to do

After a restart, nothing: wait until the cache has filled. Otherwise compare the keys that are read with those that are
written (\`redis-cli MONITOR\`, for a few seconds only).`,
        series: (to, course, of) =>
          to
            .series(
              hits,
              of,
              course.perSecond((share) => share * 100),
            )
            .series(
              misses,
              of,
              course.perSecond((share) => (1 - share) * 100),
            ),
      }),
    },
    row: row('Redis', [
      panel.timeseries({ title: 'Redis up', show: up, min: 0, max: 1, width: 6 }),
      panel.timeseries({ title: 'Redis memory of limit', show: memory, min: 0, width: 6 }),
      panel.timeseries({
        title: 'Redis evictions, 10 m',
        show: evictions,
        min: 0,
        width: 6,
        fixedRange: 'The alert uses the same 10 minutes.',
      }),
      panel.timeseries({
        title: 'Redis hit ratio',
        show: hitRatio,
        min: 0,
        max: 1,
        width: 6,
        fixedRange: 'The alert uses the same 5 minutes.',
      }),
      panel.timeseries({ title: 'Redis commands', show: commands, min: 0, width: 6 }),
      panel.timeseries({ title: 'Redis connections of limit', show: connections, min: 0, width: 6 }),
      panel.timeseries({
        title: 'Redis rejected connections, 10 m',
        show: rejected,
        min: 0,
        width: 6,
        fixedRange: 'The alert uses the same 10 minutes.',
      }),
      panel.timeseries({ title: 'Redis replica connected', show: linked, min: 0, max: 1, width: 3 }),
      panel.timeseries({ title: 'Redis snapshot written', show: saved, min: 0, max: 1, width: 3 }),
    ]),
  });
}
