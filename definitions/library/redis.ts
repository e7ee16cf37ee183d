// Metrics of Redis, from redis_exporter.
import { type Counter, counter, type Gauge, gauge, rate, type Signal, signal, sum } from 'dashwright';
import { over, together } from './same-labels.js';
import { type Grouping, withTexts } from './texts.js';

/** Metrics of redis_exporter without further flags. */
export function redisMetrics() {
  return {
    redis_up: gauge({ help: '1 while the exporter reaches the server.', unit: 'objects', range: [0, 1] }),
    redis_commands_processed_total: counter({ help: 'Commands processed.', unit: 'commands' }),
    redis_connected_clients: gauge({ help: 'Clients connected now.', unit: 'connections' }),
    redis_config_maxclients: gauge({ help: 'Clients that may connect.', unit: 'connections' }),
    redis_rejected_connections_total: counter({
      help: 'Connections refused because of maxclients.',
      unit: 'connections',
    }),
    redis_rdb_last_bgsave_status: gauge({
      help: '1 if the last snapshot was written.',
      unit: 'objects',
      range: [0, 1],
    }),
    redis_master_link_up: gauge({
      help: 'Of a replica: 1 while it is connected to its primary.',
      unit: 'objects',
      range: [0, 1],
      labels: { master_host: ['10.0.0.1'], master_port: ['6379'] },
    }),
    redis_memory_used_bytes: gauge({ help: 'Memory that Redis has allocated.', unit: 'bytes' }),
    redis_memory_max_bytes: gauge({ help: 'Limit set by maxmemory; 0 where there is none.', unit: 'bytes' }),
    redis_keyspace_hits_total: counter({ help: 'Reads that found their key.', unit: 'hits' }),
    redis_keyspace_misses_total: counter({ help: 'Reads that did not find their key.', unit: 'misses' }),
    redis_evicted_keys_total: counter({ help: 'Keys thrown out because of maxmemory.', unit: 'objects' }),
  };
}

/** Commands per second. */
export function redisCommandRate<L extends string, const B extends NoInfer<L> = never>(
  commands: Counter<L>,
  { by = [], window, ...texts }: Grouping<B> = {},
): Signal<B> {
  return signal<B>({
    ...withTexts({ title: 'Commands', description: 'Commands per second.' }, texts),
    expr: sum<L, B>(rate(commands, window), { by }),
  });
}

/** Memory that Redis has allocated; with a limit, both are shown. */
export function redisMemory<L extends string, const B extends NoInfer<L> = never>(
  memory: Gauge<L>,
  { by = [], ...texts }: Omit<Grouping<B>, 'window'> = {},
): Signal<B> {
  return signal<B>({
    ...withTexts({ title: 'Memory', description: 'Memory that Redis has allocated.' }, texts),
    expr: sum<L, B>(memory, { by }),
  });
}

/** Reads that found their key, as a ratio of all reads. No sample without reads. */
export function redisHitRatio<L extends string, const B extends NoInfer<L> = never>(
  hits: Counter<L>,
  misses: Counter<L>,
  { by = [], window, ...texts }: Grouping<B> = {},
): Signal<B> {
  const found = sum<L, B>(rate(hits, window), { by });
  const missed = sum<L, B>(rate(misses, window), { by });
  const description = 'Share of reads that found their key. When it falls, load moves to the database.';
  return signal<B>({
    ...withTexts({ title: 'Hit ratio', description }, texts),
    expr: over<B>(found, together<B>(found, missed)),
    range: [0, 1],
  });
}
