import {
  above,
  add,
  alert,
  avgOverTime,
  catalog,
  counter,
  gauge,
  histogram,
  histogramQuantile,
  mean,
  mul,
  nativeHistogram,
  rate,
  ratio,
  runbook,
  signal,
  sub,
  sum,
  summary,
  time,
} from 'dashwright';
import type { Condition } from '../../../../src/define/alerting/condition.js';
import type { Vector } from '../../../../src/query/index.js';
import { type Case, cases } from '../../support.js';

const metrics = catalog({
  open_connections: gauge({ help: 'Open connections.', unit: 'connections' }),
  connection_limit: gauge({ help: 'Connections at most.', unit: 'connections' }),
  uptime_seconds: gauge({ help: 'Time since the start.', unit: 's' }),
  lag_milliseconds: gauge({ help: 'Lag.', unit: 'ms' }),
  started: gauge({ help: 'When it started.', unit: 'timestamp' }),
  process_start_time_seconds: gauge({ help: 'When it started, with another unit.', unit: 's' }),
  used_bytes: gauge({ help: 'Used.', unit: 'bytes' }),
  size_bits: gauge({ help: 'Size.', unit: 'bits' }),
  fill_ratio: gauge({ help: 'How full.', unit: 'ratio' }),
  fill_percent: gauge({ help: 'How full.', unit: 'percent' }),
  temperature: gauge({ help: 'How warm.', unit: 'celsius' }),
  anything: gauge({ help: 'No unit.' }),
  cpu_limit: gauge({ help: 'Cores at most.', unit: 'cores' }),
  requests_total: counter({ help: 'Requests.', unit: 'requests' }),
  errors_total: counter({ help: 'Errors.', unit: 'errors' }),
  cpu_seconds_total: counter({ help: 'CPU time.', unit: 's' }),
  sent_bytes_total: counter({ help: 'Sent.', unit: 'bytes' }),
  took_seconds: histogram({ help: 'Time.', unit: 's', buckets: [0.1, 1] }),
  wait_seconds: nativeHistogram({ help: 'Wait.', unit: 's' }),
  gc_seconds: summary({ help: 'GC.', unit: 's' }),
  node_info: gauge({ help: 'About a node.', labels: { node: ['n1'] } }),
});

const given = (...panels: readonly string[]): Case => ({ given: { metrics, panels } });
const inAlert = (expr: string): Case => ({ given: { metrics, alerts: { A: expr } } });

/** An alert on a typed expression. */
function typed(when: Condition<never>): Case {
  const A = alert({
    when,
    severity: 'warning',
    summary: 'It is wrong',
    description: 'Look.',
    runbook: runbook('known'),
  });
  return { given: { metrics, bundle: { alerts: { A } } } };
}

function shown(expr: Vector<never>) {
  return signal({ title: 'Shown', expr, unit: 'short' });
}

export default cases('promql/unit-mismatch', {
  trips: {
    'a variance compared with what varies': {
      given: { panels: ['stdvar_over_time(lag_seconds[5m]) > lag_limit_seconds'] },
      says: 'their units are different',
    },
    'a variance of several series': { given: { panels: ['stdvar(lag_seconds) > max(lag_limit_seconds)'] } },
    'an integral over time': {
      given: { panels: ['integral(lag_seconds[5m]) > lag_limit_seconds'] },
      options: { features: ['promql-experimental-functions'] },
    },
    'a duration minus time()': {
      given: { alerts: { A: 'lag_seconds - time() > 300' } },
      level: 'warning',
      says: 'lag_seconds (s) minus a point in time is a time before 1970',
      expects: "the unit 'timestamp'",
    },
    'time() minus a duration': {
      given: { alerts: { A: 'time() - lag_seconds > 300' } },
      level: 'warning',
      says: 'time() minus a duration is a point in time',
    },
    'a point in time compared with seconds': {
      given: {
        metrics: catalog({ last_run: gauge({ help: 'Last run.', unit: 'timestamp' }) }),
        alerts: { A: 'last_run > 3600' },
      },
      level: 'warning',
      expects: 'time() - …',
    },
    'a sum of connections and seconds': {
      ...inAlert('open_connections + uptime_seconds > 5'),
      at: 'open_connections + uptime_seconds',
      says: 'open_connections (connections) and uptime_seconds (s) cannot be added: their units are different',
    },
    'the same, typed': {
      ...typed(above(shown(sum(add(metrics.open_connections, metrics.uptime_seconds))), 1)),
      says: 'cannot be added',
    },
    'a difference, typed and aggregated': {
      ...typed(above(shown(sub(sum(metrics.used_bytes), sum(metrics.open_connections))), 1)),
      says: 'cannot be subtracted',
    },
    'a threshold of another unit': {
      ...typed(above(shown(sum(metrics.open_connections)), sum(metrics.uptime_seconds))),
      says: 'cannot be compared',
    },
    'a comparison of bytes and a ratio': given('used_bytes > fill_ratio'),
    'a comparison with a duration': given('open_connections > 5m'),
    'an aggregation of both': {
      ...given('sum(open_connections or uptime_seconds)'),
      at: 'open_connections or uptime_seconds',
      says: 'sum() of series in connections and of series in s',
    },
    'an aggregation by a pattern of names': {
      ...given('max({__name__=~"open_connections|uptime_seconds"})'),
      says: 'max() of series in connections and of series in s',
    },
    'a rate and a count': given('rate(requests_total[5m]) + open_connections'),
    'a rate of bytes and bytes': given('rate(sent_bytes_total[5m]) > used_bytes'),
    'an increase of bytes and a count': given('increase(sent_bytes_total[5m]) - on () open_connections'),
    'seconds per second and seconds': given('rate(cpu_seconds_total[5m]) + uptime_seconds'),
    'a quotient that has cancelled, and bytes': given('errors_total / requests_total - used_bytes'),
    'a quantile of seconds and connections': given(
      'histogram_quantile(0.9, sum by (le) (rate(took_seconds_bucket[5m]))) > sum(open_connections)',
    ),
    'an average of seconds and connections': given(
      'sum(rate(took_seconds_sum[5m])) / sum(rate(took_seconds_count[5m])) > sum(open_connections)',
    ),
    'what a native histogram has observed': given('histogram_avg(rate(wait_seconds[5m])) > open_connections'),
    'how many observations, and seconds': given('increase(took_seconds_count[5m]) > uptime_seconds'),
    'a count of series and seconds': given('count(anything) > sum(uptime_seconds)'),
    'a point in time and how long ago it was': given('started > time() - started'),
    'a point in time and a count': given('time() + open_connections'),
    'seconds and milliseconds': {
      ...given('uptime_seconds > lag_milliseconds'),
      says: 'their units have different scales',
      expects: 'uptime_seconds * 1000 is in ms',
    },
    'a ratio and a percentage': given('fill_ratio > fill_percent'),
    'bytes and bits': given('used_bytes - size_bits'),
    'twice as many seconds, and milliseconds': given('2 * uptime_seconds > lag_milliseconds'),
    'a factor that converts, and another unit': given('uptime_seconds * 1000 > used_bytes'),
    'degrees and a ratio': given('temperature > fill_ratio'),
    'what is recorded': {
      given: {
        metrics,
        records: [['job:sent:rate5m', 'sum by (job) (rate(sent_bytes_total[5m]))']],
        panels: ['job:sent:rate5m > on (job) sum by (job) (open_connections)'],
      },
      says: 'job:sent:rate5m (bytes per second)',
    },
    'behind max_over_time, label_replace and clamp': given(
      'clamp_min(max_over_time(label_replace(open_connections, "a", "$1", "job", "(.*)")[1h:1m]), 1) > uptime_seconds',
    ),
  },
  silent: {
    'variances with each other, and what is made of them': {
      given: {
        panels: [
          'stdvar_over_time(lag_seconds[5m]) - stdvar_over_time(lag_limit_seconds[5m])',
          'sqrt(stdvar_over_time(lag_seconds[5m])) - lag_seconds',
          'integral(lag_seconds[5m]) / 300 > 5',
        ],
      },
      options: { features: ['promql-experimental-functions'] },
    },
    'ages, and what has never happened': {
      given: {
        metrics: catalog({ last_run: gauge({ help: 'Last run.', unit: 'timestamp' }) }),
        alerts: { A: 'time() - last_run > 3600 and last_run > 0', B: 'last_run > 1700000000' },
      },
    },
    'nothing of another unit, for the labels of its series': given(
      'rate(sent_bytes_total[5m]) + ignoring (pod) group_right () (count(uptime_seconds) * 0)',
    ),
    'nothing of another unit, on the left': given('0 * uptime_seconds + used_bytes'),
    'the same units': given(
      'open_connections + connection_limit',
      'open_connections > 0.8 * connection_limit',
      'used_bytes - avg_over_time(used_bytes[1h])',
      'gc_seconds > on (job, instance) group_left () uptime_seconds',
    ),
    'the same, typed': {
      given: {
        metrics,
        bundle: {
          signals: {
            a: signal({ title: 'A', expr: ratio(rate(metrics.errors_total), rate(metrics.requests_total)) }),
            b: signal({ title: 'B', expr: sub(time(), metrics.started) }),
            c: signal({ title: 'C', expr: mul(avgOverTime(metrics.fill_ratio), 100) }),
            d: signal({
              title: 'D',
              expr: sub(histogramQuantile(0.9, metrics.took_seconds), mean(metrics.took_seconds)),
            }),
          },
        },
        panels: ['time() - started > 300', 'histogram_quantile(0.9, rate(took_seconds_bucket[5m])) > 0.5'],
      },
    },
    'numbers, which take the unit of the other side': given(
      'uptime_seconds + 5 > 300',
      '1 - fill_ratio < 0.1',
      'uptime_seconds > bool 5m',
      'open_connections or vector(0)',
      'sum(open_connections or vector(0))',
      'open_connections > $limit',
    ),
    'points in time': given(
      'time() - started > 1h',
      'time() - process_start_time_seconds < 600',
      'time() - timestamp(anything) > 60',
      'max(started) - min(started) > uptime_seconds',
      'started + uptime_seconds > time()',
      'started > time() - 7d',
      'delta(started[1h]) > uptime_seconds',
      'stddev(started) < avg(uptime_seconds)',
      'process_start_time_seconds > time() - 600',
    ),
    'counts of different things': given(
      'rate(errors_total[5m]) + rate(requests_total[5m])',
      'increase(took_seconds_count[5m]) > increase(requests_total[5m])',
      'count(anything) > sum(connection_limit)',
    ),
    'what cancels, multiplies and divides': given(
      'rate(errors_total[5m]) / rate(requests_total[5m]) > fill_ratio',
      '100 * rate(errors_total[5m]) / rate(requests_total[5m]) > fill_percent',
      'rate(took_seconds_sum[5m]) / rate(took_seconds_count[5m]) > uptime_seconds',
      'rate(took_seconds_sum[5m]) / rate(took_seconds_count[5m]) * 1000 > lag_milliseconds',
      'used_bytes / uptime_seconds > rate(sent_bytes_total[5m])',
      'used_bytes / rate(sent_bytes_total[5m]) < uptime_seconds',
      'rate(requests_total[5m]) * uptime_seconds > open_connections',
      'rate(sent_bytes_total[5m]) * 300 > used_bytes',
      'increase(requests_total[5m]) / 300 > rate(errors_total[5m])',
      'used_bytes * 8 > size_bits',
      'used_bytes * $factor > size_bits',
      'rate(requests_total[5m]) * $__range_s > open_connections',
      'open_connections * fill_ratio > connection_limit',
      'used_bytes / open_connections > used_bytes',
      'sum_over_time(fill_ratio[30d]) / count_over_time(fill_ratio[30d]) > fill_ratio',
    ),
    'how many of a gauge that is 0 or 1': given(
      'sum(count_over_time(fill_ratio[5m])) - sum(sum_over_time(fill_ratio[5m]))',
      'sum(fill_ratio) < count(anything)',
    ),
    'CPU seconds per second, which are cores and a share of time': given(
      'rate(cpu_seconds_total[5m]) > cpu_limit',
      'rate(cpu_seconds_total[5m]) / cpu_limit > fill_ratio',
      'cpu_limit - rate(cpu_seconds_total[5m])',
      'sum(rate(cpu_seconds_total[5m])) > count(anything)',
      'rate(cpu_seconds_total[5m]) > 0.9',
    ),
    'alternatives with bounds of their own': inAlert('open_connections > 5 or uptime_seconds < 60'),
    'a metric without a unit': given(
      'anything + uptime_seconds > open_connections * anything',
      'unheard_of > used_bytes',
    ),
    'an info series': given('uptime_seconds * on (instance) group_left (node) node_info > uptime_seconds'),
    'how many series there are of anything': given('count(open_connections or uptime_seconds)'),
    'and and unless, which only filter': given('open_connections and uptime_seconds > 60'),
  },
});
