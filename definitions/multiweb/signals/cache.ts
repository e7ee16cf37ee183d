import { max, rate, signal, sum } from 'dashwright';
import { redisCommandRate, redisHitRatio, redisMemory } from 'dashwright/library';
import { dataStores as of } from '../metrics.js';

export const redisCommands = redisCommandRate(of.redis_commands_processed_total, { legend: 'commands' });
export const redisMemoryUsed = redisMemory(of.redis_memory_used_bytes, { title: 'Used', legend: 'used' });
export const redisMemoryLimit = signal({
  title: 'Limit',
  description: 'What maxmemory allows; 0 where there is no limit.',
  expr: max(of.redis_memory_max_bytes),
  legend: 'maxmemory',
});
export const redisHits = redisHitRatio(of.redis_keyspace_hits_total, of.redis_keyspace_misses_total, {
  title: 'Redis hit ratio',
  legend: 'hit ratio',
});
export const redisEvictions = signal({
  title: 'Evicted keys',
  description: 'Keys per second that Redis evicted because memory was full.',
  expr: sum(rate(of.redis_evicted_keys_total)),
  legend: 'evicted',
});
export const redisClients = signal({
  title: 'Clients',
  description: 'Clients connected to Redis.',
  expr: sum(of.redis_connected_clients),
  legend: 'clients',
});
