import { type AnySignal, catalog, counter, histogram, kubernetesTargetLabels } from 'dashwright';
import { describe, expect, it } from 'vitest';
import {
  containerCpu,
  containerMetrics,
  kubernetesMetrics,
  memoryOfLimit,
  restarts,
} from '../../definitions/library/container.js';
import {
  errorRatio,
  failureRatio,
  httpMetrics,
  latencyMean,
  latencyQuantile,
  mostErrors,
  requestRate,
  slowest,
} from '../../definitions/library/http.js';
import { cacheHitRatio, postgresqlMetrics } from '../../definitions/library/postgresql.js';
import { processCpu, processMetrics } from '../../definitions/library/process.js';
import { redisHitRatio, redisMetrics } from '../../definitions/library/redis.js';
import { print } from '../../src/query/index.js';

/** The expression of a signal in a rule with a window of 5m. */
const text = ({ node }: AnySignal) => print(node, { window: '5m' });

const web = catalog(
  { ...httpMetrics({ paths: ['/a'] }), ...processMetrics() },
  { targetLabels: kubernetesTargetLabels },
);
const { http_requests_total: requests, http_request_duration_seconds: durations } = web;

describe('HTTP', () => {
  it('computes request rates, in total or by labels', () => {
    expect(text(requestRate(requests))).toBe('sum(rate(http_requests_total[5m]))');
    expect(text(requestRate(requests, { by: ['path', 'namespace'], window: '1m' }))).toBe(
      'sum by (path, namespace) (rate(http_requests_total[1m]))',
    );
  });

  it('handles a ratio without errors or without requests', () => {
    expect(text(errorRatio(requests, { status: /5../ }))).toBe(
      '(sum(rate(http_requests_total{status=~"5.."}[5m])) or sum(rate(http_requests_total[5m])) * 0) ' +
        '/ (sum(rate(http_requests_total[5m])) > 0)',
    );
  });

  it('divides two counters by their common labels', () => {
    const own = catalog({
      jobs_total: counter({ help: 'Jobs.', labels: { queue: ['a'], worker: ['1'] } }),
      failures_total: counter({ help: 'Failures.', labels: { queue: ['a'], reason: ['x'] } }),
    });
    expect(text(failureRatio(own.failures_total, own.jobs_total, { by: ['queue'] }))).toBe(
      '(sum by (queue) (rate(failures_total[5m])) or sum by (queue) (rate(jobs_total[5m])) * 0) ' +
        '/ (sum by (queue) (rate(jobs_total[5m])) > 0)',
    );
    // @ts-expect-error only one of them has a reason
    failureRatio(own.failures_total, own.jobs_total, { by: ['reason'] });
  });

  it('keeps le inside a quantile, and ranks the results', () => {
    expect(text(latencyQuantile(durations, 0.95, { by: ['path'] }))).toBe(
      'histogram_quantile(0.95, sum by (path, le) (rate(http_request_duration_seconds_bucket[5m])))',
    );
    expect(text(slowest(5, durations, 0.95, { by: ['path'] }))).toBe(
      'topk(5, histogram_quantile(0.95, sum by (path, le) (rate(http_request_duration_seconds_bucket[5m]))))',
    );
    expect(text(mostErrors(10, requests, { status: /5../ }, { by: ['path'] }))).toBe(
      'topk(10, sum by (path) (rate(http_requests_total{status=~"5.."}[5m])) > 0)',
    );
  });

  it('supports any metric names and units', () => {
    const own = catalog({ router_ms: histogram({ help: 'Time.', unit: 'ms', labels: { agent: ['sdb'] } }) });
    const average = latencyMean(own.router_ms, { by: ['agent'], title: 'Routing' });
    expect(average).toMatchObject({ title: 'Routing', unit: 'ms' });
    expect(latencyQuantile(own.router_ms, 0.999).title).toBe('p99.9');
  });

  it('rejects unknown labels', () => {
    // @ts-expect-error no such label
    requestRate(requests, { by: ['route'] });
    // @ts-expect-error no such label
    errorRatio(requests, { code: /5../ });
  });
});

describe('containers and processes', () => {
  const examples = { namespaces: ['shop'], pods: ['shop-1'], containers: ['shop'] };
  const of = catalog({ ...containerMetrics(examples), ...kubernetesMetrics(examples) });

  it('omits the series of the whole pod', () => {
    expect(text(containerCpu(of.container_cpu_usage_seconds_total, { by: ['pod'] }))).toBe(
      'sum by (pod) (rate(container_cpu_usage_seconds_total{container!=""}[5m]))',
    );
  });

  it('omits containers without a limit', () => {
    const { container_memory_working_set_bytes: used, container_spec_memory_limit_bytes: limit } = of;
    expect(text(memoryOfLimit(used, limit, { by: ['pod'] }))).toBe(
      'max by (pod) (container_memory_working_set_bytes{container!=""}) ' +
        '/ (max by (pod) (container_spec_memory_limit_bytes) > 0)',
    );
  });

  it('counts restarts over an hour, and CPU as a share of a core', () => {
    expect(text(restarts(of.kube_pod_container_status_restarts_total, { by: ['pod'] }))).toContain('[1h]');
    expect(processCpu(web.process_cpu_seconds_total, { by: ['instance'] }).unit).toBe('percentunit');
  });
});

describe('data stores', () => {
  it('divides hits by all reads', () => {
    const redis = catalog(redisMetrics());
    expect(text(redisHitRatio(redis.redis_keyspace_hits_total, redis.redis_keyspace_misses_total))).toBe(
      'sum(rate(redis_keyspace_hits_total[5m])) / ' +
        '(sum(rate(redis_keyspace_hits_total[5m])) + sum(rate(redis_keyspace_misses_total[5m])) > 0)',
    );
    const pg = catalog(postgresqlMetrics({ databases: ['shop'] }));
    expect(text(cacheHitRatio(pg.pg_stat_database_blks_hit, pg.pg_stat_database_blks_read))).toContain('+');
  });
});
